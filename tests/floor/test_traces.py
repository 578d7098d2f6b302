"""What happens to single contacts, told in full: each rule by the trace it leaves."""

import pytest

from sim.floor.kinds import CHUNK
from sim.scenario import WeekTable
from tests.tracing import fixed, play, quiet, two_tiers

DAY = 1440
EASY, HARD = 0.3, 0.8


def test_first_come_first_served(clock):
    log = play(quiet(), [(10, EASY), (11, EASY), (12, EASY)], clock)
    assert log.legs() == [
        (0, "one", 10, 10, 15, "answered", None),
        (1, "one", 11, 15, 20, "answered", None),
        (2, "one", 12, 20, 25, "answered", None),
    ]
    assert log.endings() == [(0, "solved", 15, 1, 0), (1, "solved", 20, 1, 0), (2, "solved", 25, 1, 0)]


def test_the_agent_idle_longest_answers(clock):
    pools = {"one": {"agents": 3, "tenure": ["1 years"]}}
    log = play(quiet(pools=pools), [(10, EASY), (11, EASY), (17, EASY), (18, EASY)], clock)
    assert log.record.legs["agent"].tolist() == [0, 1, 2, 0]


def test_patience_ends_the_wait_and_the_issue(clock):
    scenario = quiet(patience={"kind": "deterministic", "value": "3min"})
    log = play(scenario, [(10, EASY), (11, EASY), (13, EASY)], clock)
    assert log.legs() == [
        (1, "one", 11, None, 14, "abandoned", None),
        (0, "one", 10, 10, 15, "answered", None),
        (2, "one", 13, 15, 20, "answered", None),
    ]
    assert log.endings()[0] == (1, "abandoned", 14, 1, 0)


def test_zero_patience_is_a_loss_system(clock):
    log = play(quiet(patience={"kind": "deterministic", "value": "0s"}), [(10, EASY), (11, EASY)], clock)
    assert log.legs()[0] == (1, "one", 11, None, 11, "balked", None)


def test_what_an_agent_knows_he_cannot_solve_goes_up(clock):
    log = play(two_tiers(), [(10, HARD)], clock)
    assert log.legs() == [
        (0, "one", 10, 10, 15, "answered", "unsolved"),
        (0, "two", 15, 15, 20, "answered", None),
    ]
    assert log.endings() == [(0, "solved", 20, 1, 1)]


def test_patience_starts_again_in_each_line(clock):
    """The second customer waits two minutes in each line with a patience of three."""
    patience = {"kind": "deterministic", "value": "3min"}
    scenario = two_tiers(patience=patience, topics=topic(handle_at={"two": fixed("7min")}))
    log = play(scenario, [(10, HARD), (13, HARD)], clock)
    assert log.legs() == [
        (0, "one", 10, 10, 15, "answered", "unsolved"),
        (1, "one", 13, 15, 20, "answered", "unsolved"),
        (0, "two", 15, 15, 22, "answered", None),
        (1, "two", 20, 22, 29, "answered", None),
    ]


def test_threshold_difficulty_recognised_at_the_start(clock):
    log = play(two_tiers({"difficulty_above": "70%", "triage": "1min"}), [(10, 0.7), (20, 0.71)], clock)
    assert [leg for leg in log.legs() if leg[1] == "one"] == [
        (0, "one", 10, 10, 15, "answered", "unsolved"),
        (1, "one", 20, 20, 21, "answered", "difficulty"),
    ]


def test_threshold_minutes_of_handling(clock):
    """Even what would have been solved is passed up when it takes too long."""
    log = play(two_tiers({"after": "4min"}), [(10, EASY)], clock)
    assert log.legs() == [
        (0, "one", 10, 10, 14, "answered", "after"),
        (0, "two", 14, 14, 19, "answered", None),
    ]


def test_threshold_minutes_of_waiting(clock):
    log = play(two_tiers({"waiting": "2min"}), [(10, EASY), (11, EASY)], clock)
    assert log.legs() == [
        (1, "one", 11, None, 13, "moved", "waiting"),
        (0, "one", 10, 10, 15, "answered", None),
        (1, "two", 13, 13, 18, "answered", None),
    ]
    assert log.endings()[1] == (1, "solved", 18, 1, 0), "nobody had answered, so nobody handed it over"
    issues = log.record.issues[0]
    assert (issues["fcr1"], issues["flr"]) == (2, 1)


def test_threshold_number_of_repeats(clock):
    """Tier 1 believes it solved; the second return is passed up at once."""
    scenario = two_tiers(
        {"repeats": 2, "triage": "1min"},
        resolution={"known": "0%"},
        returns={"share": "100%", "after": fixed("1 days")},
        explanation={"handover": "2min", "repeat": "1min"},
    )
    log = play(scenario, [(10, HARD)], clock)
    assert log.legs() == [
        (0, "one", 10, 10, 15, "answered", None),
        (0, "one", 15 + DAY, 15 + DAY, 21 + DAY, "answered", None),
        (0, "one", 21 + 2 * DAY, 21 + 2 * DAY, 23 + 2 * DAY, "answered", "repeats"),
        (0, "two", 23 + 2 * DAY, 23 + 2 * DAY, 30 + 2 * DAY, "answered", None),
    ]
    issues = log.record.issues[0]
    counts = [issues[n] for n in ("contacts", "repeats", "falsely_solved", "handovers", "fcr", "flr")]
    assert counts == [3, 2, 2, 1, 0, 0]


def test_threshold_age_watches_over_the_line(clock):
    """The watchdog passes up whoever grows too old in line, and whoever comes too old."""
    scenario = two_tiers(
        {"age": "1 days", "triage": "1min"},
        resolution={"known": "0%"},
        returns={"share": "100%", "after": fixed("1 days")},
    )
    log = play(scenario, [(10, HARD)], clock)
    assert log.legs() == [
        (0, "one", 10, 10, 15, "answered", None),
        (0, "one", 15 + DAY, 15 + DAY, 16 + DAY, "answered", "age"),
        (0, "two", 16 + DAY, 16 + DAY, 21 + DAY, "answered", None),
    ]
    log = play(two_tiers({"age": "3min"}), [(10, EASY), (11, EASY)], clock)
    assert log.legs()[0] == (1, "one", 11, None, 14, "moved", "age")


def test_unsolved_at_the_last_tier_comes_back_or_is_lost(clock):
    pools = {"one": {"agents": 1, "ability": "50%", "tenure": ["1 years"]}}
    log = play(quiet(pools=pools), [(10, HARD)], clock)
    assert log.endings() == [(0, "lost", 15, 1, 0)]
    returns = {"share": "100%", "after": fixed("2 days"), "window": "1 days"}
    log = play(quiet(pools=pools, returns=returns), [(10, HARD)], clock)
    assert [leg[2] for leg in log.legs()] == pytest.approx([10, 15 + 2 * DAY, 20 + 4 * DAY, 25 + 6 * DAY])
    issues = log.record.issues[0]
    assert (issues["opened"], issues["solved"], issues["lost"]) == (1, 0, 0), "open, not dropped"
    assert issues["unsolved_known"] == 4


def test_explanation_takes_time_and_is_told_apart(clock):
    log = play(two_tiers(explanation={"handover": "2min", "repeat": "0s"}), [(10, HARD)], clock)
    assert log.legs()[1] == (0, "two", 15, 15, 22, "answered", None)
    assert log.record.slots["explained"].sum() == 2
    assert log.record.slots["handled"].sum() == 12


def test_closed_turns_away_and_returns_wait_for_the_opening(clock):
    """First day a Sunday, open 08:00 to 12:00: too early is turned away; a return at night comes by day."""
    scenario = quiet(
        opening={"Sun-Sat": "08:00-12:00"},
        pools={"one": {"agents": 1, "ability": "50%", "tenure": ["1 years"]}},
        returns={"share": "100%", "after": fixed("9h"), "window": "1 days"},
    )
    log = play(scenario, [(60, EASY), (600, HARD)], clock)
    assert log.legs()[0] == (0, "one", 60, None, 60, "blocked", None)
    assert log.endings()[0] == (0, "blocked", 60, 1, 0)
    _, _, joined, *_ = log.legs()[2]
    assert DAY + 480 <= joined < DAY + 720


def test_the_call_in_hand_is_finished_at_the_end_of_a_shift(clock):
    """A seat from 08:00 to 12:00; the call of 11:58 ends at 12:03, and who waits then is turned away."""
    pools = {"one": {"agents": 1, "seats": 1, "tenure": ["1 years"]}}
    scenario = quiet(opening={"Sun-Sat": "08:00-12:00"}, pools=pools)
    log = play(scenario, [(718, EASY), (719, EASY)], clock)
    assert log.legs() == [
        (0, "one", 718, 718, 723, "answered", None),
        (1, "one", 719, None, 723, "blocked", None),
    ]
    assert log.endings() == [(0, "solved", 723, 1, 0), (1, "blocked", 723, 1, 0)]
    assert log.record.slots["delayed"].sum() == 0, "as if the line had been closed to it"
    assert log.record.pool["present"][0] == pytest.approx(7 * 240 + 3)


def test_after_closing_nobody_waits_for_a_tier_that_has_gone_home(clock):
    """Tier 2 goes home at noon; what tier 1 passes up at 12:03 is turned away, not kept until the morning."""
    log = play(two_tiers(opening={"Sun-Sat": "08:00-12:00"}), [(718, HARD)], clock)
    assert log.legs() == [
        (0, "one", 718, 718, 723, "answered", "unsolved"),
        (0, "two", 723, None, 723, "blocked", None),
    ]


def test_agents_may_stay_until_the_line_is_empty(clock):
    """Seats that outlast the opening hours: new calls are turned away, those in line are served."""
    seats = WeekTable("seats", (480, 780), ((1.0,) * 7, (0.0,) * 7))
    pools = {"one": {"agents": 1, "seats": seats, "tenure": ["1 years"]}}
    scenario = quiet(opening={"Sun-Sat": "08:00-12:00"}, pools=pools)
    log = play(scenario, [(718, EASY), (719, EASY), (721, EASY)], clock)
    assert log.legs() == [
        (2, "one", 721, None, 721, "blocked", None),
        (0, "one", 718, 718, 723, "answered", None),
        (1, "one", 719, 723, 728, "answered", None),
    ]


def topic(**more):
    return {"any": {"share": "100%", "handle": fixed("5min")} | more}


def test_exceptions_are_listed(clock):
    """The longest call, and the issue with three contacts; two are not enough."""
    scenario = two_tiers(
        resolution={"known": "0%"},
        returns={"share": "100%", "after": fixed("1h")},
        pools={"one": {"agents": 1, "ability": "50%", "tenure": ["1 years"], "learning": None}}
        | {"two": {"agents": 1, "tenure": ["1 years"]}},
        escalate={"repeats": 2, "triage": "7min"},
    )
    log = play(scenario, [(10, EASY), (100, HARD)], clock)
    notable = log.record.notable
    listed = [
        [(int(row["identity"]), row["figure"]) for row in rows if row["figure"] > 0] for rows in notable
    ]
    longest, calls, contacts, hand_backs = listed
    assert sorted(longest) == [(0, 5.0), (1, 5 + 60 + 5 + 60 + 7 + 5)]
    assert max(calls, key=lambda row: row[1]) == (1, 7.0)
    assert contacts == [(1, 3.0)]
    assert hand_backs == []


def test_thousands_come_at_once(clock):
    """What their sign-ins write is more than there is room for at one time."""
    many = CHUNK + 400
    scenario = quiet(
        pools={"one": {"agents": many, "attrition": None, "tenure": ["1 years"]}}, patience={"kind": "never"}
    )

    def gone_for_a_while(env, centre):
        yield env.timeout(1)
        everybody = centre.signed_in("one")
        centre.sign_out(everybody)
        yield env.timeout(29)
        centre.sign_in(everybody)

    log = play(scenario, [(10, 0)] * many, clock, processes=[gone_for_a_while])
    assert [leg[3] for leg in log.legs()] == [30] * many


def test_what_comes_in_the_warm_up_is_not_counted(clock):
    log = play(quiet(calendar={"length": "2 days", "warm_up": "2h"}), [(119, EASY), (120, EASY)], clock)
    assert log.record.slots["offered"].sum() == 1
    assert log.record.issues["opened"].sum() == 1
    assert log.record.issues["solved"].sum() == 1


def test_answered_at_the_target_is_in_time(clock):
    scenario = quiet(service_level={"share": "80%", "within": "3min"})
    log = play(scenario, [(10, EASY), (12, EASY), (30, EASY), (31.9, EASY)], clock)
    assert [leg[3] - leg[2] for leg in log.legs()] == pytest.approx([0, 3, 0, 3.1])
    assert log.record.slots["answered_in_target"].sum() == 3
