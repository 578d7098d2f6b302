"""The record's tables, made of the rows that the floor wrote, a column at a time.

Nothing is done to a column that Parquet doesn't need: where values stand already they are not copied, and
names stay the numbers that the rules wrote.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.experiment.archive.columns import CONTACT_ENDINGS, ISSUE_ENDINGS, RESULTS, schema_of
from sim.floor.kinds import NOBODY
from sim.floor.names import CONSULTED, CONTACT_KINDS, LEG_OUTCOMES, MISHAP_NAMES, REASON_NAMES, SIDES
from sim.floor.written import ANSWERED, BROKEN_OFF, MOVED, PROMISED
from sim.scenario.period import Period

if TYPE_CHECKING:
    import pyarrow as pa

    from sim.scenario import Scenario

Rows = Mapping[str, NDArray[Any]] | NDArray[np.void]  # a column of each field; see `sim.floor.tallies`
GOING_ON = MOVED, PROMISED, BROKEN_OFF
PASSED_ON = tuple(map(RESULTS.index, ("escalated", "rejected", "put_off", "reassigned", "handed_back")))


def endings_of_contacts() -> NDArray[np.int8]:
    """How a contact ended, by the outcome of its last leg and what came of handling; NOBODY: it goes on."""
    table = np.full((len(LEG_OUTCOMES), len(RESULTS) + 1), NOBODY, np.int8)  # the first: nobody handled it
    for outcome, name in enumerate(LEG_OUTCOMES):
        if outcome not in GOING_ON and name in CONTACT_ENDINGS:
            table[outcome] = CONTACT_ENDINGS.index(name)
    for outlook, name in enumerate(RESULTS, start=1):
        table[ANSWERED, outlook] = CONTACT_ENDINGS.index(name) if name in CONTACT_ENDINGS else NOBODY
    return table


ENDS_AS = endings_of_contacts()
PER_OUTCOME = np.int16(ENDS_AS.shape[1])
GOES_ON = np.zeros(ENDS_AS.shape, bool)
GOES_ON[list(GOING_ON)] = True
GOES_ON[ANSWERED, [outlook + 1 for outlook in PASSED_ON]] = True


class Tables:
    """Makes rows into tables of a scenario. Columns: see `sim.experiment.archive.columns`."""

    def __init__(self, scenario: Scenario):
        self.scenario, self.period = scenario, Period.of(scenario)
        places = [pool.places for pool in scenario.pools.values()]
        # By agent; the last is nobody's.
        self.pool_of = np.append(np.repeat(np.arange(len(places), dtype=np.int16), places), np.int16(NOBODY))
        self.place_of = np.concatenate(
            [*(np.arange(1, n + 1, dtype=np.int32) for n in places), np.zeros(1, np.int32)]
        )
        self.customers = np.array([topic.alarm is None for topic in scenario.topics.values()])

    def issues(self, rows: Rows) -> pa.Table:
        scenario, period = self.scenario, self.period
        opened, ended = rows["opened"], rows["ended"]
        is_over = np.isfinite(ended)
        judged = np.zeros(len(opened), bool)
        if scenario.satisfaction is not None:
            judged = is_over & self.customers[rows["topic"]]
        homes = rows["population"] if scenario.populations else np.full(len(opened), NOBODY, np.int8)
        return _table(
            "issues",
            issue=rows["identity"],
            topic=_names(tuple(scenario.topics), rows["topic"]),
            difficulty=rows["difficulty"],
            counted=(period.counts_from <= opened) & (opened < period.counts_until),
            opened=self._moments(opened),
            ended=self._moments(ended, is_over),
            ending=_names(ISSUE_ENDINGS, rows["ending"]),
            contacts=rows["visits"],
            handovers=rows["handovers"],
            hand_backs=rows["hand_backs"],
            population=_names(tuple(scenario.populations), homes),
            satisfaction=_where(judged, rows["satisfaction"]),
        )

    def contacts(self, rows: Rows) -> pa.Table:
        # One number for both, since looking up by two takes five times as long; NOBODY comes first.
        last = rows["outcome"] * PER_OUTCOME + (rows["outlook"] - NOBODY)
        return _table(
            "contacts",
            issue=rows["identity"],
            contact=rows["visit"] + np.int32(1),
            kind=_names(CONTACT_KINDS, rows["kind"]),
            began=self._moments(rows["began"]),
            ended=self._moments(rows["ended"], ~GOES_ON.take(last)),
            legs=rows["legs"],
            waited=rows["waited"],
            handled=rows["handled"],
            handovers=rows["handovers"],
            first_line=_names(LEG_OUTCOMES, rows["first_line"]),
            ending=_names(CONTACT_ENDINGS, ENDS_AS.take(last)),
        )

    def legs(self, rows: Rows) -> pa.Table:
        scenario = self.scenario
        joined, ended, outcome = (rows[name] for name in ("joined", "ended", "outcome"))
        agents, helpers = (rows[name].astype(np.intp) for name in ("agent", "helper"))
        handled = (outcome == ANSWERED) | (outcome == BROKEN_OFF)
        helped = helpers != NOBODY
        consulted = np.where(handled, rows["consulted"], np.int8(NOBODY))
        return _table(
            "legs",
            issue=rows["identity"],
            contact=rows["visit"] + np.int32(1),
            leg=rows["number"],
            tier=_names(tuple(scenario.tiers), rows["tier"]),
            joined=self._moments(joined),
            answered=self._moments(rows["answered"], handled),
            ended=self._moments(ended),
            waited=np.minimum(rows["answered"], ended) - joined,
            handled=_where(handled, ended - rows["answered"]),
            explained=_where(handled, rows["explained"]),
            outcome=_names(LEG_OUTCOMES, outcome),
            pool=_names(tuple(scenario.pools), self.pool_of.take(agents)),
            place=_where(handled, self.place_of.take(agents)),
            result=_names(RESULTS, rows["outlook"]),
            reason=_names(REASON_NAMES, rows["reason"]),
            mishap=_names(MISHAP_NAMES, rows["mishap"]),
            side=_names(SIDES, rows["side"]),
            avoidable=rows["avoidable"] > 0,
            consulted=_names(CONSULTED, consulted),
            helper_pool=_names(tuple(scenario.pools), self.pool_of.take(helpers)),
            helper_place=_where(helped, self.place_of.take(helpers)),
            channel=_names(scenario.channel_names, rows["channel"]),
        )

    def _moments(self, minutes: NDArray[np.float64], come: NDArray[np.bool_] | None = None) -> pa.Array:
        """Local times of minutes on the simulation's clock, empty where they never come."""
        import pyarrow as pa

        passed = minutes - self.period.start
        passed *= 60e6
        np.rint(passed, out=passed)
        passed += self._midnight
        with np.errstate(invalid="ignore"):  # where they never come
            moments = passed.astype(np.int64)
        return _where(come, moments, pa.timestamp("us"))

    @cached_property
    def _midnight(self) -> float:
        """Microseconds, which a float holds exactly until the year 2255."""
        return float(np.datetime64(self.period.first_day, "us").astype(np.int64))


def _where(
    there: NDArray[np.bool_] | None, values: NDArray[Any], kind: pa.DataType | None = None
) -> pa.Array:
    """These values where they are there, else empty. `kind`: of what is in the same bits."""
    import pyarrow as pa

    values = np.ascontiguousarray(values)
    bits = None if there is None or there.all() else pa.py_buffer(np.packbits(there, bitorder="little"))
    kind = kind or pa.from_numpy_dtype(values.dtype)
    return pa.Array.from_buffers(kind, len(values), [bits, pa.py_buffer(values)])


def _names(names: tuple[str, ...], numbers: NDArray[np.integer[Any]]) -> pa.DictionaryArray:
    """A column of names from their numbers, empty where that is NOBODY."""
    import pyarrow as pa

    indices = _where(numbers != NOBODY, numbers)
    return pa.DictionaryArray.from_arrays(indices, pa.array(names, pa.string()), safe=False)


def _table(name: str, **columns: Any) -> pa.Table:
    import pyarrow as pa

    schema = schema_of(name)
    return pa.Table.from_arrays([_column(columns[field.name], field.type) for field in schema], schema=schema)


def _column(values: Any, kind: pa.DataType) -> pa.Array:
    import pyarrow as pa

    if isinstance(values, pa.Array):
        return values
    return pa.array(np.ascontiguousarray(values), kind)
