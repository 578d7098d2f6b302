"""The record's tables of one replication, from the rows that the floor wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.experiment.archive.columns import CONTACT_ENDINGS, ISSUE_ENDINGS, RESULTS, schema_of
from sim.floor.kinds import NOBODY
from sim.floor.record import (
    ANSWERED,
    BROKEN_OFF,
    CONSULTED,
    CONTACT_KINDS,
    LEG_OUTCOMES,
    MISHAP_NAMES,
    MOVED,
    PROMISED,
    REASON_NAMES,
    SIDES,
)
from sim.scenario.period import Period

if TYPE_CHECKING:
    import pyarrow as pa

    from sim.record import Record
    from sim.scenario import Scenario

GOING_ON = MOVED, PROMISED, BROKEN_OFF
HANDLED = ANSWERED, BROKEN_OFF
BY_THE_CENTRE = tuple(map(RESULTS.index, ("surveyed", "warned")))  # no contacts of customers
PASSED_ON = tuple(map(RESULTS.index, ("escalated", "rejected", "put_off", "reassigned", "handed_back")))


class Sorted:
    """Rows in the order of their keys, a column at a time: to move whole rows takes several times as long."""

    def __init__(self, rows: NDArray[np.void], *keys: str, order: NDArray[np.int64] | None = None):
        self.rows, self.columns = rows, dict[str, NDArray[Any]]()
        self.order = np.lexsort([rows[key] for key in reversed(keys)]) if order is None else order

    def __len__(self) -> int:
        return len(self.order)

    def __getitem__(self, name: str) -> NDArray[Any]:
        if name not in self.columns:
            self.columns[name] = self.rows[name][self.order]
        return self.columns[name]

    def at(self, places: NDArray[Any]) -> Sorted:
        """Those at these places, numbers or a mask."""
        return Sorted(self.rows, order=self.order[places])


def tables_of(scenario: Scenario, record: Record) -> dict[str, pa.Table]:
    """The tables by name, of a record with legs and issues. Columns: see `sim.experiment.archive.columns`."""
    assert record.legs is not None
    assert record.ended is not None
    assert record.still_open is not None
    issues = Sorted(np.concatenate([record.ended, record.still_open]), "identity")
    # Legs of one contact end one after the other, so that the order of writing is theirs.
    legs = Sorted(record.legs, "identity", "visit")
    return {
        "issues": _issues(scenario, issues),
        "contacts": _contacts(scenario, legs),
        "legs": _legs(scenario, legs),
    }


def _issues(scenario: Scenario, issues: Sorted) -> pa.Table:
    import pyarrow as pa

    period = Period.of(scenario)
    nobody = np.full(len(issues), NOBODY)
    return _table(
        "issues",
        issue=issues["identity"],
        topic=_names(tuple(scenario.topics), issues["topic"]),
        difficulty=issues["difficulty"],
        counted=(period.counts_from <= issues["opened"]) & (issues["opened"] < period.counts_until),
        opened=_moments(period, issues["opened"]),
        ended=_moments(period, issues["ended"]),
        ending=_names(ISSUE_ENDINGS, issues["ending"]),
        contacts=issues["visits"],
        handovers=issues["handovers"],
        hand_backs=issues["hand_backs"],
        population=_names(
            tuple(scenario.populations), issues["population"] if scenario.populations else nobody
        ),
        satisfaction=pa.array(issues["satisfaction"], mask=~_judged(scenario, issues)),
    )


def _judged(scenario: Scenario, issues: Sorted) -> NDArray[np.bool_]:
    """Which issues ended with an index of satisfaction."""
    customers = np.array([topic.alarm is None for topic in scenario.topics.values()])
    closed: NDArray[np.bool_] = np.isfinite(issues["ended"])
    return closed & customers[issues["topic"]] & (scenario.satisfaction is not None)


def _contacts(scenario: Scenario, legs: Sorted) -> pa.Table:
    period = Period.of(scenario)
    customers = (legs["outcome"] != ANSWERED) | ~np.isin(legs["outlook"], BY_THE_CENTRE)
    legs = legs if customers.all() else legs.at(customers)
    first = _first_legs(legs)
    last = np.append(first[1:], len(legs)) - 1 if len(legs) else first
    end = legs.at(last)
    handled_last = end["outcome"] == ANSWERED
    goes_on = np.isin(end["outcome"], GOING_ON) | (handled_last & np.isin(end["outlook"], PASSED_ON))
    ending = np.select(
        [goes_on, handled_last],
        [NOBODY, _renumbered(RESULTS, CONTACT_ENDINGS)[end["outlook"]]],
        _renumbered(LEG_OUTCOMES, CONTACT_ENDINGS)[end["outcome"]],
    )
    handled = np.isin(legs["outcome"], HANDLED)
    passed_on = (legs["outcome"] == ANSWERED) & np.isin(legs["outlook"], PASSED_ON) & (legs["side"] == 0)
    return _table(
        "contacts",
        issue=legs["identity"][first],
        contact=legs["visit"][first] + 1,
        kind=_names(CONTACT_KINDS, legs["kind"][first]),
        began=_moments(period, legs["joined"][first]),
        ended=_moments(period, np.where(goes_on, np.inf, end["ended"])),
        legs=last - first + 1,
        waited=_sums(_waited(legs), first),
        handled=_sums(np.where(handled, legs["ended"] - legs["answered"], 0.0), first),
        handovers=_sums(passed_on | _taken_over(legs), first),
        first_line=_names(LEG_OUTCOMES, np.where(handled, ANSWERED, legs["outcome"])[first]),
        ending=_names(CONTACT_ENDINGS, ending),
    )


def _legs(scenario: Scenario, legs: Sorted) -> pa.Table:
    import pyarrow as pa

    period = Period.of(scenario)
    unanswered = ~np.isin(legs["outcome"], HANDLED)
    first = _first_legs(legs)
    places = np.array([0, *np.cumsum([pool.places for pool in scenario.pools.values()])])
    # Pools without places begin where the next one does: the last that begins here is the agent's.
    pool = np.where(unanswered, NOBODY, np.searchsorted(places, legs["agent"], side="right") - 1)
    alone = legs["helper"] == NOBODY
    helper_pool = np.where(alone, NOBODY, np.searchsorted(places, legs["helper"], side="right") - 1)
    numbers = np.arange(len(legs))
    return _table(
        "legs",
        issue=legs["identity"],
        contact=legs["visit"] + 1,
        leg=numbers - np.repeat(first, np.diff(np.append(first, len(legs)))) + 1,
        tier=_names(tuple(scenario.tiers), legs["tier"]),
        joined=_moments(period, legs["joined"]),
        answered=_moments(period, legs["answered"]),
        ended=_moments(period, legs["ended"]),
        waited=_waited(legs),
        handled=pa.array(legs["ended"] - legs["answered"], mask=unanswered),
        explained=pa.array(legs["explained"], mask=unanswered),
        outcome=_names(LEG_OUTCOMES, legs["outcome"]),
        pool=_names(tuple(scenario.pools), pool),
        place=pa.array(legs["agent"] - places[pool] + 1, mask=unanswered),
        result=_names(RESULTS, legs["outlook"]),
        reason=_names(REASON_NAMES, legs["reason"]),
        mishap=_names(MISHAP_NAMES, legs["mishap"]),
        side=_names(SIDES, legs["side"]),
        avoidable=legs["avoidable"] > 0,
        consulted=_names(CONSULTED, np.where(unanswered, NOBODY, legs["consulted"])),
        helper_pool=_names(tuple(scenario.pools), helper_pool),
        helper_place=pa.array(legs["helper"] - places[helper_pool] + 1, mask=alone),
        channel=_names(scenario.channel_names, legs["channel"]),
    )


def _first_legs(legs: Sorted) -> NDArray[np.int64]:
    """Where each contact's legs begin, these being sorted by issue and contact."""
    new = np.ones(len(legs), bool)
    new[1:] = (np.diff(legs["identity"]) != 0) | (np.diff(legs["visit"]) != 0)
    return np.flatnonzero(new)


def _taken_over(legs: Sorted) -> NDArray[np.bool_]:
    """Which legs go on with what another agent's leg, the one before, broke off."""
    taken = np.isin(legs["outcome"], HANDLED)
    same = (legs["identity"][1:] == legs["identity"][:-1]) & (legs["visit"][1:] == legs["visit"][:-1])
    other = legs["agent"][1:] != legs["agent"][:-1]
    taken[1:] &= same & other & (legs["outcome"][:-1] == BROKEN_OFF)
    taken[:1] = False
    return taken


def _waited(legs: Sorted) -> NDArray[np.float64]:
    return np.where(np.isin(legs["outcome"], HANDLED), legs["answered"], legs["ended"]) - legs["joined"]


def _sums(figures: NDArray[Any], first: NDArray[np.int64]) -> NDArray[Any]:
    """By contact, of the figures of its legs."""
    figures = figures.astype(np.int64) if figures.dtype == bool else figures
    return np.add.reduceat(figures, first) if len(first) else figures


def _renumbered(names: tuple[str, ...], others: tuple[str, ...]) -> NDArray[np.int64]:
    """For each name its number among the others, or NOBODY."""
    return np.array([others.index(name) if name in others else NOBODY for name in names])


def _moments(period: Period, minutes: NDArray[np.float64]) -> pa.Array:
    """Local times of minutes on the simulation's clock, empty where they never come."""
    import pyarrow as pa

    finite = np.isfinite(minutes)
    passed = np.rint(60e6 * np.where(finite, minutes - period.start, 0.0)).astype(np.int64)
    midnight = int(np.datetime64(period.first_day, "us").astype(np.int64))
    return pa.array(midnight + passed, pa.timestamp("us"), mask=None if finite.all() else ~finite)


def _names(names: tuple[str, ...], numbers: NDArray[np.int64]) -> pa.DictionaryArray:
    """A column of names from their numbers, empty where that is NOBODY."""
    import pyarrow as pa

    nobody = numbers == NOBODY
    indices = pa.array(numbers.astype(np.int32), mask=nobody if nobody.any() else None)
    return pa.DictionaryArray.from_arrays(indices, pa.array(names, pa.string()))


def _table(name: str, **columns: Any) -> pa.Table:
    import pyarrow as pa

    schema = schema_of(name)
    arrays = [pa.array(columns[field.name]) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)
