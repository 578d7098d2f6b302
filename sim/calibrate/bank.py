"""From the log of the Anonymous Bank to `scenarios/bank`.

    python -m sim.calibrate.bank LOG_FOLDER OUTPUT_FOLDER

writes `volumes.csv`, `seats.csv` and `fit.yaml` (every figure counted or fitted, with its error) into the
output folder. The scenario files there are written by hand from `fit.yaml`; `docs/bank.md` tells how and why.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.calibrate import bank_facts
from sim.calibrate.availability import activity, available, seats
from sim.calibrate.counting import HALF_HOUR, SLOTS, clock, open_half_hours, volumes, whole_days
from sim.calibrate.logs import LogError, read_calls
from sim.scenario.units import WEEKDAYS
from sim.words import _

FIRST, LAST = date(1999, 1, 1), date(1999, 5, 31)
ELECTION = date(1999, 5, 17)  # a national holiday on which the bank's telephones were answered all the same

HEADER = """\
# Written by: python -m sim.calibrate.bank LOG_FOLDER OUTPUT_FOLDER. Do not edit: run it again.
# Counted in and fitted to the call log of an anonymous Israeli bank, January to May 1999, made public by
# Avishai Mandelbaum and Ilan Guedj, Technion; free to use with this acknowledgement. See docs/bank.md.
# Times in seconds; cv: standard deviation / mean; error: standard error; distance: the largest difference
# between the distribution functions of fit and data.
"""


@dataclass(frozen=True)
class Calibration:
    """What goes into the files: tables by weekday and half hour, shape (7, 48), and what `fit.yaml` says."""

    volumes: NDArray[np.float64]
    seats: NDArray[np.int64]
    facts: bank_facts.Facts


def calibrate(folder: Path) -> Calibration:
    """Count and fit the log in `folder`. Raises `LogError` where it cannot be read."""
    import pandas as pd

    asked = read_calls(folder, FIRST, LAST)
    days = whole_days(asked)
    days = days[days != pd.Timestamp(ELECTION)]
    counted = asked[asked["day"].isin(days)]
    opened = open_half_hours(volumes(counted, days))
    calls = counted[opened[counted["weekday"], counted["arrived"] // HALF_HOUR]]
    seen = activity(calls, days)
    agents = available(seen)
    wanted = seats(agents, opened)
    facts = {
        "days": bank_facts.days_facts(asked, FIRST, LAST, days),
        "calls": {"counted": len(calls), "when_closed": len(counted) - len(calls)},
        "opening": bank_facts.opening_facts(opened),
        "busyness": bank_facts.busyness_facts(calls),
        "topics": bank_facts.topics_facts(calls),
        "patience": bank_facts.patience_facts(calls),
        "agents": bank_facts.agents_facts(calls, days, seen, agents, wanted),
        "observed_Sun_to_Thu": bank_facts.observed_facts(calls, days),
    }
    return Calibration(volumes(calls, days), wanted, facts)


def write(calibration: Calibration, folder: Path) -> None:
    """Write a calibration's files into a folder, made where it is not there; the same bytes each time."""
    from ruamel.yaml import YAML

    folder.mkdir(parents=True, exist_ok=True)
    _write_table(folder / "volumes.csv", calibration.volumes, "{:.2f}")
    _write_table(folder / "seats.csv", calibration.seats, "{:d}")
    yaml = YAML()
    yaml.width = 1000
    yaml.default_flow_style = None
    with (folder / "fit.yaml").open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER)
        yaml.dump(calibration.facts, file)


def _write_table(path: Path, table: NDArray[Any], form: str) -> None:
    """From the first half hour in use to one after the last, in which the day is over."""
    used = np.flatnonzero(table.any(axis=0))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["from", *WEEKDAYS])
        for slot in range(used[0], min(used[-1] + 2, SLOTS)):
            writer.writerow([clock(slot), *(form.format(figure) for figure in table[:, slot].tolist())])


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 0 where it worked, 2 where the log cannot be read or the files not be written."""
    parser = argparse.ArgumentParser(
        prog="python -m sim.calibrate.bank",
        description=_("Count and fit the log of the Anonymous Bank for scenarios/bank."),
    )
    parser.add_argument("log_folder", type=Path, help=_("holds 1999-01.csv.gz to 1999-05.csv.gz"))
    parser.add_argument("output_folder", type=Path, help=_("gets volumes.csv, seats.csv and fit.yaml"))
    chosen = parser.parse_args(arguments)
    try:
        write(calibrate(chosen.log_folder), chosen.output_folder)
    except (LogError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
