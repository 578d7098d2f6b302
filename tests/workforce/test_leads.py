"""Team leads: whose turn it is, what sessions do, what is left undone, and what leads cost."""

import numpy as np
import pytest

import sim
from sim.centre import Centre, replicate
from sim.luck.fortunes import purpose_named, uniform
from sim.scenario import ScenarioError
from sim.workforce.factors import constant_factor
from tests.tracing import play, quiet

DAY, WEEK = 1440.0, 10080.0
OFFICE = {"Sun-Thu": "08:00-16:00"}


def led(leads, agents=3, length="2 weeks", **blocks):
    """People who are there in office hours, and their leads. The run begins on a Sunday."""
    pool = {"agents": agents, "attrition": None, "tenure": ["1 years"], "leads": leads}
    return quiet(
        calendar={"start": "2026-01-04", "length": length, "warm_up": "0min"},
        opening=OFFICE,
        pools={"one": pool | blocks.pop("pool", {})},
        **blocks,
    )


def watched(scenario, name, every=60.0, clock="simpy"):
    """(hour of the run, what `look(centre)` saw) whenever that changes, seen in the middle of each hour."""
    seen = []

    def looking(env, centre):
        yield env.timeout(every / 2)
        while True:
            figure = name(centre)
            if not seen or seen[-1][1] != figure:
                seen.append(((env.now - centre.period.start - every / 2) / 60, figure))
            yield env.timeout(every)

    play(scenario, [], clock, [looking])
    return seen


def phones_and_coaching(centre):
    ledger = centre.ledger
    on_phone = len(centre.signed_in("one"))
    return on_phone, *(int(ledger.now(n)[0]) for n in ("coaching", "leads_there", "leads_coaching"))


def test_one_after_another_is_coached_off_the_phone():
    """Three agents' turns fall due in the first two days, and are taken in office hours, one at a time."""
    coaching = {"every": "2 days", "takes": "60min"}
    scenario = led({"number": 1, "hours": "42h", "coaching": coaching}, length="1 week")
    seen = watched(scenario, phones_and_coaching)
    assert [each for each in seen if each[0] < 60] == [
        # hour, (on the phone, in coaching, leads there, leads coaching)
        (0, (0, 0, 0, 0)),
        (8, (3, 0, 1, 0)),
        (14, (2, 1, 1, 1)),  # the third, due at 13:24
        (15, (3, 0, 1, 0)),
        (16, (0, 0, 0, 0)),
        (32, (2, 1, 1, 1)),  # the first, due on Sunday at 16:41
        (33, (3, 0, 1, 0)),
        (40, (0, 0, 0, 0)),
        (56, (2, 1, 1, 1)),  # the second, due on Monday at 16:55
        (57, (3, 0, 1, 0)),
    ]
    people = Centre(scenario, 1, 0).crews["one"].people
    due = [2 * DAY * uniform(people[place].fortune, purpose_named("coaching")) / 60 for place in range(3)]
    assert due == pytest.approx([16.68, 40.92, 13.40], abs=0.01)


def test_nobody_is_coached_where_nobody_would_stay_on_the_phone():
    coaching = {"every": "1 week", "takes": "60min"}
    record = replicate(led({"number": 1, "coaching": coaching}, agents=1), 1, 0)
    assert record.pool["leads_coaching"][0] == 0
    assert record.pool["coaching_asked"][0] == pytest.approx(2 * 60)


def test_what_leads_have_no_hours_for_is_not_done_and_counted():
    """Ten agents ask for ten hours a week. A lead of five hours gives five at most; of 40 hours all."""
    held = {}
    for hours in ("5h", "40h"):
        coaching = {"every": "1 week", "takes": "60min"}
        record = replicate(led({"number": 1, "hours": hours, "coaching": coaching}, 10, "8 weeks"), 1, 0)
        pool = record.pool[0]
        assert pool["coaching_asked"] == pytest.approx(10 * 60 * 8)
        assert pool["leads_there"] <= 8 * 60 * float(hours[:-1]) + 1e-6
        assert pool["coaching"] == pool["leads_coaching"]  # nobody leaves, and no shift ends in a session
        held[hours] = pool["leads_coaching"] / pool["coaching_asked"]
    assert 0.3 < held["5h"] <= 0.5
    assert held["40h"] > 0.95


def test_the_desk_comes_first_where_so_many_stay_there():
    coaching = {"every": "1 week", "takes": "60min"}
    record = replicate(led({"number": 1, "at_desk": 1, "coaching": coaching}), 1, 0)
    assert record.pool["leads_coaching"][0] == 0
    assert record.pool["leads_there"][0] > 0


def test_coaching_adds_up_fades_and_gives_ever_less():
    """h hours remembered give h / (h + half) of what coaching without end would give."""
    coaching = {"half": "2h", "lasts": "10 weeks", "handle_time": "80%", "ability": "120%", "hazard": "50%"}
    pool = {"ability": "50%", "attrition": {"hazard": 0.0}}
    centre = Centre(led({"number": 1, "at_desk": 1, "coaching": coaching}, pool=pool), 1, 0)
    crew = centre.crews["one"]
    person, coaching = crew.people[0], crew.coaching

    def remembered():
        return coaching.remembered([person], centre.env.now)

    assert coaching.hazard(remembered()) == pytest.approx([1])
    coaching.attended(person, 120.0)
    assert coaching.hazard(remembered()) == pytest.approx([0.75])
    ability, handle_time = coaching.on(remembered(), np.array([0.5]), np.array([1.0]))
    assert (ability[0], handle_time[0]) == pytest.approx((0.55, 0.9))
    centre.env.run(until=centre.env.now + WEEK)
    coaching.attended(person, 120.0)
    hours = 2 + 2 * np.exp(-0.1)
    assert coaching.hazard(remembered()) == pytest.approx([1 - 0.5 * hours / (hours + 2)])


def test_the_coached_handle_faster_from_the_next_day_on():
    coaching = {"every": "1 week", "takes": "60min", "half": "60min", "handle_time": "60%"}
    scenario = led({"number": 1, "coaching": coaching}, length="3 weeks")
    centre = Centre(scenario, 1, 0)
    centre.run()
    times = [centre.floor.centre.agents[n].handle_time for n in centre.crews["one"].rows]
    people = [centre.crews["one"].people[place] for place in range(3)]
    assert all(person.coached > 60 for person in people)
    assert all(0.6 < time < 0.8 for time in times)


def test_a_lead_listens_to_newcomers_in_turn_and_catches_errors_meanwhile():
    """The first has just begun and the second will be a newcomer for no more; the third is none."""
    watch = {"newcomers": "4 weeks", "every": "1 day", "takes": "60min", "catches": "90%"}
    scenario = led(
        {"number": 1, "watch": watch},
        length="1 week",
        errors={"share": "10%"},
        pool={"tenure": ["0min", "27 days", "1 years"]},
    )

    def listened(centre):
        agents = centre.floor.centre.agents
        shares = tuple(agents[n].watched for n in centre.crews["one"].rows)
        assert sum(share > 0 for share in shares) == centre.ledger.now("leads_watching")[0]
        return shares

    shares = [seen for _hour, seen in watched(scenario, listened) if any(seen)]
    assert shares.count((0.9, 0, 0)) == 4  # days with office hours, after the first turn on Sunday evening
    assert shares.count((0, 0.9, 0)) <= 1
    assert len(shares) == shares.count((0.9, 0, 0)) + shares.count((0, 0.9, 0))
    record = replicate(scenario, 1, 0)
    assert record.pool["watch_asked"][0] == pytest.approx((7 + 1) * 60)


def test_the_coached_leave_later():
    """Sixty leave at a hazard of 4 a year; coached without end they would leave at a tenth of that."""
    coaching = {"every": "1 day", "takes": "60min", "half": "60min", "hazard": "10%"}
    left = {}
    for name, block in (("coached", coaching), ("not", None)):
        leads = {"number": 12, "coaching": block}
        pool = {"attrition": {"hazard": 4.0}, "hiring": None}
        record = replicate(led(leads, agents=60, length="8 weeks", pool=pool), 1, 0)
        left[name] = int(record.pool["left"][0])
    # Without coaching 60 (1 - exp(-4 x 56 / 365)) = 27.5 on average, deviation 3.9; the same luck in both.
    assert 16 <= left["not"] <= 40
    assert left["coached"] < left["not"] / 2


def test_the_span_that_keeps_people_is_that_of_the_leads():
    pool = {"attrition": {"hazard": 0.0, "lead": {"reference": 15.0, "by_5_people": "10%"}}}
    scenario = led({"number": 2}, agents=20, pool=pool)
    assert constant_factor(scenario.pools["one"], promotes=False) == pytest.approx(1.1**-1)


def test_leads_are_paid_for_their_hours():
    record = replicate(led({"span": 2, "hours": "30h", "wage": 50.0}, agents=5), 1, 0)
    assert record.pool["leads"][0] == pytest.approx(3 * 14 * DAY)
    assert record.pool["cost_leads"][0] == pytest.approx(2 * 3 * 30 * 50)


def test_leads_change_nothing_for_agents_who_are_not_coached():
    plain, with_leads = (
        replicate(sim.load("scenarios/spd/two_tiers.yaml", set=["calendar.length=2 weeks", *more]), 1, 0)
        for more in ([], ["pools.helpdesk.leads.number=1"])
    )
    for record in (plain, with_leads):
        assert record.pool["busy"].sum() == plain.pool["busy"].sum()
        assert record.issues.tobytes() == plain.issues.tobytes()


@pytest.mark.parametrize(
    ("blocks", "key"),
    [
        ({"tiers": {"one": {"pool": "one", "consult": {"ask": "lead"}}}}, "tiers.one.consult.ask"),
        ({"survey": {"leads": True}}, "survey.leads"),
    ],
)
def test_who_is_to_ask_leads_has_some(blocks, key):
    with pytest.raises(ScenarioError, match=key):
        quiet(**blocks)


@pytest.mark.parametrize(
    ("leads", "key"),
    [
        ({"number": 1, "span": 10}, "span"),
        ({}, "span"),
        ({"number": 1, "watch": {}}, "pools.one.leads.watch"),
        ({"number": 1, "coaching": {"hazard": "90%"}}, "pools.one.leads.coaching.hazard"),
    ],
)
def test_leads_fit_what_they_are_for(leads, key):
    with pytest.raises(ScenarioError, match=key):
        led(leads)
