"""Two calendars, one rulebook: equal to the last bit on every shipped scenario."""

from pathlib import Path

import pytest

import sim
from sim.centre import replicate
from sim.scenario.study import is_study
from tests.tracing import assert_equal

pytest.importorskip("numba", reason="the compiled calendar needs the extra `fast`")

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(
    path
    for path in (ROOT / "scenarios").rglob("*.yaml")
    if not is_study(path) and path.name != "fit.yaml" and path.parent.name != "base"
)


def test_there_are_shipped_scenarios():
    assert len(SHIPPED) >= 4


@pytest.mark.parametrize("path", [*SHIPPED, ROOT / "benchmarks" / "two_tiers.yaml"], ids=lambda p: p.stem)
def test_equal_to_the_last_bit(path):
    scenario = sim.load(path, set=["calendar.length=2 weeks", "calendar.warm_up=2 days"])
    runs = [replicate(scenario, 1, 0, clock, record=True) for clock in ("simpy", "compiled")]
    assert len(runs[0].legs) > 500
    assert_equal(*runs)


def test_equal_when_a_process_of_the_users_own_acts_beside_the_model():
    scenario = sim.load(ROOT / "scenarios" / "spd" / "two_tiers.yaml", set=["calendar.length=2 weeks"])

    def outage(env, centre):
        yield env.timeout(3 * 1440 + 600)
        away = centre.signed_in("helpdesk")
        assert away
        centre.sign_out(away)
        yield env.timeout(90)
        centre.sign_in(away)

    plain = replicate(scenario, 1, 0, "simpy", record=True)
    runs = [replicate(scenario, 1, 0, clock, [outage], record=True) for clock in ("simpy", "compiled")]
    assert_equal(*runs)
    assert runs[0].legs.tobytes() != plain.legs.tobytes()


def test_no_rule_reads_past_an_end():
    """One run with bounds checked in compiled code, which otherwise reads past ends in silence."""
    from sim.centre import Centre
    from sim.floor.compiling import rules_for
    from sim.floor.floor_compiled import CompiledFloor

    scenario = sim.load(ROOT / "scenarios" / "spd" / "two_tiers.yaml", set=["calendar.length=2 weeks"])
    centre = Centre(scenario, 1, 0, "compiled", record=True)
    assert isinstance(centre.floor, CompiledFloor)
    centre.floor.rules = rules_for(centre.floor.centres, boundscheck=True)
    assert_equal(centre.run(), replicate(scenario, 1, 0, "compiled", record=True))


@pytest.mark.parametrize("clock", ["simpy", "compiled"])
def test_it_makes_no_difference_how_many_issues_are_handed_over_together(clock, monkeypatch):
    """Those of a fault too, who call after midnight, when the next day's have been dealt."""
    spread = "{kind: exponential, mean: 45min}"
    outage = f"{{topic: server, 'on': [2026-01-05], at: '23:30', contacts: 60, spread: {spread}}}"
    changes = ["calendar.length=1 week", f"incidents={{outage: {outage}}}"]
    scenario = sim.load(ROOT / "scenarios" / "spd" / "two_tiers.yaml", set=changes)
    whole = replicate(scenario, 1, 0, clock, record=True)
    for module in ("sim.centre", f"sim.floor.floor_{clock}"):
        monkeypatch.setattr(f"{module}.MOST_COMING", 7)
    pieces = replicate(scenario, 1, 0, clock, record=True)
    assert_equal(whole, pieces)
    of_the_fault = whole.ended[whole.ended["identity"] >= 1 << 40]
    assert len(of_the_fault) == whole.before["struck"].sum(), "nobody is lost at midnight"
    assert (of_the_fault["opened"] > whole.start + 2 * 1440).any(), "the fault is on the second day"
