"""From the log of the Anonymous Bank to `scenarios/bank`.

    python -m sim.calibrate.bank LOG_FOLDER OUTPUT_FOLDER

writes into the output folder `fit.yaml` (every figure counted or fitted, with its error), `volumes.csv`,
`seats.csv`, `pace.csv` and `mix/`, from January to May; and into its folder `june_july` calls, agents and
services of these months and `observed.csv`, what callers met then, for judging. The scenario files there are
written by hand from `fit.yaml`; `docs/bank.md` tells how and why.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.calibrate import bank_customers, bank_facts
from sim.calibrate.availability import Activity, Available, activity, available, in_line, pauses, seats
from sim.calibrate.counting import HALF_HOUR, SLOTS, clock, open_half_hours, volumes, whole_days
from sim.calibrate.logs import LogError, read_calls
from sim.calibrate.mix import Mix, mix, pace
from sim.calibrate.observed import Figure, Met, observed
from sim.calibrate.redials import Redials, redials
from sim.scenario.units import WEEKDAYS
from sim.words import _

if TYPE_CHECKING:
    import pandas as pd

FIRST, LAST = date(1999, 1, 1), date(1999, 5, 31)  # to fit
JUDGE_FROM, JUDGE_TO = date(1999, 6, 1), date(1999, 7, 31)
ELECTION = date(1999, 5, 17)  # a national holiday on which the bank's telephones were answered all the same
PRIORITY_SINCE = date(1999, 2, 1)  # until 10 January nobody was moved ahead; then the log fails for two days

HEADER = """\
# Written by: python -m sim.calibrate.bank LOG_FOLDER OUTPUT_FOLDER. Do not edit: run it again.
# Counted in and fitted to the call log of an anonymous Israeli bank, MONTHS 1999, made public by
# Avishai Mandelbaum and Ilan Guedj, Technion; free to use with this acknowledgement. See docs/bank.md.
# Times in seconds; cv: standard deviation / mean; error: standard error; distance: the largest difference
# between the distribution functions of fit and data.
"""
OBSERVED = """\
# Written by: python -m sim.calibrate.bank LOG_FOLDER OUTPUT_FOLDER. Do not edit: run it again.
# Counted in the call log of an anonymous Israeli bank, June and July 1999, made public by Avishai Mandelbaum
# and Ilan Guedj, Technion; free to use with this acknowledgement. By hour: Sunday to Thursday. Errors are
# standard errors with days as units; mean_wait in seconds, of all who called.
"""


@dataclass(frozen=True)
class Months:
    """Calls of whole days within opening hours, and what is counted in them."""

    days: pd.DatetimeIndex
    calls: pd.DataFrame
    seen: Activity
    agents: Available
    opened: NDArray[np.bool_]
    when_closed: int
    """calls left out, since they came at other times"""

    @property
    def seats(self) -> NDArray[np.int64]:
        return seats(self.agents, self.opened)


@dataclass(frozen=True)
class Tables:
    """What a scenario reads of some months, by weekday and half hour."""

    seats: NDArray[np.int64]
    mix: Mix


@dataclass(frozen=True)
class Calibration:
    """What goes into the files."""

    fitted: Tables
    pace: NDArray[np.float64]
    judging: Tables
    met: dict[str, Met]
    facts: bank_facts.Facts
    judging_facts: bank_facts.Facts


def months(asked: pd.DataFrame, opened: NDArray[np.bool_] | None = None) -> Months:
    """Whole days of these calls, within the opening hours given or seen."""
    import pandas as pd

    days = whole_days(asked)
    days = days[days != pd.Timestamp(ELECTION)]
    counted = asked[asked["day"].isin(days)]
    if opened is None:
        opened = open_half_hours(volumes(counted, days))
    calls = counted[opened[counted["weekday"], counted["arrived"] // HALF_HOUR]]
    seen = activity(calls, days)
    return Months(days, calls, seen, available(seen), opened, len(counted) - len(calls))


def tables(of: Months, cut: dict[str, float], found: Redials) -> Tables:
    """Seats and first contacts."""
    return Tables(of.seats, mix(of.calls, of.days, cut, found))


def calibrate(folder: Path) -> Calibration:
    """Count and fit the log in `folder`. Raises `LogError` where it cannot be read."""
    import pandas as pd

    asked = read_calls(folder, FIRST, LAST)
    fit = months(asked)
    judge = months(read_calls(folder, JUDGE_FROM, JUDGE_TO), fit.opened)
    pause = pauses(fit.calls, fit.days, fit.seen)
    cut, found = bank_customers.cut_shares(fit.calls), redials(fit.calls)
    fitted = tables(fit, cut, found)
    facts = {
        "days": bank_facts.days_facts(asked, FIRST, LAST, fit.days),
        "calls": {"counted": len(fit.calls), "when_closed": fit.when_closed},
        "opening": bank_facts.opening_facts(fit.opened),
        "busyness": bank_facts.busyness_facts(fit.calls),
        "services": bank_customers.services_facts(fit.calls, pause),
        "patience": bank_customers.patience_facts(fit.calls, in_line(fit.calls, fit.days, fit.seen)),
        "priority": bank_customers.priority_facts(fit.calls, pd.Timestamp(PRIORITY_SINCE)),
        "redials": bank_customers.redials_facts(found),
        "agents": bank_facts.agents_facts(fit.calls, fit.days, fit.seen, fit.agents, fitted.seats),
        "observed": bank_facts.observed_facts(fit.calls, fit.days),
    }
    return Calibration(
        fitted,
        pace(fit.calls, pause.mean),
        tables(judge, cut, found),
        observed(judge.calls, judge.days),
        facts,
        {"services": bank_customers.services_facts(judge.calls, pauses(judge.calls, judge.days, judge.seen))},
    )


def write(calibration: Calibration, folder: Path) -> None:
    """Write a calibration's files into a folder, made where it is not there; the same bytes each time."""
    _write_tables(calibration.fitted, folder)
    _write_table(folder / "pace.csv", calibration.pace, "{:.3f}")
    _write_tables(calibration.judging, folder / "june_july")
    _write_observed(folder / "june_july" / "observed.csv", calibration.met)
    _write_facts(folder / "fit.yaml", calibration.facts, "January to May")
    _write_facts(folder / "june_july" / "fit.yaml", calibration.judging_facts, "June and July")


def _write_facts(path: Path, facts: bank_facts.Facts, of: str) -> None:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = 1000
    yaml.default_flow_style = None
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER.replace("MONTHS", of))
        yaml.dump(facts, file)


def _write_tables(of: Tables, folder: Path) -> None:
    (folder / "mix").mkdir(parents=True, exist_ok=True)
    _write_table(folder / "volumes.csv", of.mix.volumes, "{:.2f}")
    _write_table(folder / "seats.csv", of.seats, "{:d}")
    for topic, weights in of.mix.weights.items():
        _write_table(folder / "mix" / f"{topic}.csv", weights, "{:.3f}")


def _write_table(path: Path, table: NDArray[Any], form: str) -> None:
    """From the first half hour in use to one after the last, in which the day is over."""
    used = np.flatnonzero(table.any(axis=0))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["from", *WEEKDAYS])
        for slot in range(used[0], min(used[-1] + 2, SLOTS)):
            writer.writerow([clock(slot), *(form.format(figure) for figure in table[:, slot].tolist())])


def _write_observed(path: Path, found: dict[str, Met]) -> None:
    names = [field.name for field in fields(Met)]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(OBSERVED)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["when", *(column for name in names for column in (name, f"{name}_error"))])
        for when, each in found.items():
            figures: list[Figure] = [getattr(each, name) for name in names]
            writer.writerow([when, *(f"{number:.4f}" for one in figures for number in astuple(one))])


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 0 where it worked, 2 where the log cannot be read or the files not be written."""
    parser = argparse.ArgumentParser(
        prog="python -m sim.calibrate.bank",
        description=_("Count and fit the log of the Anonymous Bank for scenarios/bank."),
    )
    parser.add_argument("log_folder", type=Path, help=_("holds 1999-01.csv.gz to 1999-07.csv.gz"))
    parser.add_argument("output_folder", type=Path, help=_("gets fit.yaml and the tables of scenarios/bank"))
    chosen = parser.parse_args(arguments)
    try:
        write(calibrate(chosen.log_folder), chosen.output_folder)
    except (LogError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
