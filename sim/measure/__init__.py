"""Every KPI, defined once, from the record of a replication.

`MEASURES` holds them by key, in the order of tables. The docstring of each formula is its definition; the
page `docs/measures.md` is made from them (`python -m sim.measure.glossary`).
"""

from sim.measure import waits, outcomes, people, costs  # noqa: F401, I001 (in the order of tables)
from sim.measure.registry import CENTRE, ISSUES, LINE, MEASURES, PEOPLE, UNITS, Measure, Scope

__all__ = ["CENTRE", "ISSUES", "LINE", "MEASURES", "PEOPLE", "UNITS", "Measure", "Scope"]
