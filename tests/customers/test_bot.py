"""A bot in front settles some, annoys some, and passes the rest on."""

import numpy as np
import pytest

from sim.centre import replicate
from sim.luck.draws import ANNOYED, BOT, chance
from sim.measure import MEASURES
from sim.measure.accounts import account
from sim.scenario import ScenarioError
from sim.scenario.explain import explain
from tests.customers.bringing import by_identity, dealt, load
from tests.tracing import assert_equal

BOT_OF_MAIL = {"topics": ["mail"], "ability": "30%", "settles": "60%", "annoys": "10%", "takes": "2min"}


def test_each_customer_is_settled_annoyed_or_comes_later():
    """Everybody's fate follows from difficulty and two draws of his own."""
    before, after = by_identity(dealt(load())), by_identity(dealt(load(bot=BOT_OF_MAIL)))
    for identity, (fortune, time, topic, difficulty) in before.items():
        settled = topic == 0 and difficulty <= 0.3 and chance(fortune, BOT) < 0.6
        annoyed = topic == 0 and not settled and chance(fortune, ANNOYED) < 0.1
        if settled or annoyed:
            assert identity not in after
        else:
            delay = 2 if topic == 0 else 0
            assert after[identity] == (fortune, pytest.approx(time + delay), topic, difficulty)
    assert after.keys() <= before.keys()


def test_the_shares_are_those_said():
    """Of uniform difficulty, 30% x 60% are settled, 10% of the others annoyed: within 4 sigma."""
    scenario = load(bot=BOT_OF_MAIL)
    before = replicate(scenario).before[0]
    heard = before["heard"]
    for what, share in (("settled", 0.18), ("annoyed", 0.82 * 0.1)):
        assert before[what] / heard == pytest.approx(share, abs=4 * np.sqrt(share * (1 - share) / heard))


def test_every_issue_is_counted_once():
    scenario = load(bot=BOT_OF_MAIL)
    record, without = replicate(scenario), replicate(load())
    issues, before = record.issues[0], record.before[0]
    over = sum(issues[ending] for ending in ("solved", "abandoned", "lost", "blocked"))
    assert 0 <= issues["opened"] - over <= 3, "but for those under way when the run ends"
    assert issues["opened"] == pytest.approx(without.issues[0]["opened"], abs=3), "but for those at midnight"
    assert issues["solved_at"].sum() + before["settled"] == issues["solved"]
    assert issues["settled_by_bot"] == before["settled"]
    assert record.of_population["opened"].sum() == record.issues["opened"].sum()
    answered, opened = issues["answered"], issues["opened"]
    never = MEASURES["never_answered"].of(record, scenario, "mail")
    assert never == (opened - answered - before["settled"], opened), "who is settled needs nobody"


def test_what_it_costs():
    scenario = load(bot=BOT_OF_MAIL | {"cost": 0.5})
    record = replicate(scenario)
    assert account(record, "before") == pytest.approx(0.5 * record.before["heard"].sum())


def test_both_calendars_agree():
    pytest.importorskip("numba", reason="the compiled calendar needs the extra `fast`")
    scenario = load(bot={"takes": "3min"})
    assert_equal(*(replicate(scenario, clock=clock, record=True) for clock in ("simpy", "compiled")))


def test_explained_with_the_load_it_takes():
    with_bot, without = explain(load(bot=BOT_OF_MAIL)), explain(load())
    assert "A bot hears mail for 2min: it settles 18% of these, and 8% hang up on it." in with_bot.mechanisms
    left = 1 - 0.7 * (1 - 0.82 * 0.9)
    assert with_bot.tiers[0].contacts == pytest.approx(left * without.tiers[0].contacts)


def test_what_does_not_fit_is_told():
    with pytest.raises(ScenarioError, match="no topic is called male"):
        load(bot={"topics": ["male"]})
