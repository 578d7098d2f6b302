"""Nesting: newcomers beside veterans, both slower; the newcomer solves more and errs less."""

import pytest

from sim.centre import DAY, Centre
from tests.workforce.staffed import WEEK, staff, told

LEARNING = {"time_constant": "10 weeks", "ability": "20%", "handle_time": "200%"}
NESTING = {
    "length": "3 weeks",
    "handle_time": "150%",
    "veteran_handle_time": "120%",
    "help": "50%",
    "veteran": "26 weeks",
}
HIRING = {"lead_time": "1 weeks", "training": "2 weeks", "nesting": NESTING}
ONE_LEAVES = {"leave": 1, "pool": "one", "on": "2026-01-11"}


def seen(scenario, weeks):
    """By week: (ability, handling time) of each place, rounded; None: nobody holds it."""
    centre, log = Centre(scenario, 1, 0), {}

    def watch(env, centre):
        for week in weeks:
            yield env.timeout(centre.period.start + week * WEEK + 60 - env.now)
            crew = centre.crews["one"]
            rows = [centre.floor.centre.agents[crew.rows[place]] for place in range(len(crew.rows))]
            log[week] = [
                (round(float(row.ability), 3), round(float(row.handle_time), 3))
                if place in crew.people
                else None
                for place, row in enumerate(rows)
            ]

    centre.run([watch])
    return centre, log


def test_training_nesting_working():
    log = told(staff("10 weeks", agents=2, changes=[ONE_LEAVES], hiring=HIRING))
    assert [e for e in log if e[1] != "vacancies" and e[0] > 0] == [
        *[(1.0, "sent_away"), (1.0, "left"), (1.0, "working", -1)],
        *[(2.0, "hired"), (2.0, "training", 1)],
        *[(4.0, "trained"), (4.0, "training", -1), (4.0, "nesting", 1), (4.0, "refilled")],
        *[(7.0, "nesting", -1), (7.0, "working", 1)],
    ]


def test_a_pair_is_slower_and_the_newcomer_solves_more():
    scenario = staff("10 weeks", agents=2, ability="80%", changes=[ONE_LEAVES], hiring=HIRING)
    assert seen(scenario, [0.5])[1][0.5] == [(0.8, 1.0)] * 2
    scenario = staff(
        "10 weeks",
        agents=2,
        ability="80%",
        changes=[ONE_LEAVES],
        hiring=HIRING,
        learning=LEARNING,
        tenure=["9 years"],
    )
    centre, log = seen(scenario, [4.1, 7.1])
    newcomer = next(p for p in centre.crews["one"].people.values() if p.skilled > centre.period.start)
    veteran = 1 - newcomer.place
    far = 2.718281828459045 ** (-0.5 / 70)  # in the middle of the first day
    assert log[4.1][newcomer.place] == pytest.approx((0.8 - 0.6 * far * 0.5, (1 + far) * 1.5), abs=1e-3)
    assert log[4.1][veteran] == (0.8, 1.2)
    far = 2.718281828459045 ** (-21.5 / 70)
    assert log[7.1][newcomer.place] == pytest.approx((0.8 - 0.6 * far, 1 + far), abs=1e-3)
    assert log[7.1][veteran] == (0.8, 1.0)


def test_when_the_veteran_goes_another_sits_down():
    """Three, one of whom leaves; the newcomer's veteran leaves in his turn, and the third takes over."""
    changes = [ONE_LEAVES, {"leave": 1, "pool": "one", "on": "2026-02-08"}]
    pairs = []
    scenario = staff("8 weeks", agents=3, changes=changes, hiring=HIRING)
    centre = Centre(scenario, 1, 0)

    def watch(env, centre):
        for day in range(28, 56):
            yield env.timeout(centre.period.start + day * DAY + 60 - env.now)
            nesting = centre.crews["one"].nesting
            now = [(newcomer.place, veteran.place) for newcomer, veteran in nesting.veterans.items()]
            if not pairs or pairs[-1][1] != now:
                pairs.append((day, now))

    centre.run([watch])
    days, who = zip(*pairs, strict=True)
    assert days[0] == 28
    assert days[-1] == 49
    assert who[-1] == []
    assert all(len(pair) == 1 for pair in who[:-1])
    assert len({newcomer for pair in who for newcomer, _ in pair}) == 1


def test_who_has_no_veteran_works_alone_until_there_is_one():
    nesting = NESTING | {"length": "8 weeks", "veteran": "6 weeks"}
    scenario = staff(
        "8 weeks",
        agents=2,
        hiring=HIRING | {"nesting": nesting},
        learning=LEARNING,
        ability="80%",
        tenure=["4 weeks"],
    )
    centre, log = seen(scenario, [1.9, 2.2])
    assert log[1.9][0][1] < 2, "nobody has been there for six weeks"
    assert centre.crews["one"].nesting.rules.length == 8 * WEEK


def test_what_is_learned_beside_a_veteran_stays():
    nesting = NESTING | {"pace": "200%"}
    scenario = staff("8 weeks", agents=2, changes=[ONE_LEAVES], hiring=HIRING | {"nesting": nesting})
    centre = Centre(scenario, 1, 0)
    centre.run()
    newcomer = next(p for p in centre.crews["one"].people.values() if p.skilled > centre.period.start)
    assert newcomer.ahead == pytest.approx(3 * WEEK)
    assert newcomer.practice(newcomer.skilled + 4 * WEEK) == pytest.approx(7 * WEEK)
