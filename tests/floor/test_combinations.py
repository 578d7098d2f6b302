"""Where mechanisms meet: chats and letters on their way through the tiers, surveys, alarms, closing time."""

import pytest

from sim.floor.kinds import NOBODY
from sim.floor.names import CONSULTED
from sim.measure.registry import MEASURES
from sim.scenario import ScenarioError
from tests.floor.test_channels import channels, surveyed
from tests.floor.test_transfers import OWNER, held, sides, three_tiers, warm
from tests.tracing import fixed, play, quiet, two_tiers

DAY = 1440
EASY, HARD = 0.3, 0.8
CHAT, LETTER = 1, 2
WAYS = channels(
    chat={"kind": "chat", "at_once": 2, "slower": "100%"},
    mail={"kind": "written", "answer_within": "1h"},
)
ALARMS = {"any": {"share": "100%", "handle": fixed("5min"), "alarm": {"again": "1h"}}}


def of(log, measure):
    above, below = MEASURES[measure].of(log.record, log.centre.scenario)
    return above / below


# --- chats and letters on their way --------------------------------------------------------------


@pytest.mark.parametrize("way", [CHAT, LETTER])
def test_only_calls_pass_warm(clock, way):
    """Nobody is on the telephone to be put through: the agent is free for the next."""
    scenario = two_tiers(warm(), channels=WAYS, explanation={"handover": "2min"})
    log = play(scenario, [(10, HARD), (12, EASY)], clock, more={"home": [way, 0]})
    assert log.legs() == [
        (0, "one", 10, 10, 15, "answered", "unsolved"),
        (1, "one", 12, 15, 20, "answered", None),
        (0, "two", 15, 15, 22, "answered", None),
    ]
    assert held(log) == 0


def test_a_body_outside_works_on_chats_one_by_one(clock):
    """It has cases, no customers on the line: two that were chats do not slow each other down."""
    outside = {"outside": {"cases": 1}, "ability": "100%"}
    pools = {"one": {"agents": 2, "ability": "50%", "tenure": ["1 years"]}, "two": outside}
    scenario = two_tiers(channels=WAYS, pools=pools, topics=topic_at_two("20min"))
    log = play(scenario, [(10, HARD), (10, HARD)], clock, more={"home": [CHAT, CHAT]})
    assert [leg for leg in log.legs() if leg[1] == "two"] == [
        (0, "two", 15, 15, 35, "answered", None),
        (1, "two", 15, 35, 55, "answered", None),
    ]


def topic_at_two(minutes):
    return {"any": {"share": "100%", "handle": fixed("5min"), "handle_at": {"two": fixed(minutes)}}}


def test_what_is_written_holds_no_line_and_frees_none(clock):
    """While a body outside works on it, as many callers as there are lines get through, and no more."""
    outside = {"outside": {"cases": 1}, "ability": "100%"}
    pools = {"one": {"agents": 3, "ability": "50%", "tenure": ["1 years"]}, "two": outside}
    scenario = two_tiers(channels=WAYS, pools=pools, topics=topic_at_two("20min"), lines=1)
    log = play(scenario, [(10, HARD), (20, EASY), (21, EASY)], clock, more={"home": [LETTER, 0, 0]})
    assert [(leg[0], leg[5]) for leg in log.legs() if leg[2] >= 20] == [
        (2, "busy"),
        (1, "answered"),
    ]


def test_a_chat_that_was_taken_up_is_not_taken_again(clock):
    """Chat 1 may be had by the helpers from 13 on. But at 12 agent 0 has room for it: they stay idle."""
    pools = {
        "one": {"agents": 1, "tenure": ["1 years"]},
        "help": {"agents": 1, "tenure": ["1 years"], "helps_after": "2min"},
    }
    one = channels(chat={"kind": "chat", "at_once": 2, "slower": "0%"})
    scenario = quiet(channels=one, pools=pools, tiers={"one": {"pool": ["one", "help"]}})
    calls = [(7, EASY), (8, EASY), (11, EASY)]
    log = play(scenario, calls, clock, more={"home": [CHAT, CHAT, CHAT]})
    assert [leg[:5] for leg in log.legs()] == [
        (0, "one", 7, 7, 12),
        (1, "one", 8, 8, 13),
        (2, "one", 11, 12, 17),
    ]
    assert log.record.pool["busy"].tolist() == [10, 0]


def test_a_chat_after_a_call_counts_the_agents_time_once(clock):
    log = play(quiet(channels=WAYS), [(10, EASY), (11, EASY)], clock, more={"home": [0, CHAT]})
    assert log.legs()[1] == (1, "one", 11, 15, 20, "answered", None)
    assert log.record.pool["busy"].tolist() == [10]


def test_a_chat_with_an_owner_is_worked_on_behind(clock):
    log = play(three_tiers(owner=OWNER, channels=WAYS), [(10, HARD)], clock, more={"home": [CHAT]})
    assert [leg[:5] for leg in log.legs()] == [
        (0, "one", 10, 10, 17),
        (0, "two", 17, 17, 22),
        (0, "one", 22, 22, 25),
    ]
    assert sides(log) == ["promise", "behind", "follow_up"]


# --- what the survey reopens ---------------------------------------------------------------------


def test_what_the_survey_reopens_has_an_owner_of_its_own(clock):
    """Closed by mistake behind an owner; reopened, it is promised, worked on and told once more."""
    scenario = surveyed(
        tiers={
            "one": {"pool": "one", "owner": OWNER, "escalate": {"difficulty_above": "90%"}},
            "two": {"pool": "two"},
        },
        pools={
            "one": {"agents": 1, "ability": "50%", "tenure": ["1 years"]},
            "two": {"agents": 1, "ability": "92%", "tenure": ["1 years"]},
        },
        returns={"share": "0%"},
    )
    log = play(scenario, [(10, 0.95)], clock)
    again = ["promise", "behind", "follow_up"]
    assert [side for side in sides(log) if side != "call"][:6] == again + again
    issues = log.record.issues[0]
    assert issues["promised"] == issues["followed_up"] == issues["kept"] >= 2


def test_what_the_survey_reopens_is_no_redial_and_no_call_within_the_legal_limit(clock):
    weights = {"per_redial": "100%", "per_repeat": "0%", "per_minute_waited": "0%", "per_handover": "0%"}
    scenario = surveyed(satisfaction=weights | {"unsolved": "30%"}, returns={"share": "0%"})
    log = play(scenario, [(10, HARD)], clock)
    issues = log.record.issues[0]
    assert issues["in_limit"] == issues["contacts"] - issues["elsewhere"] == 1
    assert not issues["judged"] or issues["satisfaction"] == pytest.approx(0.7 * issues["judged"])


def test_who_was_asked_in_the_call_is_not_asked_in_the_survey(clock):
    """Tier 2 helps at 15; two days later nobody needs help to ask how it went."""
    consult = {"takes": "3min", "settles": "100%"}
    tiers = {"one": {"pool": "one", "consult": consult}, "two": {"pool": "two"}}
    survey = {"sample": "100%", "after": fixed("2 days"), "takes": "4min"}
    log = play(two_tiers(tiers=tiers, survey=survey), [(10, HARD)], clock)
    assert [leg[:5] for leg in log.legs()] == [
        (0, "one", 10, 10, 18),
        (0, "one", 18 + 2 * DAY, 18 + 2 * DAY, 22 + 2 * DAY),
    ]
    assert [CONSULTED[n] for n in log.record.legs["consulted"]] == ["settled", "not asked"]
    assert log.record.legs["helper"].tolist() == [1, NOBODY]


# --- alarms: there is no customer ----------------------------------------------------------------


def test_monitoring_neither_balks_nor_is_called_back_or_asked(clock):
    scenario = quiet(
        topics=ALARMS,
        balking="100%",
        callback={"above": "0s", "accepted": "100%"},
        survey={"sample": "100%"},
        difficult={"share": "100%"},
        satisfaction={},
    )
    log = play(scenario, [(10, EASY), (11, EASY)], clock)
    assert log.legs() == [(0, "one", 10, 10, 15, "answered", None), (1, "one", 11, 15, 20, "answered", None)]
    assert log.record.promises["offers"].sum() == log.record.promises["promises"].sum() == 0
    assert log.record.issues["judged"][0] == log.record.issues["difficult"][0] == 0


def test_an_alarm_has_no_owner_and_passes_cold(clock):
    log = play(three_tiers(owner=OWNER, topics=ALARMS), [(10, HARD)], clock)
    assert [leg[:5] for leg in log.legs()] == [(0, "one", 10, 10, 15), (0, "two", 15, 15, 20)]
    log = play(two_tiers(warm(), topics=ALARMS), [(10, HARD)], clock)
    assert [leg[:5] for leg in log.legs()] == [(0, "one", 10, 10, 15), (0, "two", 15, 15, 20)]
    assert held(log) == 0


def test_nobody_calls_monitoring_before_its_alarm():
    with pytest.raises(ScenarioError, match="any are alarms: there is no customer to call"):
        quiet(topics=ALARMS, outreach={"topics": {"any": {"preventable": "50%"}}})


def test_an_alarm_nobody_took_up_is_neither_reopened_nor_back(clock):
    """Raised at night, again and again until somebody is there."""
    scenario = quiet(topics=ALARMS, opening={"Sun-Sat": "08:00-12:00"})
    log = play(scenario, [(60, EASY)], clock)
    issues = log.record.issues[0]
    assert (issues["repeats"], issues["returned"], issues["reopened"]) == (1, 0, 0)
    assert of(log, "window_fcr") == 1


# --- closing time --------------------------------------------------------------------------------


def test_who_was_answered_before_the_centre_closed_is_within_the_legal_limit(clock):
    """Passed up just before noon and turned away there: answered in time all the same."""
    scenario = two_tiers(opening={"Sun": "00:00-12:00"})
    log = play(scenario, [(717, HARD)], clock)
    assert log.legs()[1][5] == "blocked"
    assert of(log, "within_legal_limit") == 1
