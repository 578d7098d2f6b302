"""What a replication keeps does not grow with the time simulated; `benchmarks/memory.py` measures a year."""

from pathlib import Path

import sim
from sim.centre import Centre

SCENARIO = Path(__file__).parents[2] / "benchmarks" / "options.yaml"
SMALL = ("demand.scale=0.02", "pools.first.agents=3", "pools.second.agents=2", "incidents.outage.contacts=6")


def after(weeks):
    centre = Centre(sim.load(SCENARIO, set=[*SMALL, f"calendar.length={weeks} weeks"]), 1, 0)
    return centre, centre.run()


def test_a_run_twice_as_long_keeps_no_more():
    (short, less), (long, more) = after(4), after(8)
    assert more.issues["contacts"].sum() > 1.8 * less.issues["contacts"].sum()
    floor = long.floor
    assert len(floor.centre.issues) < 1.3 * len(short.floor.centre.issues), "rows are used again"
    assert len(long.env._queue) < 1.3 * len(short.env._queue), "reminders come to an end"
    assert floor.kept.rows is None, "no leg or issue is kept unless asked for"
    assert len(floor.centre.samples) == len(short.floor.centre.samples)
    assert more.slots.nbytes == less.slots.nbytes
    assert len(more.days) == 2 * len(less.days), "but for a row a day"


def test_issues_come_to_the_floor_a_few_at_a_time():
    centre = Centre(sim.load(SCENARIO.with_name("two_tiers.yaml"), set=["calendar.length=1 day"]), 1, 0)
    record = centre.run()
    assert len(centre.floor.centre.issues) < 0.2 * record.issues["contacts"].sum()
