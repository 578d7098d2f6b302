"""Reading the log of a call centre: one row per call.

The log known so far is the "Anonymous Bank" of the Technion (Mandelbaum, Sakov, Zeltyn: Empirical analysis of
a call center, 2000), one file a month. Its times are whole seconds, so this package counts in seconds.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.words import _

if TYPE_CHECKING:
    import pandas as pd

TOPICS = {"PS": "regular", "PE": "english", "IN": "internet", "NE": "stock", "NW": "new"}
"""What inbound calls are about, by the log's code. TT, call-backs by the bank, and AA, tests, are not."""

_READ = {
    "customer": str, "priority": int, "type": str, "outcome": str, "agent": str, "date": str,
    "vru_entry": str, "q_start": str, "service_start": str, "q_s": int, "service_s": int,
}  # fmt: skip


class LogError(Exception):
    """A log that cannot be read; its text is for the user."""


def read_calls(folder: Path, first: date, last: date) -> pd.DataFrame:
    """Inbound calls of the bank's log that asked for an agent, in the order of the log.

    A call that hung up before it joined the line (HANG with no wait) did not, nor did a PHANTOM or a
    call-back (TT).

    Columns: `day` (date), `weekday` (0 is Sunday), `topic`, `arrived` (the moment the call came in),
    `queued` (the moment it joined the line), `wait`, `answered` (the others abandoned), `started` and
    `service`, `agent` (empty where the log has none), `customer` (empty where the log does not know him) and
    `priority` (2 first, 1 then; 0 for all whom the log does not know). Moments are seconds after midnight,
    durations seconds.

    Raises `LogError` where the months from `first` to `last` are not all there or cannot be read.
    """
    import pandas as pd

    months = [str(month) for month in pd.period_range(first, last, freq="M")]
    paths = [folder / f"{month}.csv.gz" for month in months]
    missing = [path.name for path in paths if not path.is_file()]
    if missing:
        raise LogError(_("{folder} has no {files}").format(folder=folder, files=", ".join(missing)))
    try:
        months_read = [pd.read_csv(path, usecols=list(_READ), dtype=_READ) for path in paths]
    except (OSError, EOFError, ValueError) as error:
        raise LogError(_("{folder} cannot be read: {error}").format(folder=folder, error=error)) from error
    log = pd.concat(months_read, ignore_index=True)
    day = pd.to_datetime(log["date"])
    calls = pd.DataFrame(
        {
            "day": day,
            "weekday": weekday_of(pd.DatetimeIndex(day)),
            "topic": log["type"].map(TOPICS),
            "arrived": seconds_of_day(log["vru_entry"]),
            "queued": seconds_of_day(log["q_start"]),
            "wait": log["q_s"],
            "answered": log["outcome"] == "AGENT",
            "started": seconds_of_day(log["service_start"]),
            "service": log["service_s"],
            "agent": log["agent"].fillna(""),
            "customer": log["customer"].fillna(""),
            "priority": log["priority"],
        }
    )
    abandoned = (log["outcome"] == "HANG") & (log["q_s"] > 0)
    asked = calls["topic"].notna() & (calls["answered"] | abandoned)
    meant = (day >= pd.Timestamp(first)) & (day <= pd.Timestamp(last))
    return calls[asked & meant].reset_index(drop=True)


def weekday_of(days: pd.DatetimeIndex) -> NDArray[np.int64]:
    """0 for a Sunday to 6 for a Saturday."""
    return ((days.day_of_week + 1) % 7).to_numpy(np.int64)


def seconds_of_day(times: pd.Series) -> pd.Series:
    """Seconds after midnight of times such as 7:05:09."""
    parts = times.str.split(":", expand=True).astype(int)
    return parts[0] * 3600 + parts[1] * 60 + parts[2]
