"""From the log of Volvo IT's incidents to `scenarios/incidents`.

    python -m sim.calibrate.incidents LOG OUTPUT_FOLDER

writes `fit.yaml`, what was counted and fitted in one half of the cases, and `figures.csv`, what became of the
cases of both halves: one is what was fitted, the other what a simulation is judged by. The scenario there is
written by hand from `fit.yaml`; `docs/incidents.md` tells how and why.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sim.calibrate.fitting import Times, kaplan_meier
from sim.calibrate.incident_figures import FIGURES, Cases, cases_of_log, interval
from sim.calibrate.incident_log import ASIDE, BACK, END, LINES, UP, Case, Stay, read_cases
from sim.calibrate.logs import LogError
from sim.calibrate.phases import Phases, fit_phases
from sim.words import _

Facts = dict[str, Any]

PHASES_OF_STAYS = 4
PHASES_OF_REOPENING = 2
FEWEST = 15  # times for each phase
SECOND = 1 / 3600  # hours; the log's times are whole seconds

HEADER = """\
# Written by: python -m sim.calibrate.incidents LOG OUTPUT_FOLDER. Do not edit: run it again.
# Counted in incidents of Volvo IT Belgium (Steeman, BPI Challenge 2013, incidents, 4TU.ResearchData 2013).
"""
FIT_HEADER = """\
# Half of the cases that began at line 1. See docs/incidents.md. Times in hours; error: standard error;
# distance: the largest difference between the distribution functions of fit and data.
"""
FIGURES_HEADER = """\
# What became of cases that began at line 1: of the half that was fitted, and of the other, which judges.
# Low and high: 95% for what chance does to the judging half. See docs/incidents.md.
"""


@dataclass(frozen=True)
class Calibration:
    """What `fit.yaml` says, and the cases of both halves."""

    facts: Facts
    fitted: Cases
    judging: Cases


def calibrate(path: Path) -> Calibration:
    """Count and fit the log. Raises `LogError` where it cannot be read."""
    cases = read_cases(path)
    counted = [case for case in cases if case.first_line == 1]
    fitted = [case for case in counted if case.is_for_fit]
    judging = [case for case in counted if not case.is_for_fit]
    if not (fitted and judging):
        raise LogError(_("{path} has too few cases to halve them").format(path=path))
    stays = [stay for case in fitted for stays in case.rounds for stay in stays]
    first = Counter(case.first_line for case in cases)
    facts = {
        "cases": {
            "closed": len(cases),
            "begun_at_line": {line: first[line] for line in sorted(set(LINES.values()))},
            "fitted": len(fitted),
            "judging": len(judging),
        },
        "lines": {line: line_facts(stays, line) for line in sorted({stay.line for stay in stays})},
        "reopened": reopening_facts(fitted),
    }
    return Calibration(facts, cases_of_log(fitted), cases_of_log(judging))


def line_facts(stays: Sequence[Stay], line: int) -> Facts:
    """How stays at a line end, and how long they last, apart for those that close a case.

    Who skips line 2, up or down, is counted as if it had passed there too: a tier hands on to the next only.
    """
    here = [stay for stay in stays if stay.line == line]
    left = Counter(stay.left for stay in here)
    for stay in stays:
        if stay.next_line is not None and min(stay.line, stay.next_line) < line < max(
            stay.line, stay.next_line
        ):
            left[stay.left] += 1
    number = sum(left.values())
    found: Facts = {"stays": len(here), "skipped": number - len(here)}
    for name in (END, ASIDE, BACK, UP):
        share = left[name] / number
        error = (share * (1 - share) / number) ** 0.5
        found[name] = {"share": round(share, 4), "error": round(error, 4)}
    found["until_closed"] = time_facts([stay.hours for stay in here if stay.left == END], PHASES_OF_STAYS)
    found["until_handed_on"] = time_facts([stay.hours for stay in here if stay.left != END], PHASES_OF_STAYS)
    return found


def time_facts(hours: Sequence[float], phases: int) -> Facts:
    """A mixture of exponentials fitted to times; fewer phases where there are few times."""
    if not hours:
        return {"number": 0}
    times = np.maximum(np.array(hours), SECOND)
    fit = fit_phases(times, max(1, min(phases, len(times) // FEWEST)))
    shares = [round(float(share), 4) for share in fit.shares]
    shares[int(np.argmax(shares))] += 1 - sum(shares)  # so that what is written adds up
    return {
        "number": len(times),
        "mean": round(float(times.mean()), 2),
        "median": round(float(np.median(times)), 3),
        "phases": [
            {"share": round(share, 4), "mean": round(float(mean), 4)}
            for share, mean in zip(shares, fit.means, strict=True)
        ],
        "distance": round(_distance(fit, times), 3),
    }


def _distance(fit: Phases, times: Times) -> float:
    """Kolmogorov and Smirnov's, from both sides of each step."""
    steps = kaplan_meier(times, np.full(len(times), True))
    survival = np.exp(fit.log_survival(steps.times))
    before = np.concatenate([[1.0], steps.share[:-1]])
    return float(max(np.abs(survival - steps.share).max(), np.abs(survival - before).max()))


def reopening_facts(cases: Sequence[Case]) -> Facts:
    """How often a closed case is opened again, and after how long."""
    closings = sum(len(case.rounds) for case in cases)
    after = [hours for case in cases for hours in case.reopened_after]
    share = len(after) / closings
    return {
        "closings": closings,
        "share": round(share, 4),
        "error": round((share * (1 - share) / closings) ** 0.5, 4),
        "at_line_1": round(_share_at_first(cases), 3),
        "after": time_facts(after, PHASES_OF_REOPENING),
    }


def _share_at_first(cases: Sequence[Case]) -> float:
    """Of what is opened again, the share that begins at line 1."""
    again = [stays[0].line for case in cases for stays in case.rounds[1:]]
    return again.count(1) / len(again) if again else float("nan")


def write(calibration: Calibration, folder: Path) -> None:
    """Write a calibration's files into a folder, made where it is not there; the same bytes each time."""
    from ruamel.yaml import YAML

    folder.mkdir(parents=True, exist_ok=True)
    yaml = YAML()
    yaml.width = 1000
    yaml.default_flow_style = None
    with (folder / "fit.yaml").open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER + FIT_HEADER)
        yaml.dump(calibration.facts, file)
    with (folder / "figures.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER + FIGURES_HEADER)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["figure", "what", "fitted", "judging", "low", "high", "cases"])
        for figure in FIGURES:
            value, deviation, cases = figure.estimate(calibration.judging)
            low, high = interval(value, deviation, cases, figure.unit)
            numbers = [
                f"{number:.4f}" for number in (figure.estimate(calibration.fitted)[0], value, low, high)
            ]
            writer.writerow([figure.key, figure.what, *numbers, cases])


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 0 where it worked, 2 where the log cannot be read or the files not be written."""
    parser = argparse.ArgumentParser(
        prog="python -m sim.calibrate.incidents",
        description=_("Count and fit the log of Volvo IT's incidents for scenarios/incidents."),
    )
    parser.add_argument(
        "log", type=Path, help=_("a CSV file, case, time, status, team and line in its columns")
    )
    parser.add_argument("output_folder", type=Path, help=_("gets fit.yaml and figures.csv"))
    chosen = parser.parse_args(arguments)
    try:
        write(calibrate(chosen.log), chosen.output_folder)
    except (LogError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
