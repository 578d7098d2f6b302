"""Learning and leaving together, against exact figures: LC_1 of the project's oracles, and Whitt 2006.

Standard deviations are exact too: of a distance exp(-T / tau) from the experienced, T exponential with
rate d, the k-th moment is d / (d + k / tau). Each interval is 3.3 standard deviations wide to either side, a
false alarm of one in a thousand, and seeds are fixed.
"""

import numpy as np
import pytest

from sim.centre import DAY, Centre, replicate
from tests.tracing import fixed, quiet

SIGMAS = 3.3
WEEK, YEAR = 7 * DAY, 365 * DAY


def in_steady_state(learning, hazard, agents=1000, length="2 weeks", handle="10h", **blocks):
    """People whose hazard of leaving, a year, is constant, each replaced at once, after many years."""
    pool = {
        "agents": agents,
        "attrition": {"hazard": hazard},
        "hiring": {"lead_time": 0, "training": 0},
        "learning": learning,
        "ability": "80%",
    }
    return quiet(
        **{
            "calendar": {"length": length, "warm_up": "0min", "people": "long_run"},
            "topics": {
                "any": {
                    "share": "100%",
                    "handle": fixed(handle),
                    "difficulty": {"kind": "uniform", "low": 0, "high": 1},
                }
            },
            "pools": {"one": pool},
        }
        | blocks
    )


def of_agents(scenario, field, days, replications):
    """The mean of a field of agents' rows on these days, over all replications: one figure a day."""
    seen = {day: [] for day in days}
    for replication in range(replications):
        centre = Centre(scenario, 1, replication)

        def watch(env, centre):
            for day in days:
                yield env.timeout(centre.period.start + day * DAY + 60 - env.now)
                seen[day] += [getattr(agent, field) for agent in centre.floor.centre.agents]

        centre.run([watch])
    return {day: float(np.mean(found)) for day, found in seen.items()}


def spread(distance, d, g, people):
    """Standard deviation of the mean of so many people's distances from the experienced."""
    return distance * (d / (d + 2 * g) - (d / (d + g)) ** 2) ** 0.5 / people**0.5


# LC_1: handling time 480 s of newcomers, 300 s of the experienced, time constant 8 weeks, hazard .0075 a
# week.
AHT_OF_AGENTS, AHT_OF_CONTACTS = 310.18868, 308.13894
CURVE = {"time_constant": "8 weeks", "handle_time": "160%"}
HAZARD = 0.0075 * YEAR / WEEK


def test_mean_handling_time_of_agents():
    """On the first day, and after half a year of coming and going."""
    scenario = in_steady_state(CURVE, HAZARD, agents=2000, length="26 weeks")
    for mean in of_agents(scenario, "handle_time", (0, 180), 2).values():
        error = SIGMAS * spread(180, 0.0075, 1 / 8, 4000)
        assert 300 * mean == pytest.approx(AHT_OF_AGENTS, abs=error)


def handled(scenario, replications):
    """Minutes of handling, and contacts, that ended in the second week."""
    minutes = count = 0
    for replication in range(replications):
        centre = Centre(scenario, 1, replication, record=True)
        legs = centre.run().legs
        legs = legs[(legs["ended"] >= centre.period.start + WEEK) & np.isfinite(legs["answered"])]
        minutes += (legs["ended"] - legs["answered"]).sum()
        count += len(legs)
    return minutes / count


def test_handling_time_of_contacts_where_nobody_is_ever_idle():
    """Who is quicker takes more: the harmonic mean. At 300 min for 300 s, four replications of 500 people."""
    never = {"kind": "never"}
    scenario = in_steady_state(CURVE, HAZARD, 500, handle="300min", demand={"per_hour": 110}, patience=never)
    error = SIGMAS * spread(180, 0.0075, 1 / 8, 2000)
    assert handled(scenario, 4) == pytest.approx(AHT_OF_CONTACTS, abs=error)


# Whitt 2006: r - (r - r0) d / (d + g), with d leavers a year and learning at rate g = 4 a year.
WHITT = ((0.15, 0.7910, 1.022), (0.30, 0.7826, 1.042), (0.60, 0.7674, 1.078), (1.0, 0.7500, 1.120))
LEARNING = {"time_constant": "3 months", "ability": "55%", "handle_time": "160%"}


@pytest.mark.parametrize(("hazard", "ability", "handle_time"), WHITT)
def test_what_agents_can_do_by_how_fast_they_leave(hazard, ability, handle_time):
    scenario = in_steady_state(LEARNING, hazard, agents=2000, length="1 days")
    for field, expected, distance in (("ability", ability, 0.25), ("handle_time", handle_time, 0.6)):
        mean = of_agents(scenario, field, (0,), 3)[0]
        error = SIGMAS * spread(distance, hazard, 4, 6000)
        assert mean == pytest.approx(expected, abs=error + 0.0005), "printed with four digits, or three"


@pytest.mark.parametrize(("hazard", "fcr", "handle_time"), [WHITT[0], WHITT[-1]])
def test_what_contacts_get_by_how_fast_people_leave(hazard, fcr, handle_time):
    """Where most are idle, who has been idle longest answers, so everybody answers as many."""
    scenario = in_steady_state(LEARNING, hazard, handle="1h", demand={"per_hour": 30})
    records = [replicate(scenario, 1, r) for r in range(2)]
    answered = sum(r.issues["answered"].sum() for r in records)
    solved = sum(r.issues["fcr"].sum() for r in records)
    error = SIGMAS * (fcr * (1 - fcr) / answered + spread(0.25, hazard, 4, 2000) ** 2) ** 0.5
    assert solved / answered == pytest.approx(fcr, abs=error)
    minutes = sum(r.slots["handled"].sum() for r in records) / answered
    assert minutes / 60 == pytest.approx(handle_time, abs=SIGMAS * spread(0.6, hazard, 4, 2000) + 0.0005)
