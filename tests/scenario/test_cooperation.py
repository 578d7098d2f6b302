"""What a scenario may say of colleagues and lines, and what it is told back."""

import pytest

import sim
from sim.scenario import load
from sim.scenario.explain import explain
from tests.scenario.asserting import the_problem

CASES = [
    # settings, key, message, allowed, nearest
    ({"tiers.helpdesk.reject": {}}, "tiers.helpdesk.reject", "is the first tier", "null", ""),
    ({"tiers.engineers.authority": "80%"}, "tiers.engineers.authority", "is the last tier", "null", ""),
    ({"tiers.engineers.escalate.avoidable": "5%"}, "tiers.engineers.escalate.avoidable", "last", "null", ""),
    ({"tiers.engineers.consult": {"takes": "1min"}}, "tiers.engineers.consult.of", "above to ask", "own", ""),
    (
        {"topics.system.authority": {"helpdsk": "50%"}},
        "topics.system.authority.helpdsk",
        "no tier is called helpdsk",
        "helpdesk",
        "helpdesk",
    ),
    (
        {"topics.system.authority": {"engineers": "50%"}},
        "topics.system.authority.engineers",
        "is the last tier",
        "helpdesk",
        "",
    ),
    (
        {"tiers.helpdesk.consult": {"learning": {"up_to": "50%"}}},
        "tiers.helpdesk.consult.learning.up_to",
        "abler already",
        "100% or more",
        "",
    ),
    (
        {"tiers.helpdesk.owner": {"promise": "1 day"}, "tiers.engineers.reject": {}},
        "tiers.engineers.reject",
        "(`owner`)",
        "null",
        "",
    ),
]


@pytest.mark.parametrize(("settings", "key", "message", "allowed", "nearest"), CASES)
def test_what_does_not_fit_is_told(tree, settings, key, message, allowed, nearest):
    problem = the_problem("base/centre.yaml", set=settings)
    assert problem.key == key
    assert message in problem.message
    assert allowed in problem.allowed
    assert problem.nearest == nearest


def test_every_habit_has_a_sentence(tree):
    plain = load("base/centre.yaml")
    said = load(
        "base/centre.yaml",
        set={
            "tiers.helpdesk.authority": "80%",
            "tiers.helpdesk.escalate.avoidable": "10%",
            "tiers.helpdesk.consult": {"after": "2min"},
            "tiers.engineers.reject": {"takes": "1min"},
        },
    )
    new = [each for each in explain(said).mechanisms if each not in explain(plain).mechanisms]
    for words in ("10% goes up", "80% of the issues", "sends back 80%", "asks everyone of engineers"):
        assert any(words in each for each in new), words


def test_less_authority_makes_more_work_above(tree):
    def load_above(**settings):
        return explain(load("base/centre.yaml", set=settings)).tiers[1].contacts

    all_of_it = load_above()
    assert load_above(**{"tiers.helpdesk.authority": "50%"}) > 1.2 * all_of_it
    assert load_above(**{"tiers.helpdesk.escalate.avoidable": "20%"}) > all_of_it


def test_measures_stay_out_of_reports_that_have_no_use_for_them(tree):
    from sim.measure import measures_of

    plain = measures_of([sim.load("base/centre.yaml")])
    assert "avoidable" in plain, "thresholds cause them too"
    assert not {"rejected", "hand_backs", "consultations", "interruptions"} & set(plain)
