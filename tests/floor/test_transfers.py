"""How work passes between tiers, told in full: warm, behind an owner, and to a body outside."""

from sim.centre import DAY
from sim.floor.kinds import CALL
from sim.floor.names import SIDES
from tests.floor.test_traces import fixed, topic
from tests.tracing import play, quiet, two_tiers

EASY, HARD, HARDEST = 0.3, 0.8, 0.95


def warm(conference="1min", **escalate):
    return {"transfer": "warm", "conference": conference} | escalate


def three_tiers(first=None, second=None, owner=None, agents=(1, 1, 1), last=None, **blocks):
    """Tier 1 solves up to 0.5, tier 2 up to 0.9, tier 3 all; handling of 5 minutes."""
    names, abilities = ("one", "two", "three"), ("50%", "90%", "100%")
    pools = {
        name: {"agents": n, "ability": ability, "tenure": ["1 years"]}
        for name, n, ability in zip(names, agents, abilities, strict=True)
    }
    pools["three"] = last or pools["three"]
    tiers = {
        "one": {"pool": "one", "escalate": first or {}, "owner": owner},
        "two": {"pool": "two", "escalate": second or {}},
        "three": {"pool": "three"},
    }
    return quiet(**{"pools": pools, "tiers": tiers} | blocks)


def held(log, tier=0):
    return float(log.record.slots["holding"][:, :, tier].sum())


def busy(log, pool=0):
    return float(log.record.pool["busy"][pool])


# --- warm transfers ------------------------------------------------------------------------------


def test_warm_the_first_agent_stays_until_the_next_tier_answers(clock):
    """Tier 2 is busy until 21: agent 1 holds from 18 to 21, then talks until 22; the third caller waits.

    No explanation time: the first agent explains."""
    scenario = two_tiers(
        warm(), explanation={"handover": "2min"}, topics=topic(handle_at={"two": fixed("8min")})
    )
    log = play(scenario, [(7, HARD), (12, HARD), (13, EASY)], clock)
    assert log.legs() == [
        (0, "one", 7, 7, 12, "answered", "unsolved"),
        (1, "one", 12, 13, 18, "answered", "unsolved"),
        (0, "two", 12, 12, 21, "answered", None),
        (2, "one", 13, 22, 27, "answered", None),
        (1, "two", 18, 21, 30, "answered", None),
    ]
    assert (held(log), busy(log)) == (1 + 4, 5 + 1 + 5 + 4 + 5)


def test_warm_transfer_to_an_idle_agent(clock):
    log = play(two_tiers(warm()), [(10, HARD), (12, EASY)], clock)
    assert log.legs() == [
        (0, "one", 10, 10, 15, "answered", "unsolved"),
        (0, "two", 15, 15, 21, "answered", None),
        (1, "one", 12, 16, 21, "answered", None),
    ]
    assert held(log) == 1
    assert log.record.slots["explained"][:, :, 1].sum() == 1, "telling it is the first agent's minute"


def test_warm_the_caller_hangs_up_and_the_agent_is_free(clock):
    scenario = two_tiers(
        warm(),
        patience=fixed("3min"),
        topics=topic(handle_at={"two": fixed("60min")}),
        pools={
            "one": {"agents": 2, "ability": "50%", "tenure": ["1 years"]},
            "two": {"agents": 1, "ability": "100%", "tenure": ["1 years"]},
        },
    )
    log = play(scenario, [(10, HARD), (20, HARD)], clock)
    assert log.legs() == [
        (0, "one", 10, 10, 15, "answered", "unsolved"),
        (1, "one", 20, 20, 25, "answered", "unsolved"),
        (1, "two", 25, None, 28, "abandoned", None),
        (0, "two", 15, 15, 76, "answered", None),
    ]
    assert (held(log), busy(log)) == (1 + 3, 6 + 8)


def test_warm_the_line_passes_it_further_and_the_agent_is_free(clock):
    scenario = three_tiers(
        warm(), {"waiting": "2min"}, topics=topic(handle_at={"two": fixed("60min")}), agents=(2, 1, 1)
    )
    log = play(scenario, [(10, HARD), (20, HARD)], clock)
    assert log.legs()[2:4] == [
        (1, "two", 25, None, 27, "moved", "waiting"),
        (1, "three", 27, 27, 32, "answered", None),
    ]
    assert (held(log), busy(log)) == (1 + 2, 6 + 7)


def test_warm_the_centre_closes_and_the_agent_is_free(clock):
    """Tier 2 has left at noon; who is still waiting for it is turned away, and nobody holds for ever."""
    scenario = two_tiers(warm(), opening={"Sun": "00:00-12:00"})
    log = play(scenario, [(717, HARD)], clock)
    assert log.legs() == [
        (0, "one", 717, 717, 722, "answered", "unsolved"),
        (0, "two", 722, None, 722, "blocked", None),
    ]
    assert (held(log), busy(log)) == (0, 5)


def test_warm_an_agent_whose_shift_ends_leaves_after_the_conference(clock):
    def going_home(env, centre):
        yield env.timeout(15.5)
        centre.sign_out(centre.signed_in("one"))

    log = play(two_tiers(warm()), [(10, HARD)], clock, [going_home])
    agent = log.centre.floor.centre.agents[0]
    assert float(agent["present_time"] if clock == "compiled" else agent.present_time) == 16


# --- an owner ------------------------------------------------------------------------------------

OWNER = {"note": "2min", "follow_up": "3min", "promise": "1h"}


def sides(log):
    return [SIDES[leg["side"]] for leg in log.record.legs]


def test_an_owner_writes_it_down_and_calls_back(clock):
    scenario = three_tiers(owner=OWNER, explanation={"handover": "2min", "repeat": "1min"})
    log = play(scenario, [(10, HARD)], clock)
    assert log.legs() == [
        (0, "one", 10, 10, 17, "answered", "unsolved"),
        (0, "two", 17, 17, 22, "answered", None),
        (0, "one", 22, 22, 25, "answered", None),
    ]
    assert sides(log) == ["promise", "behind", "follow_up"]
    assert log.endings() == [(0, "solved", 25, 1, 0)], "the customer was not handed over"
    issues = log.record.issues[0]
    counts = [issues[n] for n in ("contacts", "fcr", "fcr1", "flr", "promised", "followed_up", "kept")]
    assert counts == [1, 1, 0, 0, 1, 1, 1]
    assert issues["solved_at"].tolist() == [0, 1, 0, 0]
    assert log.record.slots["answered"].sum((0, 1)).tolist() == [1, 1, 0], "the follow-up is no contact"
    assert busy(log) == 5 + 2 + 3


def test_work_behind_goes_further_up_and_nobody_hangs_up(clock):
    """The promised hour has passed by the time tier 3 has an answer."""
    scenario = three_tiers(
        owner=OWNER, patience=fixed("1min"), topics=topic(handle_at={"three": fixed("2h")}), agents=(2, 1, 1)
    )
    log = play(scenario, [(10, HARDEST), (11, HARDEST)], clock)
    assert [leg for leg in log.legs() if leg[0] == 1] == [
        (1, "one", 11, 11, 18, "answered", "unsolved"),
        (1, "two", 18, 22, 27, "answered", "unsolved"),
        (1, "three", 27, 142, 262, "answered", None),
        (1, "one", 262, 262, 265, "answered", None),
    ]
    issues = log.record.issues[0]
    assert [issues[n] for n in ("handovers", "promised", "followed_up", "kept")] == [0, 2, 2, 0]


def test_calls_go_before_follow_ups(clock):
    log = play(three_tiers(owner=OWNER), [(10, HARD), (18, EASY), (19, EASY)], clock)
    assert [leg[:4] for leg in log.legs() if leg[1] == "one"] == [
        (0, "one", 10, 10),
        (1, "one", 18, 18),
        (2, "one", 19, 23),
        (0, "one", 22, 28),
    ]


def test_the_owner_himself_calls_back_if_he_is_free(clock):
    log = play(three_tiers(owner=OWNER, agents=(3, 1, 1)), [(10, EASY), (11, HARD)], clock)
    ones = [(leg["agent"], SIDES[leg["side"]]) for leg in log.record.legs if leg["tier"] == 0]
    assert ones == [(0, "call"), (1, "promise"), (1, "follow_up")]


def test_an_owner_who_is_wrong_hears_of_it_again(clock):
    """Tier 2 believes it solved; the customer is told so, and calls again."""
    scenario = three_tiers(
        {"difficulty_above": "50%", "triage": "1min"},
        owner=OWNER,
        resolution={"known": "0%"},
        returns={"share": "100%", "after": fixed("1 days"), "window": "2 days"},
        explanation={"repeat": "1min"},
        calendar={"length": "2 days", "warm_up": "0min"},
    )
    log = play(scenario, [(10, HARDEST)], clock)
    again = 21 + DAY
    assert log.legs()[:6] == [
        (0, "one", 10, 10, 13, "answered", "difficulty"),
        (0, "two", 13, 13, 18, "answered", None),
        (0, "one", 18, 18, 21, "answered", None),
        (0, "one", again, again, again + 4, "answered", "difficulty"),
        (0, "two", again + 4, again + 4, again + 9, "answered", None),
        (0, "one", again + 9, again + 9, again + 12, "answered", None),
    ]


def test_work_behind_waits_through_the_night(clock):
    scenario = three_tiers(owner=OWNER, opening={"Sun-Mon": "09:00-17:00"})
    log = play(scenario, [(1015, HARD)], clock)
    morning = DAY + 540
    assert log.legs() == [
        (0, "one", 1015, 1015, 1022, "answered", "unsolved"),
        (0, "two", 1022, morning, morning + 5, "answered", None),
        (0, "one", morning + 5, morning + 5, morning + 8, "answered", None),
    ]


# --- a body outside ------------------------------------------------------------------------------


def vendor(**outside):
    return {"outside": outside, "ability": "100%"}


def test_an_outside_body_takes_days_and_so_many_cases_at_once(clock):
    """No customer waits on the phone for it: nobody hangs up, and nothing is told again."""
    scenario = three_tiers(
        agents=(3, 3, 0),
        last=vendor(cases=1, fee=400),
        patience=fixed("1min"),
        explanation={"handover": "1min"},
        topics=topic(handle_at={"three": fixed("2 days")}),
    )
    log = play(scenario, [(10, HARDEST), (11, HARDEST)], clock)
    assert [leg for leg in log.legs() if leg[1] == "three"] == [
        (0, "three", 21, 21, 21 + 2 * DAY, "answered", None),
        (1, "three", 22, 21 + 2 * DAY, 21 + 4 * DAY, "answered", None),
    ]
    calls = log.record.notable[CALL]["figure"]
    assert calls.max() < DAY  # what takes days is no long call
    people = log.record.pool[2]
    assert [float(people[n]) for n in ("paid", "present", "busy", "employed")] == [0, 0, 0, 0]


def test_an_outside_body_without_limit_never_rests(clock):
    scenario = three_tiers(
        agents=(3, 3, 0),
        last=vendor(),
        opening={"Sun-Thu": "09:00-17:00"},
        topics=topic(handle_at={"three": fixed("2 days")}),
    )
    log = play(scenario, [(1005, HARDEST), (1006, HARDEST)], clock)
    assert [leg[2:5] for leg in log.legs() if leg[1] == "three"] == [
        (1015, 1015, 1015 + 2 * DAY),
        (1016, 1016, 1016 + 2 * DAY),
    ]


def test_owner_and_outside_body_together(clock):
    scenario = three_tiers(owner=OWNER, last=vendor(), topics=topic(handle_at={"three": fixed("2 days")}))
    log = play(scenario, [(10, HARDEST)], clock)
    assert log.legs()[-2:] == [
        (0, "three", 22, 22, 22 + 2 * DAY, "answered", None),
        (0, "one", 22 + 2 * DAY, 22 + 2 * DAY, 25 + 2 * DAY, "answered", None),
    ]
