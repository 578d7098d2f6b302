"""All that decides who serves whom, at once: both calendars agree to the last bit, and the dialect holds."""

import pytest

import sim
from sim.centre import replicate
from sim.floor import calendar_simpy, floor_simpy, rows, rulebook
from tests.floor.test_strict import as_strict_objects, strict
from tests.tracing import assert_equal


def everything(route, line):
    def topic(share, minutes, **more):
        return {"share": share, "handle": {"kind": "exponential", "mean": f"{minutes}min"}} | more

    skills = {"topics": {"mail": "100%", "server": "60%"}, "known": 1, "half": 40}
    return sim.load(
        {
            "name": "Everything",
            "calendar": {"length": "1 weeks"},
            "demand": {
                "per_hour": 45,
                "populations": {
                    "home": {"share": "70%"},
                    "paris": {"share": "30%", "language": "french", "priority": 1},
                },
            },
            "topics": {
                "mail": topic("60%", 4, promise="6min"),
                "server": topic("40%", 8, priority=2, promise="3min", patience="50%"),
            },
            "patience": {"kind": "exponential", "mean": "5min"},
            "tiers": {
                "desk": {"pool": ["a", "b"], "route": route, "line": line}
                | ({} if line == "preemptive" else {"dispatch": {"takes": "10s"}})
            },
            "pools": {
                "a": {"agents": 4, "ability": "90%", "attrition": {"yearly_rate": "100%"}, "skills": skills}
                | ({"agents": 12, "seats": 3, "at_shift_end": "hand_back"} if line == "preemptive" else {}),
                "b": {
                    "agents": 3,
                    "helps_after": "20s",
                    "languages": ["french"],
                    "reserve": {"agents": 1, "priority": 2},
                },
            },
        }
    )


CASES = [
    ("longest_idle", "priority"),
    ("in_order", "least_slack"),
    ("most_idle_pool", "shortest"),
    ("best_skill", "ageing"),
    ("fastest", "fifo"),
    ("p_mu", "ageing"),
    ("last_agent", "priority"),
    ("longest_idle", "preemptive"),
]


@pytest.mark.parametrize(("route", "line"), CASES)
def test_equal_to_the_last_bit(route, line):
    pytest.importorskip("numba", reason="the compiled calendar needs the extra `fast`")
    runs = [replicate(everything(route, line), 1, 0, clock, record=True) for clock in ("simpy", "compiled")]
    assert len(runs[0].legs) > 500
    assert_equal(*runs)


@pytest.mark.parametrize("line", ["ageing", "preemptive"])
def test_rules_keep_to_the_dialect(monkeypatch, line):
    monkeypatch.setattr(floor_simpy, "as_objects", as_strict_objects)
    monkeypatch.setattr(rulebook, "folded", rulebook.folded.__wrapped__)  # what is kept makes other rows
    monkeypatch.setattr(calendar_simpy, "Issue", strict(rows.Issue))
    monkeypatch.setattr(floor_simpy, "Agent", strict(rows.Agent))
    monkeypatch.setattr(floor_simpy, "Skill", strict(rows.Skill))
    assert len(replicate(everything("p_mu", line), 1, 0, record=True).legs) > 500
