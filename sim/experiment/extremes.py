"""What averages hide: the worst intervals and the issues that took longest, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.floor.kinds import CALL, CONTACTS, HAND_BACKS, TIME
from sim.floor.names import ENDINGS
from sim.scenario.durations import DAY
from sim.scenario.period import Period
from sim.scenario.units import write_time

if TYPE_CHECKING:
    import pandas as pd

    from sim.record import Record
    from sim.scenario.schema import Scenario

Rows = NDArray[np.void]

OF_A_DAY = "offered", "answered", "answered_in_target", "abandoned", "waited"
WORST_DAY = np.dtype([("day", "i8"), *((name, "f8" if name == "waited" else "i8") for name in OF_A_DAY)])
TEN = 10  # of each replication, as `sim.centre` keeps of intervals and issues


def worst_intervals_table(
    records: Sequence[Record], numbers: Sequence[int], scenario: Scenario
) -> pd.DataFrame:
    """See `Results.worst_intervals`. `numbers`: of the replications."""
    import pandas as pd

    rows, replications = _together([record.worst for record in records], numbers)
    interval = int(records[0].interval)
    times = np.array([write_time(minute) for minute in range(0, int(DAY), interval)], object)
    first_day = np.datetime64(scenario.calendar.start, "s")
    table = pd.DataFrame(
        {
            "replication": replications,
            "date": first_day + rows["day"].astype("timedelta64[D]"),
            "from": times[rows["slot"]],
            "offered": rows["offered"],
            "answered": rows["answered"],
            "answered_in_target": rows["answered_in_target"],
            "abandoned": rows["abandoned"],
            "waited_min": rows["waited"],
        }
    )
    return _ranked(table, "waited_min")


def worst_days_table(records: Sequence[Record], numbers: Sequence[int], scenario: Scenario) -> pd.DataFrame:
    """See `Results.worst_days`. `numbers`: of the replications."""
    import pandas as pd

    rows, replications = _together([_worst(record.days[:, 0]) for record in records], numbers)
    first_day = np.datetime64(scenario.calendar.start, "s")
    before = int(np.ceil(scenario.calendar.warm_up / DAY))  # days that are not counted
    table = pd.DataFrame(
        {
            "replication": replications,
            "date": first_day + (before + rows["day"]).astype("timedelta64[D]"),
            "offered": rows["offered"],
            "answered": rows["answered"],
            "answered_in_target": rows["answered_in_target"],
            "abandoned": rows["abandoned"],
            "waited_min": rows["waited"],
        }
    )
    return _ranked(table, "waited_min")


def _worst(days: Rows) -> Rows:
    """The ten of these LegTally[day] on which most time was waited, most first."""
    waited = days["waited"]
    found = np.argsort(-waited, kind="stable")[:TEN]
    found = found[waited[found] > 0]
    rows = np.zeros(len(found), WORST_DAY)
    rows["day"] = found
    for name in OF_A_DAY:
        rows[name] = days[name][found]
    return rows


LISTS = {"longest": TIME, "calls": CALL, "contacts": CONTACTS, "hand-backs": HAND_BACKS}
"""The lists of exceptions among issues, by name."""


def notable_issues_table(
    exceptions: str, records: Sequence[Record], numbers: Sequence[int], scenario: Scenario
) -> pd.DataFrame:
    """See `Results.notable_issues`. `exceptions`: one of `LISTS`; `numbers`: of the replications."""
    import pandas as pd

    listed = (record.notable[LISTS[exceptions]] for record in records)
    rows, replications = _together([each[each["figure"] > 0] for each in listed], numbers)
    table = pd.DataFrame(
        {
            "replication": replications,
            "issue": rows["identity"],
            "topic": np.array(records[0].topics, object)[rows["topic"]],
            "ending": np.array((*ENDINGS, "open"), object)[rows["ending"]],
            "opened": _moments(rows["opened"], scenario),
            "ended": _moments(rows["ended"], scenario),
            "hours": (rows["ended"] - rows["opened"]) / 60,
            "contacts": rows["visits"],
            "handovers": rows["handovers"],
            "difficulty": rows["difficulty"],
            "figure": rows["figure"],
        }
    )
    return _ranked(table, "figure")


def stuck_issues_table(records: Sequence[Record], numbers: Sequence[int], scenario: Scenario) -> pd.DataFrame:
    """See `Results.stuck_issues`. `numbers`: of the replications."""
    import pandas as pd

    rows, replications = _together([record.stuck for record in records], numbers)
    table = pd.DataFrame(
        {
            "replication": replications,
            "issue": rows["identity"],
            "topic": np.array(records[0].topics, object)[rows["topic"]],
            "opened": _moments(rows["opened"], scenario),
            "hours": (Period.of(scenario).ends - rows["opened"]) / 60,
            "contacts": rows["visits"],
            "handovers": rows["handovers"],
            "difficulty": rows["difficulty"],
        }
    )
    return _ranked(table, "hours")


def _moments(minutes: NDArray[np.float64], scenario: Scenario) -> NDArray[np.datetime64]:
    """Dates and times, to the second, of moments on the simulation's clock."""
    start, first_day = Period.of(scenario).start, np.datetime64(scenario.calendar.start, "s")
    return first_day + np.round(60 * (minutes - start)).astype("timedelta64[s]")


def _together(kept: Sequence[Rows], numbers: Sequence[int]) -> tuple[Rows, NDArray[np.int64]]:
    """The rows of all replications, and the replication of each."""
    return np.concatenate(kept), np.repeat(numbers, [len(rows) for rows in kept])


def _ranked(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """With the largest first, numbered from 1."""
    import pandas as pd

    table = table.sort_values(by, ascending=False, kind="stable")
    return table.set_axis(pd.RangeIndex(1, len(table) + 1, name="rank"))
