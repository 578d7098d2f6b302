"""The plan of people's week, as the floor keeps to it."""

import pytest

from sim.centre import DAY, Centre, replicate
from sim.floor.floors import TIME, plan_of
from sim.floor.kinds import (
    CHUNK,
    MOST_CAUSES,
    MOST_PLANNED,
    NEVER,
    PAUSE_BEGINS,
    PAUSE_ENDS,
    SHIFT_BEGINS,
    SHIFT_ENDS,
)
from sim.floor.presence import ABSENT, PRESENCE
from sim.scenario.rota_table import read_rota
from tests.tracing import assert_equal, play, quiet

CLOCKS = ("simpy", "compiled")
BREAK, LUNCH = PRESENCE.index("break"), PRESENCE.index("lunch")


NO_SHIFTS = read_rota("person,Sun,Mon,Tue,Wed,Thu,Fri,Sat\nDana,,,,,,,\n", "rota.csv", "rota.csv")


def scenario_of(agents, **blocks):
    one = {"agents": agents, "tenure": ["1 years"], "attrition": None, "rota": NO_SHIFTS}
    return quiet(pools={"one": one}, **blocks)


def centre_of(agents, clock):
    return Centre(scenario_of(agents), 1, 0, clock)


def plan(*entries):
    """(minute, kind, agent[, what]) of people who all hold their places from the first day on."""
    full = [(minute, kind, agent, 0, *(what or (NEVER,)), 0.0) for minute, kind, agent, *what in entries]
    return plan_of(full)


def on_phone(centre, *moments):
    """Who is, just after each of these minutes."""
    seen = []

    def look(env, centre):
        for moment in moments:
            yield env.timeout(centre.period.start + moment + 0.5 - env.now)
            agents = range(len(centre.crews["one"].rows))
            seen.append([n for n in agents if centre.floor.attends("on_phone", n)])

    centre.run([look])
    return seen


def handed(entries, pool=0):
    """A process that hands over a plan instead of the pool's own."""

    def process(env, centre):
        yield env.timeout(0)
        entries[TIME] += centre.period.start
        centre.floor.begin_plan(pool, entries)

    return process


@pytest.mark.parametrize("clock", CLOCKS)
def test_who_is_kept_away_by_nothing_is_on_the_phone(clock):
    centre = centre_of(2, clock)
    entries = plan(
        (60, SHIFT_BEGINS, 0),
        (60, SHIFT_BEGINS, 1),
        (60, PAUSE_BEGINS, 1, ABSENT),
        (90, PAUSE_BEGINS, 0, BREAK),
        (95, PAUSE_BEGINS, 0, LUNCH),
        (100, PAUSE_ENDS, 0, BREAK),
        (120, PAUSE_ENDS, 0, LUNCH),
        (180, SHIFT_ENDS, 0),
        (180, SHIFT_ENDS, 1),
    )
    centre.env.process(handed(entries)(centre.env, centre))
    assert on_phone(centre, 30, 60, 90, 95, 100, 120, 180) == [[], [0], [], [], [], [0], []]
    minutes = dict(zip(PRESENCE, centre.floor.shifts_of("total", 0), strict=True))
    assert minutes["rostered"] == 2 * 120
    assert minutes["absent"] == 120
    assert (minutes["break"], minutes["lunch"]) == (10, 20)  # what came first counts while it lasts


@pytest.mark.parametrize("clock", CLOCKS)
def test_what_was_planned_for_somebody_who_has_left_is_void(clock):
    centre = centre_of(1, clock)
    entries = plan((60, SHIFT_BEGINS, 0), (120, SHIFT_ENDS, 0))
    centre.env.process(handed(entries)(centre.env, centre))

    def leaves(env, centre):
        yield env.timeout(30)
        centre.floor.vacate(0)

    centre.env.process(leaves(centre.env, centre))
    assert on_phone(centre, 60) == [[]]


@pytest.mark.parametrize("clock", CLOCKS)
def test_more_causes_than_have_room_keep_somebody_away_as_well(clock):
    centre = centre_of(1, clock)
    causes = range(ABSENT + 1, ABSENT + 1 + MOST_CAUSES + 2)
    begins = [(60 + n, PAUSE_BEGINS, 0, cause % len(PRESENCE)) for n, cause in enumerate(causes)]
    ends = [(90 + n, PAUSE_ENDS, 0, cause % len(PRESENCE)) for n, cause in enumerate(causes)]
    entries = plan((30, SHIFT_BEGINS, 0), *begins, *ends, (240, SHIFT_ENDS, 0))
    centre.env.process(handed(entries)(centre.env, centre))
    assert on_phone(centre, 59, 80, 95, 120) == [[0], [], [], [0]]


@pytest.mark.parametrize("clock", CLOCKS)
def test_a_plan_is_handed_over_in_parts(clock, monkeypatch):
    blocks = {"seats": 4, "hours": "40h", "absence": "5%", "breaks": {}, "lunch": {}}
    scenario = quiet(
        pools={"one": {"agents": 8, "tenure": ["1 years"]} | blocks},
        calendar={"length": "28 days", "warm_up": "0min"},
        demand={"per_hour": 8, "scale": 1},
    )
    whole = replicate(scenario, 1, 0, clock)
    monkeypatch.setattr("sim.workforce.duty.MOST_PLANNED", 7)
    assert_equal(replicate(scenario, 1, 0, clock), whole)


@pytest.mark.parametrize("clock", CLOCKS)
def test_thousands_whose_shifts_begin_at_once_find_calls_waiting(clock):
    """More than there is room to write of: they come in several steps, at the same moment."""
    names, each = ("one", "other", "third"), MOST_PLANNED
    pool = {"agents": each, "tenure": ["1 years"], "attrition": None, "rota": NO_SHIFTS}
    scenario = quiet(
        pools=dict.fromkeys(names, pool), tiers={"one": {"pool": list(names)}}, patience={"kind": "never"}
    )
    plans = [
        handed(plan(*((60, SHIFT_BEGINS, n * each + agent) for agent in range(each))), n)
        for n in range(len(names))
    ]
    many = len(names) * each
    assert many > CHUNK
    log = play(scenario, [(10, 0)] * many, clock, processes=plans)
    assert [leg[3] for leg in log.legs()] == [60] * many
    assert log.record.pool["rostered"].tolist() == [each * (7 * DAY - 60)] * len(names)
