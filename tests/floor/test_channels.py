"""Chats, written work, callbacks and what is put off: each mechanism by the trace it leaves."""

import numpy as np
import pytest

from sim.customers.columns import Columns
from sim.floor.kinds import ARRIVAL, DEFERS, FOLLOWS, SURVEYS
from tests.tracing import fixed, play, quiet, two_tiers

DAY = 1440
EASY, HARD = 0.3, 0.8


NIGHT = {"Sun-Sat": "08:00-20:00"}


def channels(**more):
    return {"phone": {"share": "100%"}} | {name: {"share": "0%"} | block for name, block in more.items()}


MAIL = channels(mail={"kind": "written", "answer_within": "60min"})


def test_callers_go_before_what_is_written(clock):
    """Taken up at 15 and not by 12: the agent is busy, and then a caller waits."""
    log = play(quiet(channels=MAIL), [(10, EASY), (11, EASY), (12, EASY)], clock, more={"home": [0, 1, 0]})
    assert log.legs() == [
        (0, "one", 10, 10, 15, "answered", None),
        (2, "one", 12, 15, 20, "answered", None),
        (1, "one", 11, 20, 25, "answered", None),
    ]
    assert [int(log.record.promises[1][n]) for n in ("promises", "kept", "broken")] == [1, 1, 0]
    assert log.record.slots["offered"].sum() == 2, "the first line's figures are the telephone's"
    assert log.record.channel_legs["offered"].tolist() == [[2], [1]]
    assert log.record.channel_legs["waited"].tolist() == [[3], [9]]


def test_a_promise_that_is_urgent_goes_before_callers(clock):
    """Due at 71, urgent from 41: the caller of 40 is in service, the caller of 42 has to wait."""
    tiers = {"one": {"pool": "one", "backlog": {"urgent": "30min", "quiet": 1}}}
    log = play(
        quiet(channels=MAIL, tiers=tiers),
        [(11, EASY), (40, EASY), (42, EASY)],
        clock,
        more={"home": [1, 0, 0]},
    )
    assert log.legs() == [
        (1, "one", 40, 40, 45, "answered", None),
        (0, "one", 11, 45, 50, "answered", None),
        (2, "one", 42, 50, 55, "answered", None),
    ]


def test_agents_kept_for_callers_take_the_backlog_when_it_becomes_urgent(clock):
    """One of two agents is kept idle: of two letters the second waits until 30 minutes before it is due."""
    tiers = {"one": {"pool": "one", "backlog": {"urgent": "30min", "quiet": 1}}}
    pools = {"one": {"agents": 2, "tenure": ["1 years"]}}
    mail = channels(mail={"kind": "written", "answer_within": "34min"})
    scenario = quiet(channels=mail, tiers=tiers, pools=pools)
    log = play(scenario, [(10, EASY), (11, EASY)], clock, more={"home": [1, 1]})
    assert log.legs() == [
        (0, "one", 10, 10, 15, "answered", None),
        (1, "one", 11, 15, 20, "answered", None),
    ]
    mail = channels(mail={"kind": "written", "answer_within": "32min"})
    log = play(
        quiet(channels=mail, tiers=tiers, pools=pools), [(10, EASY), (11, EASY)], clock, more={"home": [1, 1]}
    )
    assert log.legs()[1] == (1, "one", 11, 13, 18, "answered", None)


def test_the_backlog_stays_overnight_and_a_promise_is_broken(clock):
    scenario = quiet(channels=MAIL, opening=NIGHT)
    log = play(scenario, [(300, EASY), (470, EASY)], clock, more={"home": [1, 1]})
    assert log.legs() == [
        (0, "one", 300, 480, 485, "answered", None),
        (1, "one", 470, 485, 490, "answered", None),
    ]
    assert [int(log.record.promises[1][n]) for n in ("promises", "kept", "broken")] == [2, 1, 1]
    seen = log.record.parked[1]
    assert (seen["size"], seen["oldest_most"]) == (4, 120), "at 5:00, as the first comes, 6:00, 7:00 and 8:00"


def test_of_two_lanes_the_one_that_is_due_sooner(clock):
    two = channels(
        mail={"kind": "written", "answer_within": "8h"}, form={"kind": "written", "answer_within": "2h"}
    )
    log = play(quiet(channels=two), [(10, EASY), (11, EASY), (12, EASY)], clock, more={"home": [0, 1, 2]})
    assert [leg[0] for leg in log.legs()] == [0, 2, 1]


def test_what_is_written_comes_back_in_writing(clock):
    scenario = two_tiers(
        channels=MAIL,
        resolution={"known": "0%"},
        returns={"share": "100%", "after": fixed("1 days")},
    )
    log = play(scenario, [(10, HARD)], clock, more={"home": [1]})
    assert log.legs()[:2] == [
        (0, "one", 10, 10, 15, "answered", None),
        (0, "one", 15 + DAY, 15 + DAY, 20 + DAY, "answered", None),
    ]
    assert log.record.promises[1]["promises"] == 7, "one for each contact that counts"


def test_what_is_written_goes_up_into_the_next_tiers_backlog(clock):
    log = play(two_tiers(channels=MAIL), [(10, HARD), (11, HARD)], clock, more={"home": [0, 1]})
    assert log.legs() == [
        (0, "one", 10, 10, 15, "answered", "unsolved"),
        (1, "one", 11, 15, 20, "answered", "unsolved"),
        (0, "two", 15, 15, 20, "answered", None),
        (1, "two", 20, 20, 25, "answered", None),
    ]
    assert log.record.promises[1]["promises"] == 1, "one promise, of the first answer"


def test_handling_in_writing_takes_longer(clock):
    mail = channels(mail={"kind": "written", "handle": "120%"})
    log = play(quiet(channels=mail), [(10, EASY)], clock, more={"home": [1], "effort": [1.2]})
    assert log.legs()[0][4] == 16


# --- chats ---------------------------------------------------------------------------------------

CHAT = channels(chat={"kind": "chat", "at_once": 2, "slower": "50%"})


def test_two_chats_share_an_agent(clock):
    """At 12 the first has 3 of its 5 minutes left, stretched to 4.5 by the second, of which 3 minutes are
    done by then and 2 are left."""
    log = play(quiet(channels=CHAT), [(10, EASY), (12, EASY)], clock, more={"home": [1, 1]})
    assert log.legs() == [
        (0, "one", 10, 10, 16.5, "answered", None),
        (1, "one", 12, 12, 18.5, "answered", None),
    ]
    assert log.record.pool["busy"][0] == pytest.approx(8.5), "busy time counts once"


def test_a_third_chat_waits_and_then_takes_the_room(clock):
    log = play(quiet(channels=CHAT), [(10, EASY), (10, EASY), (11, EASY)], clock, more={"home": [1, 1, 1]})
    assert log.legs() == [
        (0, "one", 10, 10, 17.5, "answered", None),
        (1, "one", 10, 10, 17.5, "answered", None),
        (2, "one", 11, 17.5, 22.5, "answered", None),
    ]


def test_who_chats_takes_no_call_and_who_calls_no_chat(clock):
    log = play(quiet(channels=CHAT), [(10, EASY), (11, EASY), (12, EASY)], clock, more={"home": [1, 0, 1]})
    assert log.legs() == [
        (0, "one", 10, 10, 16.5, "answered", None),
        (2, "one", 12, 12, 18.5, "answered", None),
        (1, "one", 11, 18.5, 23.5, "answered", None),
    ]


def test_a_chat_goes_to_who_is_idle_and_then_to_who_has_fewest(clock):
    three = channels(chat={"kind": "chat", "at_once": 3, "slower": "0%"})
    pools = {"one": {"agents": 2, "tenure": ["1 years"]}}
    log = play(
        quiet(channels=three, pools=pools),
        [(10 + i / 4, EASY) for i in range(6)],
        clock,
        more={"home": [1] * 6},
    )
    assert log.record.legs["agent"].tolist() == [0, 1, 0, 1, 0, 1]


def test_customers_hang_up_in_the_line_of_chats(clock):
    one = channels(chat={"kind": "chat", "at_once": 1})
    scenario = quiet(channels=one, patience={"kind": "deterministic", "value": "2min"})
    log = play(scenario, [(10, EASY), (11, EASY)], clock, more={"home": [1, 1]})
    assert log.legs()[0] == (1, "one", 11, None, 13, "abandoned", None)


# --- callbacks -----------------------------------------------------------------------------------


def one_agent(**callback):
    sure = {"above": "4min", "accepted": "100%", "reached": "100%"}
    return quiet(callback=sure | callback)


def test_a_callback_instead_of_waiting(clock):
    """The second caller would have to expect one handling, 5 minutes; he leaves, so does the third."""
    log = play(one_agent(), [(10, EASY), (11, EASY), (12, EASY)], clock)
    assert log.legs() == [
        (1, "one", 11, None, 11, "promised", None),
        (2, "one", 12, None, 12, "promised", None),
        (0, "one", 10, 10, 15, "answered", None),
        (1, "one", 11, 15, 20, "answered", None),
        (2, "one", 12, 20, 25, "answered", None),
    ]
    seen = log.record.promises[log.record.channels.index("callback")]
    assert [int(seen[n]) for n in ("offers", "promises", "kept", "broken", "failed")] == [2, 2, 2, 0, 0]
    assert log.record.issues["fcr1"][0] == 3


def test_a_short_wait_is_not_worth_a_callback(clock):
    log = play(one_agent(above="5min"), [(10, EASY), (11, EASY)], clock)
    assert log.legs()[1] == (1, "one", 11, 15, 20, "answered", None)


def test_who_declines_waits(clock):
    log = play(one_agent(accepted="0%"), [(10, EASY), (11, EASY)], clock)
    assert log.legs()[1] == (1, "one", 11, 15, 20, "answered", None)
    assert log.record.promises[1]["offers"] == 1


def test_a_customer_who_is_not_reached(clock):
    scenario = one_agent(reached="0%", attempts=2, attempt_takes="1min", again="30min")
    log = play(scenario, [(10, EASY), (11, EASY)], clock)
    assert log.legs() == [
        (1, "one", 11, None, 11, "promised", None),
        (0, "one", 10, 10, 15, "answered", None),
        (1, "one", 11, 15, 16, "answered", None),
        (1, "one", 46, 46, 47, "answered", None),
    ]
    assert log.endings()[1] == (1, "abandoned", 47, 1, 0)
    seen = log.record.promises[1]
    assert [int(seen[n]) for n in ("promises", "kept", "failed", "given_up")] == [1, 1, 2, 1]
    assert log.record.issues["answered"][0] == 1


# --- putting off ---------------------------------------------------------------------------------


def test_a_case_that_can_wait_is_put_off_while_the_line_is_long(clock):
    """The second caller is answered at 15 with the third in line: a fourth would expect 10 minutes."""
    topics = {"any": {"share": "100%", "handle": fixed("5min"), "deferrable": "100%"}}
    scenario = quiet(topics=topics, defer={"above": "6min", "takes": "1min", "within": "4h"})
    log = play(scenario, [(10, EASY), (11, EASY), (12, EASY)], clock)
    assert log.legs() == [
        (0, "one", 10, 10, 15, "answered", None),
        (1, "one", 11, 15, 16, "answered", None),
        (2, "one", 12, 16, 21, "answered", None),
        (1, "one", 16, 21, 26, "answered", None),
    ]
    assert [leg["outlook"] for leg in log.record.legs][1] == DEFERS
    assert log.record.issues["fcr1"][0] == 3
    assert [int(log.record.promises[1][n]) for n in ("promises", "kept")] == [1, 1]


# --- the survey ----------------------------------------------------------------------------------


def surveyed(**blocks):
    survey = {"sample": "100%", "after": fixed("2 days"), "takes": "4min"}
    return two_tiers(resolution={"known": "0%"}, survey=survey, **blocks)


def test_a_survey_reopens_what_is_not_solved_before_the_customer_calls(clock):
    """Tier 1 believes it solved at 15. Two days later it calls, hears, and looks at it again, in vain."""
    scenario = surveyed(returns={"share": "100%", "after": fixed("6 days")})
    log = play(scenario, [(10, HARD)], clock)
    assert log.legs()[:3] == [
        (0, "one", 10, 10, 15, "answered", None),
        (0, "one", 15 + 2 * DAY, 15 + 2 * DAY, 19 + 2 * DAY, "answered", None),
        (0, "one", 19 + 2 * DAY, 19 + 2 * DAY, 24 + 2 * DAY, "answered", None),
    ]
    seen = log.record.promises[1]
    assert seen["reopened"] == seen["surveyed"] == 3
    assert log.record.issues["repeats"][0] == 0
    assert log.record.issues["contacts"][0] == len(
        [leg for leg in log.record.legs if leg["outlook"] != SURVEYS]
    )


def test_the_customer_may_call_before_the_survey(clock):
    scenario = surveyed(returns={"share": "100%", "after": fixed("1 days")})
    log = play(scenario, [(10, HARD)], clock)
    assert log.legs()[1] == (0, "one", 15 + DAY, 15 + DAY, 20 + DAY, "answered", None)
    assert log.record.promises[1]["surveyed"] == 0


def test_what_is_solved_stays_closed_and_the_row_is_free_again(clock):
    log = play(surveyed(), [(10, EASY)], clock)
    assert log.endings() == [(0, "solved", 15, 1, 0)]
    assert log.legs()[1] == (0, "one", 15 + 2 * DAY, 15 + 2 * DAY, 19 + 2 * DAY, "answered", None)
    assert len(log.record.still_open) == 0
    assert log.centre.floor.centre.desk.open == 0


# --- calls before the customer's -----------------------------------------------------------------


def foreseen(*known_and_due):
    """For `play`: a process that opens issues of which the centre knows at a time, and which come later."""

    def process(env, centre):
        for number, (known, due) in enumerate(known_and_due, start=1):
            more = {"calling": np.array([1]), "follows": np.array([env.now + known])}
            times = np.array([env.now + due])
            nothing = np.array([0])
            columns = Columns(
                np.array([number]), np.array([number * 7919]), times, nothing, np.array([EASY]), nothing, more
            )
            (row,) = centre.floor.rows_for(columns)
            centre.floor.remind(env.now + due, ARRIVAL, int(row))
            centre.floor.remind(env.now + known, FOLLOWS, int(row))
        yield env.timeout(0)

    return process


def test_a_call_in_quiet_time_prevents_the_issue(clock):
    """Of the second the centre knows at 11, and it comes at 12, before anybody has time."""
    topics = {"any": {"share": "100%", "handle": fixed("5min")}}
    outreach = {
        "topics": {"any": {"preventable": "100%"}},
        "takes": "4min",
        "prevents": "100%",
        "lead": "1 days",
    }
    scenario = quiet(topics=topics, outreach=outreach)
    log = play(scenario, [(10, EASY)], clock, [foreseen((11.0, 12.0), (30.0, 600.0))])
    assert log.legs() == [
        (0, "one", 10, 10, 15, "answered", None),
        (1, "one", 12, 15, 20, "answered", None),
        (2, "one", 30, 30, 34, "answered", None),
    ]
    seen = log.record.promises[1]
    assert (seen["called"], seen["prevented"]) == (1, 1)
    assert log.record.issues["opened"][0] == 2
    assert log.centre.floor.centre.desk.open == 0
