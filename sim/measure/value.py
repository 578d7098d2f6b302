"""What solved issues bring in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.measure.accounts import centre_cost
from sim.measure.registry import Ratio, Rows, Scope, measure
from sim.scenario.durations import YEAR
from sim.words import N_

if TYPE_CHECKING:
    from sim.record import Record
    from sim.scenario.schema import Scenario


def has_value(scenario: Scenario) -> bool:
    return any(topic.value > 0 for topic in scenario.topics.values())


def _with_values(record: Record, scenario: Scenario, part: str | None) -> tuple[Record, Rows]:
    return record, np.array([scenario.topics[name].value for name in record.topics])


VALUED = Scope("centre", lambda record: (), _with_values)  # with the value of each topic


@measure(
    VALUED, N_("Value earned"), "share", "more", basis="money", counted=None, steady=True, used=has_value
)
def value_earned(record: Record, values: Rows) -> Ratio:
    """What the solved issues bring in, as a share of what all would: issues solved, weighed by value. What is
    missing is who gave up, was not helped or bought elsewhere.

    Formula: sum of value of the issues solved / sum of value of all issues

    Source: S3 3.5, value per call; `topics.*.value` of the scenario
    """
    return record.issues["solved"] @ values, record.issues["opened"] @ values


@measure(
    VALUED,
    N_("Value less cost, a year"),
    *("money", "more"),
    basis="money",
    counted=None,
    steady=True,
    used=has_value,
)
def value_less_cost(record: Record, values: Rows) -> Ratio:
    """What the issues solved bring in, less the centre's cost, a year.

    Formula: (sum of value of the issues solved - cost of the centre) / years counted

    Source: S3 3.5, value per call; `topics.*.value`, wages and costs of the scenario
    """
    return record.issues["solved"] @ values - centre_cost(record), record.counted_minutes / YEAR
