"""What is read of cases from a record, and of the shipped figures."""

import pytest

from sim.calibrate.incident_figures import FIGURES
from sim.scenario import load
from sim.scenario.distributions import mean
from sim.scenario.workload import work_per_issue
from sim.verify import incidents
from sim.verify.catalogue import Effort
from sim.verify.outcome import SkippedError
from tests.floor.test_reassigning import EASY, fortune, handing, tiers
from tests.tracing import play, two_tiers


def test_cases_of_a_record():
    """One goes aside, one up and back again; a third comes after the moment asked for."""
    aside = fortune((0, 0, 0, 0.2), (1, 0, 0.6, 1))
    up_and_back = fortune((0, 0, 0.2, 0.6), (0, 1, 0, 0.5), (1, 0, 0.6, 1))
    scenario = two_tiers(tiers=tiers(handing(aside="20%", up="40%"), handing(back="50%")))
    log = play(scenario, [(10, EASY), (60, EASY), (100, EASY)], fortunes=[aside, up_and_back, 1])
    cases = incidents.cases_of_record(log.record, log.start + 90)
    assert cases.ended_at.tolist() == [1, 1]
    assert cases.handovers.tolist() == [1, 2]
    assert cases.aside.tolist() == [1, 0]
    assert cases.back.tolist() == [0, 1]
    assert cases.reopened.tolist() == [0, 0]
    assert cases.hours * 60 == pytest.approx([7, 9])


def test_figures_are_shipped_for_all():
    shipped = incidents.log_figures()
    assert list(shipped) == [figure.key for figure in FIGURES]
    assert all(each.low < each.judging < each.high for each in shipped.values())


def test_the_chain_by_hand():
    """Half aside at line 1, a fifth up, all of line 2 back but half: solved by hand.

    Visits v1 = 1 + v1/2 + v2/2 and v2 = v1/5, so v1 = 2.5 and v2 = 0.5.
    """
    scenario = two_tiers(tiers=tiers(handing(aside="50%", up="20%"), handing(back="50%")))
    ended, handovers = incidents.chain(scenario)
    assert ended == pytest.approx([2.5 * 0.3, 0.5 * 0.5])
    assert handovers == pytest.approx(2.0)


def test_without_the_scenario_beside_the_program(tmp_path):
    with pytest.raises(SkippedError):
        incidents.log_figures(tmp_path)


def test_a_scenario_of_other_chances_differs(monkeypatch):
    """The comparison can fail: twice as many go up."""
    scenario = load(incidents.FOLDER / "incidents.yaml", set=["tiers.line1.reassign.up=50%"])
    monkeypatch.setattr(incidents, "load", lambda _path: scenario)
    incidents.simulated.cache_clear()
    try:
        assert all(value.agrees for value in incidents.as_a_chain(Effort(quick=True)).values)
        assert not all(value.agrees for value in incidents.lines(Effort(quick=True)).values)
    finally:
        incidents.simulated.cache_clear()


def test_the_estimate_of_loads_follows_the_chain():
    """Visits to lines and minutes there, an issue: exactly, since nothing else makes work."""
    scenario = load(incidents.FOLDER / "incidents.yaml", set=["errors=null"])
    topic, visits = scenario.topics["incident"], incidents.visits(scenario)
    for number, (name, work) in enumerate(work_per_issue(scenario).items()):
        reassign = scenario.tiers[name].reassign
        closing = mean(topic.handle_at.get(name, topic.handle))
        each = reassign.share * mean(reassign.takes) + (1 - reassign.share) * closing
        assert work.contacts == pytest.approx(visits[number], rel=1e-6)
        assert work.minutes == pytest.approx(visits[number] * each, rel=1e-6)
