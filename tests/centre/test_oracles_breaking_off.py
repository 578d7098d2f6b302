"""Calls that are broken off, against exact answers, through YAML and the public API.

As in `test_oracles`: each exact value must lie in the simulation's 99.9% interval (Student, 20 replications).
Of the 13 values compared, 0.013 would be missed by chance: the false-alarm rate of this file with its
fixed seed. Handling and patience are exponential, so it makes no difference whether what was broken off
goes on where it was or begins anew.
"""

import numpy as np
import pytest

import sim
from sim.centre import replicate
from sim.floor.record import ABANDONED, BALKED
from tests.centre.test_oracles import QUANTILE, REPLICATIONS, check
from tests.centre.test_oracles_routing import two_classes

pytest.importorskip("numba", reason="long runs need the compiled calendar, which is equal to the last bit")


def test_preemptive_priority_pr_1(tmp_path):
    """The urgent wait as if they were alone; the sum of all waits is that of one line (equal handling)."""
    text = two_classes((3, 4), (0, 0), 8, 60).replace("line: priority", "line: preemptive")
    exact = {
        ("time_in_line", "urgent"): 60 * 0.002589744,
        ("wait_for_a_person", "urgent"): 60 * 0.002589744,
        ("time_in_line", "other"): 60 * 1.1098607,
        ("mean_wait", None): 60 * 0.63531602,
        ("occupancy", None): 7 / 8,
    }
    check(tmp_path, text, exact)


# MT_vary: calls by the hour from eight, and agents; after one o'clock nobody calls, and the last three stay
# until the line is empty, as the reference has it: it counts more abandonments than its five hours sum up to.
HOURS = [(8, 40, 5), (9, 60, 7), (10, 50, 5), (11, 90, 10), (12, 30, 3)]
DAYS = 168


def varying(folder):
    volumes = "from,Sun,Mon,Tue,Wed,Thu,Fri,Sat\n" + "".join(
        f"{hour:02}:00{f',{calls}' * 7}\n" for hour, calls, _ in [(0, 0, 0), *HOURS, (13, 0, 0)]
    )
    (folder / "volumes.csv").write_text(volumes)
    rota = "person,Sun,Mon,Tue,Wed,Thu,Fri,Sat\n"
    for person in range(10):
        spans = [f"{hour:02}:00-{hour + 1:02}:00" for hour, _, agents in HOURS if person < agents]
        if person < HOURS[-1][-1]:
            spans = ["08:00-16:00"]
        rota += f"{person}{(',' + ' '.join(spans)) * 7}\n"
    (folder / "rota.csv").write_text(rota)
    return f"""\
schema: 1
name: Five hours
calendar: {{length: {DAYS} days, warm_up: 0min, interval: 60min}}
opening: {{Sun-Sat: "08:00-13:00"}}
demand: {{table: volumes.csv}}
topics:
  any: {{share: 100%, handle: {{kind: exponential, mean: 6min}}}}
patience: {{kind: exponential, mean: 10min}}
returns: {{share: 0%, window: 1min}}
tiers: {{only: {{pool: people}}}}
pools: {{people: {{agents: 10, attrition: null, rota: rota.csv, at_shift_end: hand_back}}}}
"""


def test_whoever_goes_hands_back_mt_vary_preempt(tmp_path):
    """At any time only so many serve as the hour has agents."""
    text = varying(tmp_path)
    exact = {
        ("abandonment", None): 0.1143969,
        ("mean_wait", None): 60 * 1.143969,
        ("delayed", None): 0.46718481,
    }
    check(tmp_path, text, exact)


def test_abandonment_by_the_hour_mt_vary_preempt(tmp_path):
    """By the hour in which they hang up, for which the legs have to be kept."""
    exact = (2.5798849, 4.1199575, 8.1347749, 5.3879732, 10.393168)
    path = tmp_path / "case.yaml"
    path.write_text(varying(tmp_path))
    scenario = sim.load(path)
    found = []
    for number in range(REPLICATIONS):
        legs = replicate(scenario, 1, number, "compiled", record=True).legs
        gave_up = legs["ended"][np.isin(legs["outcome"], (ABANDONED, BALKED))]
        found.append(np.bincount((gave_up % 1440 // 60).astype(int), minlength=24)[8:13] / DAYS)
    half = QUANTILE * np.std(found, axis=0, ddof=1) / REPLICATIONS**0.5
    assert (abs(np.mean(found, axis=0) - exact) <= half).all()
