"""Which scenarios are plain: calls, lines, thresholds and returns, and nothing else.

Rules ask once a stage whether a centre is plain, and do all that options ask for only where it isn't. So
what nobody uses costs nothing. What is no plain key makes a centre that isn't, whatever is added.
"""

from sim.scenario.schema import Scenario

PLAIN = {
    "scenario": {
        *("schema_", "name", "description", "currency", "calendar", "opening", "demand", "topics"),
        *("holidays", "patience", "lines", "redials", "resolution", "returns", "explanation"),
        *("service_level",),
        *("tiers", "pools", "sites", "changes", "overrides"),
    },
    "demand": {"table", "per_hour", "scale", "busyness"},
    "topic": {"share", "difficulty", "handle", "handle_at", "value"},
    "tier": {"pool", "escalate", "patience"},
    "escalate": {"difficulty_above", "after", "waiting", "repeats", "age", "triage"},
    "pool": {
        *("agents", "seats", "hours", "shift", "absence", "ability", "tenure", "learning"),
        *("attrition", "hiring", "brand", "promotion", "wage", "languages", "site"),
        *("group_training", "newcomer", "leads"),
        *("rota", "rostered", "hours_ahead", "breaks", "lunch", "meeting", "one_on_one", "study"),
        *("absence_spell", "lateness", "overtime", "flexible"),
    },
}
"""The keys of a plain centre, by block."""


def is_plain(scenario: Scenario) -> bool:
    """Whether all other keys are as they are by default."""
    tiers = scenario.tiers.values()
    return (
        says_only("scenario", scenario)
        and says_only("demand", scenario.demand)
        and all(says_only("topic", topic) for topic in scenario.topics.values())
        and all(says_only("tier", tier) and says_only("escalate", tier.escalate) for tier in tiers)
        and all(says_only("pool", pool) for pool in scenario.pools.values())
    )


def says_only(kind, block):
    return all(
        getattr(block, name) == field.get_default(call_default_factory=True)
        for name, field in type(block).model_fields.items()
        if name not in PLAIN[kind]
    )
