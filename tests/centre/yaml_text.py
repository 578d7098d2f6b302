"""Scenario files for textbook queues."""


def one_tier(per_hour, handle, agents, patience, days, within="20s"):
    return f"""\
schema: 1
name: Textbook queue
calendar: {{length: {days:g} days, warm_up: 0.5 days}}
demand: {{per_hour: {per_hour!r}}}
topics:
  any: {{share: 100%, difficulty: {{kind: deterministic, value: 0%}}, handle: {handle}}}
patience: {patience}
returns: {{share: 0%, window: 1min}}
service_level: {{within: {within}, share: 80%}}
tiers: {{only: {{pool: people}}}}
pools: {{people: {{agents: {agents}}}}}
"""


def two_tiers(arrivals, n1, mu1, theta1, p, n2, mu2, theta2, days):
    """Rates per minute; `p` of what tier 1 handles goes on to tier 2."""
    return f"""\
schema: 1
name: Textbook network
calendar: {{length: {days:g} days, warm_up: 0.5 days}}
demand: {{per_hour: {arrivals * 60}}}
topics:
  any:
    share: 100%
    handle: {{kind: exponential, mean: {1 / mu1:.9f}min}}
    handle_at: {{two: {{kind: exponential, mean: {1 / mu2:.9f}min}}}}
resolution: {{kind: probability, known: 100%}}
returns: {{share: 0%, window: 1min}}
patience: {patience_of(theta1)}
tiers:
  one: {{pool: one}}
  two: {{pool: two, patience: {patience_of(theta2)}}}
pools:
  one: {{agents: {n1}, ability: {1 - p}}}
  two: {{agents: {n2}, ability: 100%}}
"""


def patience_of(rate):
    return "{kind: never}" if rate < 1e-6 else f"{{kind: exponential, mean: {1 / rate:.9f}min}}"


def learning():
    return """\
schema: 1
name: Learning curve
calendar: {length: 1 years, warm_up: 1 days, people: long_run}
demand: {per_hour: 150}
topics:
  any:
    share: 100%
    difficulty: {kind: deterministic, value: 0%}
    handle: {kind: exponential, mean: 300s}
patience: {kind: exponential, mean: 60min}
returns: {share: 0%, window: 1min}
tiers: {only: {pool: people}}
pools:
  people:
    agents: 10
    learning: {time_constant: 8 days, handle_time: 160%}
    attrition: {hazard: 2.7375}  # .0075 a day; a year has 365 days
    hiring: {lead_time: 0min, training: 0min}
"""


def retrials(arrivals, service, patience, n, redials, unsolved, rate, days):
    """One tier; who gives up tries again with chance `redials`, who is not solved returns."""
    back = f"{{kind: exponential, mean: {1 / rate:.9f}min}}"
    return f"""\
schema: 1
name: Textbook retrials
calendar: {{length: {days:g} days, warm_up: 1 days}}
demand: {{per_hour: {arrivals * 60}}}
topics:
  any: {{share: 100%, handle: {{kind: exponential, mean: {1 / service:.9f}min}}}}
resolution: {{kind: probability, known: 0%}}
returns: {{share: 100%, after: {back}, window: 1 days}}
redials: {{share: {redials:.0%}, after: {back}}}
patience: {patience_of(patience)}
tiers: {{only: {{pool: people}}}}
pools: {{people: {{agents: {n}, ability: {1 - unsolved}}}}}
"""


def three_tiers(arrivals, agents, rates, thetas, passed, days):
    """Rates per minute; `passed`: of what tiers 1 and 2 handle, the shares that go on."""
    names = ("one", "two", "three")
    handling = [f"{{kind: exponential, mean: {1 / rate:.9f}min}}" for rate in rates]
    tiers = [f"  {n}: {{pool: {n}, patience: {patience_of(t)}}}" for n, t in zip(names, thetas, strict=True)]
    abilities = [1 - p for p in (*passed, 0)]
    pools = [
        f"  {n}: {{agents: {count}, ability: {ability}}}"
        for n, count, ability in zip(names, agents, abilities, strict=True)
    ]
    lines = "\n"
    return f"""\
schema: 1
name: Textbook network
calendar: {{length: {days:g} days, warm_up: 0.5 days}}
demand: {{per_hour: {arrivals * 60}}}
topics:
  any:
    share: 100%
    handle: {handling[0]}
    handle_at: {{two: {handling[1]}, three: {handling[2]}}}
resolution: {{kind: probability, known: 100%}}
returns: {{share: 0%, window: 1min}}
tiers:
{lines.join(tiers)}
pools:
{lines.join(pools)}
"""
