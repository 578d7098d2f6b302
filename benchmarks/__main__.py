"""`python -m benchmarks --json FILE [--quick] [--features]`: everything measured in one run.

Results go to the file, and a page that draws them beside it.
"""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.commands import commands, waiting
from benchmarks.engines import ENGINES, REFERENCE, missing, versions
from benchmarks.features import features, parts
from benchmarks.growth import growth
from benchmarks.machine import commit, machine
from benchmarks.memory import many, memory, recording
from benchmarks.page import write
from benchmarks.racing import DisagreementError, race
from benchmarks.scenarios import scenarios

ROUNDS = 7
FEWER = 3  # rounds of what takes long, or of a quick look
PACKAGES = {engine.package for engine in ENGINES.values()} | {"moked", "numpy", "llvmlite", "pyarrow"}
SECTIONS = (
    *("ratios", "scenarios", "growth", "memory", "replications", "record", "commands", "waiting", "parts"),
    "features",
)


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure how quick Moked is.")
    made.add_argument("--json", type=Path, required=True, metavar="FILE", help="where the results go")
    made.add_argument("--quick", action="store_true", help="short runs, for a look: not to be quoted")
    made.add_argument("--features", action="store_true", help="the cost of each mechanism as well")
    made.add_argument("--rounds", type=int, help=f"of every race; {ROUNDS} unless told")
    made.add_argument("--engines", metavar="NAMES", help="with commas between: " + ",".join(ENGINES))
    made.add_argument("--sections", metavar="NAMES", help="with commas between: " + ",".join(SECTIONS))
    return made


def main(arguments: list[str] | None = None) -> int:
    asked = parser().parse_args(arguments)
    try:
        wanted = chosen(asked.engines, tuple(ENGINES), "engine")
        sections = chosen(asked.sections, SECTIONS, "section")
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if not asked.sections and not asked.features:
        sections.remove("features")
    wanted = list(dict.fromkeys([REFERENCE, *wanted]))
    reasons = {name: missing(ENGINES[name]) for name in wanted}
    skipped = {name: reason for name, reason in reasons.items() if reason}
    rounds = asked.rounds or (FEWER if asked.quick else ROUNDS)
    told: dict[str, Any] = {
        "schema": 1,
        "quick": asked.quick,
        "rounds": rounds,
        "machine": machine(),
        "commit": commit(),
        "versions": versions(PACKAGES),
        "skipped": skipped,
    }
    engines = [name for name in wanted if name not in skipped]
    fewer, quick = min(rounds, FEWER), asked.quick
    measure: dict[str, Callable[[], Any]] = {
        "ratios": lambda: race(engines, rounds, quick, say),
        "scenarios": lambda: scenarios(rounds, quick, say),
        "growth": lambda: growth(fewer, quick, say),
        "memory": lambda: memory(quick, say),
        "replications": lambda: many(quick, say),
        "record": lambda: recording(fewer, quick, say),
        "commands": lambda: commands(rounds, quick, say),
        "waiting": lambda: waiting(quick, say),
        "parts": lambda: parts(quick, say),
        "features": lambda: features(fewer, quick, say),
    }
    try:
        for section in sections:
            found = measure[section]()
            told |= found if section == "ratios" else {section: found}
    except DisagreementError as error:
        print(error, file=sys.stderr)
        return 1
    told["machine"]["load_at_the_end"] = machine()["load"]
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_text(json.dumps(told, indent=1) + "\n")
    write(told, asked.json.with_suffix(".html"))
    say(f"Results: {asked.json}; drawn: {asked.json.with_suffix('.html')}")
    return 0


def chosen(text: str | None, known: tuple[str, ...], what: str) -> list[str]:
    """The names asked for; all, if none are. Raises ValueError."""
    names = text.split(",") if text else list(known)
    if unknown := [name for name in names if name not in known]:
        raise ValueError(f"no such {what}: {', '.join(unknown)}. There are {', '.join(known)}.")
    return names


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
