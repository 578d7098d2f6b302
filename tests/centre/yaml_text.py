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
