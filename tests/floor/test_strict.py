"""The reference run with rows that refuse what compiled rows would quietly get wrong."""

import dataclasses
from pathlib import Path

import pytest

import sim
from sim.centre import replicate
from sim.floor import calendar_simpy, floor_simpy, layout, rows, rulebook
from sim.floor.kinds import NOBODY

ROOT = Path(__file__).parents[2]


def strict(kind):
    """The row, but a field takes only its own type and there are no other fields."""
    kinds = {f.name: type(getattr(kind(), f.name)) for f in dataclasses.fields(kind)}

    def refuse(self, name, value):
        given = int if isinstance(value, bool) else type(value)
        if kinds[name] not in (given, list) and not hasattr(value, "plan"):
            raise TypeError(f"{kind.__name__}.{name} is {kinds[name].__name__}, got {value!r}")
        object.__setattr__(self, name, value)

    return type(kind.__name__, (kind,), {"__slots__": (), "__setattr__": refuse})


class StrictList(list):
    def __getitem__(self, index):
        if isinstance(index, int) and index < 0:
            raise IndexError(f"row {index}")
        return list.__getitem__(self, index)


def as_strict_objects():
    centre = rows.Centre()
    for f in dataclasses.fields(rows.Centre):
        if "rows" not in f.metadata:
            continue
        kind, count = f.metadata["rows"]
        made = strict(kind)
        if count:
            on_demand = kind in layout.ON_DEMAND
            many = () if on_demand else (layout.numbered(made(), i) for i in range(count))
            setattr(centre, f.name, StrictList(many))
        else:
            setattr(centre, f.name, made())
    return centre


def test_rules_keep_to_the_dialect(monkeypatch):
    monkeypatch.setattr(floor_simpy, "as_objects", as_strict_objects)
    monkeypatch.setattr(rulebook, "folded", rulebook.folded.__wrapped__)  # what is kept makes other rows
    monkeypatch.setattr(calendar_simpy, "Issue", strict(rows.Issue))
    monkeypatch.setattr(floor_simpy, "Agent", strict(rows.Agent))
    path = ROOT / "scenarios" / "spd" / "two_tiers.yaml"
    record = replicate(sim.load(path, set=["calendar.length=2 weeks"]), 1, 0, record=True)
    assert len(record.legs) > 500


def test_the_strict_rows_do_refuse():
    agent = strict(rows.Agent)()
    with pytest.raises(TypeError, match="busy_time is float"):
        agent.busy_time = 1
    with pytest.raises(KeyError):
        agent.bussy_time = 1.0
    with pytest.raises(IndexError):
        StrictList([1, 2])[NOBODY]
