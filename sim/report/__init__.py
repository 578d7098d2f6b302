"""What users take away: the report of a comparison, one HTML file in plain words, tables and charts."""

from sim.report.page import write
from sim.report.summary import Summary, summary

__all__ = ["Summary", "summary", "write"]
