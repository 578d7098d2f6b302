"""Hours: who is on shift, what keeps people off the phone, overtime; and that the parts add up."""

import numpy as np
import pytest

from sim.centre import DAY, Centre, replicate
from sim.floor.duty import supplement
from sim.measure import MEASURES
from sim.scenario import ScenarioError
from sim.scenario.hours import pauses_in
from sim.scenario.problems import TableError
from sim.scenario.rota_table import read_rota
from sim.scenario.units import WEEKDAYS
from sim.workforce.absence import Absence
from sim.workforce.fixed import fixed_shifts
from sim.workforce.pauses import pauses_of
from sim.workforce.rota import assign
from tests.tracing import assert_equal, play, quiet

WEEK = 7 * DAY
HOUR = 60.0


def desk(length="7 days", agents=1, **pool):
    one = {"agents": agents, "tenure": ["1 years"], "hiring": None} | pool
    return quiet(calendar={"length": length, "warm_up": "0min"}, pools={"one": one})


def rota(**weekdays):
    """A table of shifts by person: `Dana="Sun 08:00-16:00"`."""
    lines = ["person,Sun,Mon,Tue,Wed,Thu,Fri,Sat"]
    for name, said in weekdays.items():
        cells = dict(part.split(maxsplit=1) for part in said.split(";"))
        lines.append(",".join([name, *(cells.get(day, "") for day in WEEKDAYS)]))
    return read_rota("\n".join(lines), "rota.csv", "rota.csv")


def signings(scenario, days=1, processes=()):
    """(hour after the first midnight, agent, signs) of the first days: "in" or "out"."""
    centre = Centre(scenario, 1, 0)
    agents = range(len(centre.floor.centre.agents))
    log: list[tuple] = []
    there: set[int] = set()

    def run(until):
        """Event by event, looking at who is on the phone after each."""
        while centre.env.peek() < until:
            centre.env.step()
            now = {
                n for n, is_there in zip(agents, floor.attending("on_phone", agents), strict=True) if is_there
            }
            hour = round((centre.env.now - centre.period.start) / HOUR, 4)
            log.extend((hour, n, "in") for n in sorted(now - there))
            log.extend((hour, n, "out") for n in sorted(there - now))
            there.clear()
            there.update(now)

    floor = centre.floor
    floor.run = run
    record = centre.run(processes)
    return [each for each in log if each[0] < 24 * days], record, centre


# --- shifts ----------------------------------------------------------------------------------------


def test_named_people_keep_their_own_shifts():
    table = rota(Dana="Sun 08:00-12:00 13:00-15:00", Noa="Sun 22:00-02:00;Sat 22:00-02:00")
    log, record, _ = signings(desk(agents=3, rota=table), days=2)
    assert log == [
        (8, 0, "in"),
        (12, 0, "out"),
        (13, 0, "in"),
        (15, 0, "out"),
        (22, 1, "in"),
        (26, 1, "out"),
    ]
    assert record.pool["rostered"][0] == 12 * HOUR, "of Saturday's shift two hours are in the week"


def test_who_comes_after_someone_has_the_same_shifts():
    table = rota(Dana="Sun 08:00-12:00;Mon 08:00-12:00")
    changes = [{"leave": 1, "pool": "one", "on": "2026-01-05"}]
    hiring = {"lead_time": "5 days", "training": "0min"}
    scenario = quiet(
        calendar={"length": "14 days", "warm_up": "0min"},
        pools={"one": {"agents": 1, "tenure": ["1 years"], "rota": table, "hiring": hiring}},
        changes=changes,
    )
    log, _, _ = signings(scenario, days=14)
    assert [(hour, signs) for hour, _, signs in log] == [
        *((8, "in"), (12, "out")),
        *((176, "in"), (180, "out"), (200, "in"), (204, "out")),
    ]


def test_a_pool_works_by_its_own_clock():
    """Seven hours behind: eight in the morning there is three in the afternoon here."""
    table = rota(Dana="Sun 08:00-12:00;Sat 20:00-24:00")
    log, _, _ = signings(desk("14 days", rota=table, hours_ahead=-7.0), days=14)
    assert log == [
        (3, 0, "in"),  # Saturday evening there
        (7, 0, "out"),
        (15, 0, "in"),
        (19, 0, "out"),
        (168 + 3, 0, "in"),
        (168 + 7, 0, "out"),
        (168 + 15, 0, "in"),
        (168 + 19, 0, "out"),
    ]


def test_fixed_shifts_fill_what_they_can():
    """Seats from 8 to 18 all week: the first comes at 8, the second till 18, each on five days."""
    wanted = tuple(tuple(2 if 8 <= hour < 18 else 0 for hour in range(24)) for _ in range(7))
    patterns = fixed_shifts(wanted, 2, 8, 5)
    assert all(8 <= first <= 10 and len(days) == 5 for first, days in patterns)
    one = tuple(tuple(int(8 <= hour < 18) for hour in range(24)) for _ in range(7))
    first, second = fixed_shifts(one, 2, 8, 5)
    assert len(set(first[1]) | set(second[1])) == 7


# --- off the phone ---------------------------------------------------------------------------------


def test_breaks_and_lunch_lie_evenly_in_a_shift():
    scenario = desk(seats=1, breaks={"length": "10min"}, lunch={"length": "30min"})
    pauses = pauses_of(pauses_in(scenario.pools["one"], 480.0), 480.0, 960.0, 0)
    assert [cause for *_, cause in pauses] == ["break", "lunch", "break"]
    for (begins, ends, _), middle in zip(pauses, (600, 720, 840), strict=True):
        assert abs((begins + ends) / 2 - middle) <= 30 + 2.5


def test_not_all_go_to_lunch_at_once():
    """Forty people who begin together: an hour's window for thirty minutes takes half of them at a time."""
    pool = desk(seats=1, lunch={"length": "30min"}).pools["one"]
    lunches = [pauses_of(pauses_in(pool, 480.0), 480.0, 960.0, n)[0] for n in range(40)]
    away = [sum(a <= t < b for a, b, _ in lunches) for t in range(480, 960)]
    assert max(away) <= 14
    assert max(a for a, *_ in lunches) - min(a for a, *_ in lunches) >= 110


def test_a_shift_with_a_break_and_a_call_in_hand():
    """A call from 9:55 to 10:00 is finished before the break that the rota has at 9:58."""
    table = rota(Dana="Sun 08:00-12:00")
    scenario = desk(rota=table, meeting={"length": "30min", "day": "Sun", "at": "10:00"})
    log, record, _ = signings(scenario)
    assert log == [(8, 0, "in"), (10, 0, "out"), (10.5, 0, "in"), (12, 0, "out")]
    pool = record.pool[0]
    assert (pool["rostered"], pool["meeting"], pool["present"]) == (240, 30, 210)
    played = play(scenario, [(597, 0.5)]).record.pool[0]  # until 10:02
    assert played["present"] == 212
    assert ratio("overrun", played) == (2, 42 * 60)
    assert ratio("adherence", played) == (238, 240)


def test_what_takes_people_off_outlasts_shifts():
    """Coaching from 11:00 to 13:00 and a shift that ends at noon; another begins during the next."""
    table = rota(Dana="Sun 08:00-12:00 14:00-16:00")

    def coach(env, centre):
        duty, start = centre.crews["one"].duty, centre.period.start
        dana = centre.crews["one"].people[0]
        for begins, ends in ((11, 13), (13.5, 15)):
            yield env.timeout(start + begins * HOUR - env.now)
            duty.take_off([dana], "coaching")
            yield env.timeout(start + ends * HOUR - env.now)
            duty.put_back([dana], "coaching")

    log, record, _ = signings(desk(rota=table), processes=[coach])
    assert log == [(8, 0, "in"), (11, 0, "out"), (15, 0, "in"), (16, 0, "out")]
    assert record.pool["coaching"][0] == 120


def test_who_leaves_the_job_while_away_stays_away():
    table = rota(Dana="Mon 00:00-04:00")
    scenario = quiet(
        calendar={"length": "7 days", "warm_up": "0min"},
        pools={"one": {"agents": 1, "tenure": ["1 years"], "rota": table, "hiring": None}},
        changes=[{"leave": 1, "pool": "one", "on": "2026-01-05"}],
    )

    def coach(env, centre):
        duty, dana = centre.crews["one"].duty, centre.crews["one"].people[0]
        yield env.timeout(23 * HOUR)
        duty.take_off([dana], "coaching")
        yield env.timeout(3 * HOUR)
        duty.put_back([dana], "coaching")

    log, record, _ = signings(scenario, days=2, processes=[coach])
    assert log == []
    assert record.pool["coaching"][0] == 0


# --- absence and lateness --------------------------------------------------------------------------


def chain(share, spell=None, people=400, days=700):
    scenario = desk(agents=people, absence=share, absence_spell=spell, seats=1)
    centre = Centre(scenario, 1, 0)
    absence = Absence(scenario.pools["one"], centre.period)
    everyone = list(centre.crews["one"].people.values())
    return np.hstack([absence.of(everyone, day, 7) for day in range(0, days, 7)])


def test_absence_has_the_share_asked_and_the_length_asked():
    """A chain of two states: share 6%, spells of 4 days. Over 280,000 days, false alarm below 1e-5 (4.5
    sigma): the variance is that of independent days times (1 + r) / (1 - r), r the correlation of
    neighbours."""
    share, days = 0.06, 4.0
    missed = chain("6%", "4 days")
    r = (1 - 1 / days) - share / (1 - share) / days
    sigma = (share * (1 - share) / missed.size * (1 + r) / (1 - r)) ** 0.5
    assert abs(missed.mean() - share) < 4.5 * sigma
    first = missed[:, 0].mean()
    assert abs(first - share) < 4.5 * (share * (1 - share) / 400) ** 0.5, "as on any day from the start"
    spells = (missed[:, 1:] & ~missed[:, :-1]).sum()
    inside = missed[:, 1:].sum()
    mean = inside / spells
    assert abs(mean - days) < 4.5 * (days * (days - 1) / spells) ** 0.5 + 0.05, "0.05: cut at the ends"


def test_spells_of_chance_are_days_by_themselves():
    """With 1 / (1 - share) days on average the chain is the old draw for each day, to the last one."""
    assert (chain("20%", "30h", 50, 70) == chain("20%", None, 50, 70)).all()


def test_an_absent_one_is_on_the_rota_and_not_on_the_phone():
    table = rota(Dana=";".join(f"{day} 08:00-16:00" for day in ["Sun", "Mon", "Tue", "Wed", "Thu"]))
    scenario = desk("28 days", rota=table, absence="50%", lunch={})
    log, record, _ = signings(scenario, days=28)
    pool = record.pool[0]
    came = sum(1 for *_, signs in log if signs == "in") / 2  # in again after lunch
    assert 0 < came < 20
    assert pool["absent"] == (20 - came) * 480
    assert pool["lunch"] == came * 45
    assert pool["present"] == came * (480 - 45)


def test_who_is_absent_stays_so_whatever_else_happens():
    days = ";".join(f"{day} 08:00-16:00" for day in ["Sun", "Mon", "Tue", "Wed", "Thu"])
    plain = desk("28 days", rota=rota(Dana=days), absence="50%")
    more = desk("28 days", agents=4, rota=rota(Dana=days), absence="50%", lateness={"share": "50%"})
    found = []
    for scenario in (plain, more):
        log, _, _ = signings(scenario, days=28)
        found.append({int(hour // 24) for hour, number, signs in log if number == 0})
    assert found[0] == found[1]


def test_lateness_begins_a_shift_later():
    late = {"share": "100%", "by": {"kind": "deterministic", "value": "12min"}}
    log, record, _ = signings(desk(rota=rota(Dana="Sun 08:00-12:00"), lateness=late))
    assert log == [(8.2, 0, "in"), (12, 0, "out")]
    assert record.pool["late"][0] == 12


def test_absence_without_a_rota():
    record = replicate(desk("364 days", agents=20, absence="10%"), 1, 0)
    assert abs(record.pool["absent"][0] / record.pool["rostered"][0] - 0.1) < 4.5 * (0.09 / 7280) ** 0.5


# --- overtime --------------------------------------------------------------------------------------


def test_overtime_fills_what_hours_do_not():
    """A seat round the clock is 168 hours, three people have 126; the law allows them 16 more each."""
    bare = replicate(desk("28 days", agents=3, seats=1), 1, 0).pool[0]
    record = replicate(desk("28 days", agents=3, seats=1, overtime={}, wage=40), 1, 0)
    pool = record.pool[0]
    running = 8 * HOUR  # overtime is counted at its end
    assert 0 <= pool["filled"] - bare["filled"] - pool["overtime_time"] <= running
    assert 30 * HOUR < pool["overtime_time"] / 4 <= 48 * HOUR
    assert pool["paid"] == 3 * 42 * HOUR * 4 + pool["overtime_time"]
    assert pool["cost_overtime"] == pytest.approx(pool["overtime_extra"] / 60 * 40, abs=1)


def test_overtime_ends_with_the_years_limit():
    scenario = desk("28 days", agents=3, seats=1, overtime={"yearly": "20h"})
    pool = replicate(scenario, 1, 0).pool[0]
    assert 50 * HOUR <= pool["overtime_time"] <= 60 * HOUR


def test_the_first_two_hours_of_overtime_cost_a_quarter_more_the_others_a_half():
    shifts = Centre(desk(seats=1, overtime={}), 1, 0).floor.centre.shifts[0]
    assert supplement(shifts, 90, 0) == 90 * 0.25
    assert supplement(shifts, 240, 0) == 120 * 0.25 + 120 * 0.5
    assert supplement(shifts, 60, 90) == 30 * 0.25 + 30 * 0.5
    assert supplement(shifts, 60, 200) == 60 * 0.5


def test_a_colleague_covers_who_is_absent():
    """Two on the rota by turns; when one is ill the other comes, unless also ill."""
    days = ["Sun", "Mon", "Tue", "Wed", "Thu"]
    table = rota(
        Dana=";".join(f"{day} 06:00-10:00" for day in days),
        Noa=";".join(f"{day} 10:00-14:00" for day in days),
    )
    scenario = desk("28 days", agents=2, rota=table, absence="30%", overtime={})
    pool = replicate(scenario, 1, 0).pool[0]
    covered = replicate(desk("28 days", agents=2, rota=table, absence="30%"), 1, 0).pool[0]
    assert pool["absent"] == covered["absent"]
    assert 0 < pool["overtime_time"] <= pool["absent"]
    assert pool["present"] == covered["present"] + pool["overtime_time"]


# --- the whole -------------------------------------------------------------------------------------

FULL = {
    "seats": 6,
    "agents": 30,
    "absence": "6%",
    "absence_spell": "3 days",
    "lateness": {"share": "10%"},
    "breaks": {},
    "lunch": {},
    "meeting": {"length": "1h", "day": "Sun", "at": "14:00"},
    "one_on_one": {"length": "30min", "every": 2},
    "study": {"length": "1h"},
    "overtime": {},
    "rostered": "110%",
    "flexible": {"share": "60%"},
    "attrition": {"yearly_rate": "60%"},
    "hiring": {},
    "wage": 50,
}


def ratio(key, people):
    """Of one pool's row."""
    numerator, denominator = MEASURES[key].formula(people, 1.0)
    return numerator, denominator


def full(**calls):
    return quiet(
        calendar={"length": "26 weeks", "warm_up": "0min"},
        demand={"per_hour": 20},
        pools={"one": FULL},
        **calls,
    )


def test_the_causes_of_shrinkage_add_up_to_it():
    scenario = full()
    record = replicate(scenario, 1, 0)
    parts = [key for key in MEASURES if key.startswith("shrinkage_")]
    assert len(parts) == 7
    paid = record.pool["paid"].sum()
    figures = {key: MEASURES[key].of(record, scenario) for key in [*parts, "overrun", "shrinkage"]}
    assert all(denominator == paid for _, denominator in figures.values())
    whole = sum(figures[key][0] for key in parts) - figures["overrun"][0]
    assert whole == pytest.approx(figures["shrinkage"][0], rel=1e-9)
    assert all(figures[key][0] > 0 for key in parts if key != "shrinkage_coaching")
    assert 0 < figures["overrun"][0] / paid < 0.02


def test_both_calendars_agree():
    scenario = full(
        returns={"share": "20%"}, holidays=[{"on": "2026-04-02", "seats": "50%", "demand": "30%"}]
    )
    assert_equal(replicate(scenario, 2, 1, "simpy"), replicate(scenario, 2, 1, "compiled"))


def test_a_holiday_has_fewer_contacts_and_fewer_people():
    days = [{"on": "2026-01-06", "seats": "50%", "demand": "25%"}, {"on": "2026-01-07"}]
    scenario = quiet(
        calendar={"length": "7 days", "warm_up": "0min"},
        demand={"per_hour": 60},
        holidays=days,
        pools={"one": {"agents": 40, "seats": 8, "tenure": ["1 years"]}},
    )
    centre = Centre(scenario, 1, 0)
    there = []

    def look(env, centre):
        yield env.timeout(12 * HOUR)
        while True:
            there.append(len(centre.signed_in("one")))
            yield env.timeout(DAY)

    record = centre.run([look])
    assert there == [8, 8, 4, 0, 8, 8, 8]
    offered = record.days["offered"][:, 0]
    assert offered[3] == 0
    assert 0.15 < offered[2] / offered[1] < 0.35


def test_working_hours_are_without_unpaid_breaks():
    """Five shifts of nine hours with an hour unpaid are 40 hours."""
    shifts = tuple((day * DAY + 480.0, day * DAY + 1020.0) for day in range(6))
    found = assign(shifts, 1, 40 * HOUR, 0.5, (8 / 9,) * 6)
    assert sorted(who for _, _, who in found) == [-1] + [0] * 5


# --- what is refused -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pool", "key", "message"),
    [
        ({"breaks": {}}, "pools.one.breaks", "has no shifts"),
        ({"seats": 1, "absence": "20%", "absence_spell": "1 days"}, "pools.one.absence_spell", "by chance"),
        ({"seats": 1, "absence_spell": "3 days"}, "pools.one.absence_spell", "nobody is absent"),
        ({"seats": 1, "hours_ahead": 0.25}, "pools.one.hours_ahead", "no whole number"),
        ({"seats": 1, "meeting": {"length": "1h", "at": "10:00"}}, "pools.one.meeting", "go together"),
        ({"seats": 1, "lunch": {"length": "5h"}}, "pools.one.lunch", "of a shift"),
        ({"rota": rota(A="Sun 08:00-12:00", B="Sun 08:00-12:00")}, "pools.one.rota", "2 people have shifts"),
    ],
)
def test_what_does_not_fit_is_told(pool, key, message):
    with pytest.raises(ScenarioError) as caught:
        desk(**pool)
    (problem,) = caught.value.problems
    assert problem.key == key
    assert message in problem.message


def test_bad_cells_of_a_rota_are_told_at_once():
    text = "person,Sun,Mon,Tue,Wed,Thu,Fri,Sat\nDana,8-16,,,,,,\nDana,08:00-12:00 11:00-13:00,,,,,,"
    with pytest.raises(TableError) as caught:
        read_rota(text, "rota.csv", "rota.csv")
    assert [(p.line, p.column) for p in caught.value.problems] == [(2, 6), (3, 1), (3, 6)]


def test_time_with_nobody_there():
    """One person, one seat: nobody is there when he is absent."""
    record = replicate(desk("28 days", seats=1, agents=5, absence="30%"), 1, 0).pool[0]
    assert record["wanted"] == 28 * DAY
    assert record["unattended"] == record["wanted"] - record["filled"] > 0
