"""Golden runs: what shipped scenarios came to when last looked at.

They prove nothing right; they show that simulated output changed. If that was meant, write them anew
(`python -m tests.golden.test_golden`), look at the difference, and mark the change **output** in the
changelog. Equal bits are promised on one kind of machine only, hence the tolerance. What is counted only
since then is not compared.
"""

import json
from pathlib import Path

import pytest

import sim
from sim.centre import replicate

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
SCENARIOS = ("spd/two_tiers", "spd/spoc", "bank/bank", "bank/plus_two")


def figures(name):
    scenario = sim.load(ROOT / "scenarios" / f"{name}.yaml", set=["calendar.length=8 weeks"])
    record = replicate(scenario, seed=1, replication=0)
    return {
        "issues": {f: record.issues[f].sum(axis=0).tolist() for f in record.issues.dtype.names},
        "legs": {f: record.slots[f].sum(axis=(0, 1)).tolist() for f in record.slots.dtype.names},
        "people": {f: record.pool[f].tolist() for f in record.pool.dtype.names},
        "backlog": record.backlog,
    }


def file_of(name):
    return FOLDER / (name.replace("/", "_") + ".json")


@pytest.mark.parametrize("name", SCENARIOS)
def test_as_before(name):
    before, now = flat(json.loads(file_of(name).read_text())), flat(figures(name))
    assert {figure: now[figure] for figure in before} == pytest.approx(before, rel=1e-9)


def flat(tree, path=""):
    """Figures by dotted path. Zeros are left out: what a mechanism counts is nothing where it is not used."""
    if isinstance(tree, dict):
        return {k: v for key, part in tree.items() for k, v in flat(part, f"{path}.{key}").items()}
    if isinstance(tree, list):
        return {k: v for i, part in enumerate(tree) for k, v in flat(part, f"{path}.{i}").items()}
    return {path: tree} if tree else {}


if __name__ == "__main__":
    for name in SCENARIOS:
        file_of(name).write_text(json.dumps(figures(name), indent=1) + "\n")
