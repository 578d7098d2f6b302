"""Every KPI, defined once, from the record of a replication.

`MEASURES` are ratios of sums, by key, in the order of tables; `DISTRIBUTIONS` are given by percentiles;
`daily` gives the figures of single days. The docstring of each formula is its definition; the page
`docs/measures.md` is made from them (`python -m sim.measure.glossary`).
"""

from sim.measure import (  # noqa: F401, I001 (in the order of tables)
    waits,
    outcomes,
    handovers,
    mishaps,
    routing,
    breaking_off,
    populations,
    channels,
    prevention,
    bot,
    people,
    hours,
    learning,
    leads,
    staying,
    hiring,
    costs,
    value,
    customers,
    cooperation,
)
from sim.measure.channels import CHANNEL
from sim.measure.daily import DAILY, daily
from sim.measure.percentiles import DISTRIBUTIONS, PERCENTILES, Distribution
from sim.measure.populations import POPULATION
from sim.measure.registry import (
    ISSUES,
    LINE,
    MEASURES,
    PEOPLE,
    UNITS,
    Definition,
    Measure,
    Scope,
    contacts_answered,
    measures_of,
    sums_of,
)

__all__ = [
    "CHANNEL",
    "DAILY",
    "DISTRIBUTIONS",
    "ISSUES",
    "LINE",
    "MEASURES",
    "PEOPLE",
    "PERCENTILES",
    "POPULATION",
    "UNITS",
    "Definition",
    "Distribution",
    "Measure",
    "Scope",
    "contacts_answered",
    "daily",
    "measures_of",
    "sums_of",
]
