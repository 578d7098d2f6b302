"""The way up: promotion, the bench and cross-cover."""

import pytest

import sim
from sim.centre import DAY, Centre, replicate
from sim.workforce.levels import EVENTS
from tests.tracing import assert_equal, play, quiet

WEEK = 7 * DAY


def house(promotion, length="1 years", above=None, below=None, escalate=None, **blocks):
    return quiet(
        calendar={"start": "2026-01-04", "length": length, "warm_up": "0min"},
        tiers={"desk": {"pool": "desk", "escalate": escalate or {}}, "experts": {"pool": "experts"}},
        pools={
            "desk": {"agents": 3, "ability": "50%", "tenure": ["1 years", "2 years", "1 months"]}
            | {"hiring": {"lead_time": "2 weeks", "training": "1 weeks"}}
            | (below or {}),
            "experts": {"agents": 2, "tenure": ["3 years"], "promotion": promotion} | (above or {}),
        },
        **blocks,
    )


def leaves(on, pool="experts", count=1):
    return {"leave": count, "pool": pool, "on": on}


def levels(centre, name):
    return [
        centre.ledger.now(level)[centre.crews[name].index] for level in ("employed", "training", "working")
    ]


def test_a_vacancy_above_is_filled_from_below_and_the_hole_below_by_hiring():
    """An expert leaves on Monday. The longest there moves up a day later (nobody has shifts here), trains
    for two weeks and works on; the desk's place is vacant for two weeks, then a newcomer trains for one."""
    scenario = house({"from": "desk", "by": "tenure"}, "12 weeks", changes=[leaves("2026-01-05")])
    seen = {}

    def watch(env, centre):
        for day in (0.5, 1.5, 3, 15, 17, 24):
            yield env.timeout(centre.period.start + day * DAY - env.now)
            seen[day] = levels(centre, "experts"), levels(centre, "desk")

    centre = Centre(scenario, 1, 0)
    longest = centre.crews["desk"].people[1]
    record = centre.run([watch])
    assert seen == {
        0.5: ([2, 0, 2], [3, 0, 3]),
        1.5: ([1, 0, 1], [3, 0, 3]),
        3: ([2, 1, 1], [2, 0, 2]),
        15: ([2, 1, 1], [2, 0, 2]),
        17: ([2, 0, 2], [3, 1, 2]),
        24: ([2, 0, 2], [3, 0, 3]),
    }
    assert longest in centre.crews["experts"].people.values()
    desk, experts = record.pool
    assert (desk["moved_up"], desk["left"], desk["hired"]) == (1, 0, 1)
    assert (experts["promoted"], experts["left"], experts["hired"]) == (1, 1, 0)


def test_experience_below_counts_in_part():
    learning = {"time_constant": "1 years", "ability": "50%"}
    promotion = {"from": "desk", "by": "tenure", "counts": "50%", "bench": 1}
    scenario = house(promotion, "4 weeks", above={"learning": learning}, changes=[leaves("2026-01-05")])
    centre = Centre(scenario, 1, 0)
    person = centre.crews["desk"].people[1]
    centre.run()
    now = centre.period.start + 2 * DAY  # when he moved up, without training since he was on the bench
    assert person.practice(now) == pytest.approx(0.5 * (2 * 365 + 2) * DAY)


def test_who_has_not_served_long_enough_stays_and_someone_is_hired():
    promotion = {"from": "desk", "least": "5 years"}
    record = replicate(house(promotion, "20 weeks", changes=[leaves("2026-01-05")]), 1, 0)
    assert record.pool["promoted"].tolist() == [0, 0]
    assert record.pool["hired"].tolist() == [0, 1]


def test_headcount_never_leaks_and_hazards_go_along():
    attrition = {"yearly_rate": "150%", "shape": {"kind": "weibull", "shape": 0.7}, "notice": "2 weeks"}
    stays = {"attrition": attrition | {"burnout": {"reference": "0%"}}, "agents": 8}
    promotion = {"from": "desk", "least": "8 weeks"}
    scenario = house(promotion, "2 years", above=stays, below=stays | {"agents": 20})
    centre = Centre(scenario, 1, 0)
    ladder = centre.crews["experts"]
    stayed = []
    employ = ladder.employ
    ladder.employ = lambda person: (stayed.append(person), employ(person))

    def watch(env, centre):
        while True:
            yield env.timeout(DAY / 2)
            for name, crew in centre.crews.items():
                count = {event: centre.ledger.sum[event][crew.index] for event in EVENTS}
                employed, training, working = levels(centre, name)
                assert employed == training + working == len(crew.people)
                came, gone = count["hired"] + count["promoted"], count["left"] + count["moved_up"]
                assert employed == scenario.pools[name].agents + came - gone

    record = centre.run([watch])
    assert record.pool["promoted"][1] == record.pool["moved_up"][0] > 5
    assert record.pool["left"].min() > 5
    promoted = [p for p in stayed if p.skilled > p.hired + 8 * WEEK]
    assert len(promoted) == record.pool["promoted"][1]
    assert all(0 < p.exposure.spent < p.threshold for p in promoted), "what is cumulated goes along"
    assert any(p.stage and centre.env.now - p.skilled > 8 * WEEK for p in promoted), (
        "they do not leave at once"
    )


def test_the_bench_covers_while_somebody_is_missing_above():
    """Both experts leave on the first day. Two of the desk move up the next day; until then the third, now
    the bench, covers from the next half hour on, and answers what has gone up."""
    promotion = {"from": "desk", "bench": 1, "cross_cover": True, "least": "9 months"}
    scenario = house(
        promotion,
        "3 days",
        above={"hiring": None},
        below={"tenure": ["1 years", "2 years", "10 months"]},
        escalate={"difficulty_above": "20%"},
        changes=[leaves("2026-01-04", count=2)],
    )  # fmt: skip
    log = play(scenario, [(10, 0.9), (60, 0.9)])
    legs = log.legs()
    first = next(leg for leg in legs if leg[1] == "experts")
    assert first[3] == 30, "who waits above is answered once somebody covers"
    assert log.record.pool["covered"][1] == pytest.approx(DAY - 30, abs=70)
    assert log.record.pool["covering"][0] == pytest.approx(log.record.pool["covered"][1], rel=0.01)


def test_covering_is_the_same_under_both_calendars():
    promotion = {"from": "desk", "bench": 1, "cross_cover": True, "least": "1 months"}
    attrition = {"yearly_rate": "400%"}
    scenario = house(
        promotion, "16 weeks",
        above={"attrition": attrition}, below={"attrition": attrition},
        demand={"per_hour": 12},
    )  # fmt: skip
    slow, fast = (replicate(scenario, 1, 0, clock) for clock in ("simpy", "compiled"))
    assert_equal(slow, fast)
    assert slow.pool["promoted"][1] > 0
    assert slow.pool["covered"][1] > 0


def test_what_cannot_be_is_refused():
    for promotion, message in (
        ({"from": "dask"}, "no pool is called dask"),
        ({"from": "experts"}, "is not below"),
        ({"from": "desk", "cross_cover": True}, "nobody is on the bench"),
    ):
        with pytest.raises(sim.ScenarioError, match=message):
            house(promotion)
    with pytest.raises(sim.ScenarioError, match="nobody promotes from experts"):
        house({"from": "desk"}, above={"attrition": {"yearly_rate": "30%", "career": "80%"}})
