"""What makes people stay or go: hazards relative to a reference at which each is 1."""

import math

from sim.workforce.rota import WEEK

TEN_POINTS = 0.1


def more_by(share, steps):
    """A hazard that rises by a share with each step."""
    return (1 + share) ** steps


def less_by(share, steps):
    """A hazard that falls by a share with each step."""
    return (1 - share) ** steps


def of_burnout(burnout, strain):
    """`strain`: people's occupancy, smoothed over weeks. 1 at the reference. Assumption; that it is the
    load which burns out: S4 4.8."""
    return more_by(burnout.by_10_points, (strain - burnout.reference) / TEN_POINTS)


def of_skill(skill, ability):
    """1 at the reference. S4 4.13: the more professional, the easier to keep; the size is an assumption."""
    return less_by(skill.by_10_points, (ability - skill.reference) / TEN_POINTS)


def of_pay(pay, wage):
    """1 at the market's wage. Emadi & Staats 2020: 20% more pay lowers attrition by about 5%."""
    return (wage / pay.market) ** -pay.elasticity if wage else 1.0


def of_lead(lead, span):
    """1 with average leads and the reference's span.

    Quality: Emadi & Staats 2020, the best lower attrition by about 10%. Span: S3 3.3; the size is assumed.
    """
    wide = 0.0 if span is None else (span - lead.reference) / 5
    return lead.quality * more_by(lead.by_5_people, wide)


def span_of(pool):
    """People to a lead, as `attrition.lead` says, or as many as there are leads; None: nothing is said."""
    if pool.attrition.lead.span is not None or pool.leads is None:
        return pool.attrition.lead.span
    return pool.agents / max(1, pool.leads.of(pool.agents))


def of_cohesion(cohesion):
    """1 at the reference. S1 1.3; that people stay for it, and how many, are assumptions."""
    return less_by(cohesion.by_10_points, (cohesion.fit - cohesion.reference) / TEN_POINTS)


def constant_factor(pool, promotes):
    """What does not change on the way. `promotes`: whether another pool promotes from this one."""
    attrition = pool.attrition
    factor = 1.0
    if attrition.pay:
        factor *= of_pay(attrition.pay, pool.wage)
    if attrition.lead:
        factor *= of_lead(attrition.lead, span_of(pool))
    if attrition.cohesion:
        factor *= of_cohesion(attrition.cohesion)
    if pool.bonus:
        factor *= pool.bonus.hazard
    if pool.brand:
        factor *= pool.brand.turnover
    if promotes:
        factor *= attrition.career
    return factor


def smoothed(strain, occupancy, memory):
    """A week more: exponential smoothing, in which `memory` minutes take in 63% of a change.

    Who has no past here takes the week for it.
    """
    return occupancy if math.isnan(strain) else strain - math.expm1(-WEEK / memory) * (occupancy - strain)
