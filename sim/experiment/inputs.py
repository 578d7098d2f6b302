"""Which values of a scenario set a measure outright: a claim about the two proves nothing by itself."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

_HANDLING = ("topics.*.handle.*", "topics.*.handle_at.*", "pools.*.learning.handle_time", "explanation.*")
_ABILITY = ("topics.*.difficulty.*", "pools.*.ability", "pools.*.learning.ability")
_TARGET = ("service_level.within",)
_INDEX = ("satisfaction.*", "difficult.satisfaction")

# Ability met with difficulty is the share solved, but for learning, leaving, waits and thresholds. Wages are
# no input of the cost of a solution, which depends as much on what is solved.
INPUTS: dict[str, tuple[str, ...]] = {
    "service_level": _TARGET,
    "service_level_answered": _TARGET,
    "service_level_patient": _TARGET,
    "service_level_any": _TARGET,
    "days_on_target": (*_TARGET, "service_level.share"),
    "within_legal_limit": ("service_level.legal_limit",),
    "solved_by_tier": _ABILITY,
    "aht": (
        *_HANDLING,
        "pools.*.leads.coaching.handle_time",
        "tiers.*.escalate.after",
        "tiers.*.escalate.triage",
        "tiers.*.pressure.*",
    ),
    "working_time": _HANDLING[:-1],
    "explaining_time": _HANDLING[-1:],
    "contacts_per_day": ("demand.*", "incidents.*", "problem_management.*", "bot.*"),
    "fcr": _ABILITY,
    "fcr1": _ABILITY,
    "flr": _ABILITY,
    "avoidable": ("tiers.*.escalate.avoidable",),
    "rejected": ("tiers.*.reject.notices",),
    "reassigned": ("tiers.*.reassign.*",),
    "settled_by_consulting": ("tiers.*.consult.settles",),
    "window_fcr": ("service_level.fcr_window",),
    "fcr_gap": ("service_level.fcr_window",),
    "falsely_solved": ("resolution.known",),
    "skill_at_topic": ("pools.*.skills.topics.*", "pools.*.skills.known", "pools.*.skills.unknown"),
    "dispatching": ("tiers.*.dispatch.takes",),
    "newcomers": ("pools.*.newcomer", "pools.*.attrition.*", "pools.*.tenure*"),
    "by_newcomers": ("pools.*.newcomer", "pools.*.attrition.*", "pools.*.tenure*"),
    "errors_of_newcomers": ("errors.share", "errors.newcomer", "errors.sensitive", "pools.*.errors"),
    "passed_up_untaught": ("pools.*.skills.graded.*",),
    "training_time": ("pools.*.group_training.*", "pools.*.skills.graded.*"),
    "watching_time": ("pools.*.watch.*",),
    "leads_on_duty": ("pools.*.leads.*",),
    "coaching_per_agent": ("pools.*.leads.coaching.every", "pools.*.leads.coaching.takes"),
    "span_of_control": ("pools.*.leads.span", "pools.*.leads.number", "pools.*.agents"),
    "busy": ("lines",),
    "balked": ("balking",),
    "redials_per_issue": ("redials.share",),
    "errors": ("errors.share", "errors.newcomer", "errors.sensitive", "pools.*.errors"),
    "errors_caught": ("errors.caught", "pools.*.watch.caught"),
    "rework_share": ("errors.*", "pools.*.errors"),
    "off_script": ("topics.*.script.off_script", "topics.*.script.improves", "topics.*.script.revision"),
    "partial_answers": ("topics.*.script.off_script", "topics.*.script.mode"),
    "cut_short": ("tiers.*.pressure.aht.*", "pools.*.bonus.*"),
    "held_on": ("tiers.*.pressure.fcr.*", "pools.*.bonus.*"),
    "held_time": ("tiers.*.escalate.conference",),
    "answered_as_promised": ("tiers.*.owner.promise",),
    "fees_per_issue": ("pools.*.outside.fee",),
    "issues_lost": ("returns.share",),
    "issues_prevented": ("incidents.*", "problem_management.*"),
    "from_incidents": ("incidents.*",),
    "settled_by_bot": ("bot.*", "topics.*.difficulty.*"),
    "annoyed_by_bot": ("bot.*",),
    "prevention_cost_per_year": ("problem_management.*", "bot.cost"),
    "headcount": ("pools.*.agents",),
    "attrition": ("pools.*.attrition.*",),
    "attrition_asked": ("pools.*.attrition.*",),
    "hires": ("pools.*.attrition.*",),
    "attrition_by_choice": ("pools.*.attrition.*",),
    "tenure_on_leaving": ("pools.*.attrition.*",),
    "left_early": ("pools.*.attrition.training", "pools.*.attrition.nesting"),
    "promotions": ("pools.*.promotion.*",),
    "filled_from_below": ("pools.*.promotion.*",),
    "covering": ("pools.*.promotion.*",),
    "burnt_out": ("pools.*.attrition.burnout.*",),
    "time_to_hire": (
        *("pools.*.hiring.lead_time", "pools.*.hiring.candidates.per_week", "pools.*.brand.cycle"),
    ),
    "candidates_seen": ("pools.*.hiring.candidates.per_week",),
    "screened_out": ("pools.*.hiring.screening.*", "pools.*.hiring.profile.admits"),
    "cost_per_hire": ("pools.*.hiring.cost", "pools.*.hiring.candidates.cost", "pools.*.brand.cost"),
    "lost_before_work": ("pools.*.attrition.*", "pools.*.hiring.training", "pools.*.hiring.nesting.length"),
    "trainer_utilisation": ("pools.*.hiring.trainers.number", "pools.*.hiring.training"),
    "time_to_fill": ("pools.*.hiring.lead_time", "pools.*.hiring.training"),
    "cost_per_year": ("pools.*.agents", "pools.*.hours", "pools.*.wage"),
    "satisfaction": _INDEX,
    "satisfaction_difficult": _INDEX,
    "satisfaction_others": _INDEX[:1],
    "bad_experiences": _INDEX,
    "bad_by_difficult": (*_INDEX, "difficult.share"),
    "contacts_by_difficult": ("difficult.share",),
    "churn": ("churn.*", *_INDEX),
    "value_lost_per_issue": ("churn.*", *_INDEX),
    "value_lost_per_year": ("churn.*", *_INDEX),
    "downtime_per_issue": ("downtime.*",),
    "downtime_cost_per_year": ("downtime.*", "topics.*.downtime"),
    "downtime_share": ("downtime.*", "topics.*.downtime"),
    "value_earned": ("topics.*.value",),
    "value_less_cost": ("topics.*.value", "pools.*.agents", "pools.*.hours", "pools.*.wage"),
    "hiring_cost_per_year": ("pools.*.hiring.cost", "pools.*.hiring.training_cost", "pools.*.attrition.*"),
}
"""Patterns of dotted keys, by measure."""


def is_input(key: str, measure: str) -> bool:
    """Whether the value of a dotted key sets the measure outright."""
    return any(fnmatchcase(key, pattern) for pattern in INPUTS.get(measure, ()))


def are_inputs(keys: Iterable[str], measure: str) -> bool:
    """Whether there are such keys, and all of them set the measure outright."""
    found = [is_input(key, measure) for key in keys]
    return bool(found) and all(found)
