"""`python -m benchmarks --json FILE [--quick]`: everything measured in one run."""

import argparse
import json
import sys
from pathlib import Path

from benchmarks.engines import ENGINES, REFERENCE, missing, versions
from benchmarks.machine import commit, machine
from benchmarks.racing import DisagreementError, race

ROUNDS = 7
PACKAGES = {engine.package for engine in ENGINES.values()} | {"moked", "numpy", "llvmlite"}


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split(": ", 1)[1])
    made.add_argument("--json", type=Path, required=True, help="where the results go")
    made.add_argument("--quick", action="store_true", help="short runs, for a look: not to be quoted")
    made.add_argument("--rounds", type=int, help=f"of every race; {ROUNDS} unless told")
    made.add_argument("--engines", help="names with commas between: " + ",".join(ENGINES))
    return made


def main(arguments: list[str] | None = None) -> int:
    asked = parser().parse_args(arguments)
    wanted = asked.engines.split(",") if asked.engines else list(ENGINES)
    if unknown := [name for name in wanted if name not in ENGINES]:
        print(f"no such engine: {', '.join(unknown)}. There are {', '.join(ENGINES)}.", file=sys.stderr)
        return 2
    wanted = list(dict.fromkeys([REFERENCE, *wanted]))
    reasons = {name: missing(ENGINES[name]) for name in wanted}
    skipped = {name: reason for name, reason in reasons.items() if reason}
    rounds = asked.rounds or (3 if asked.quick else ROUNDS)
    told = {
        "schema": 1,
        "quick": asked.quick,
        "rounds": rounds,
        "machine": machine(),
        "commit": commit(),
        "versions": versions(PACKAGES),
        "skipped": skipped,
    }
    try:
        told |= race([name for name in wanted if name not in skipped], rounds, asked.quick, say)
    except DisagreementError as error:
        print(error, file=sys.stderr)
        return 1
    told["machine"]["load_at_the_end"] = machine()["load"]
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_text(json.dumps(told, indent=1) + "\n")
    return 0


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
