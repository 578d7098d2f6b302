"""How fast the people of a pool leave, before what makes them stay or go: from the figure that is asked."""

import math
from itertools import accumulate

from sim.scenario.durations import YEAR
from sim.theory.attrition import hazard_of
from sim.theory.tenure import (
    Bathtub,
    Begun,
    Constant,
    Steps,
    Weibull,
    scale_for_cohort,
    scale_for_mean,
    stays,
)
from sim.workforce.scripts import training_share


def shape_of(attrition):
    """The hazard by tenure, in minutes since the first day of training, of people at work."""
    shape = attrition.shape
    if shape.kind == "weibull":
        return Weibull(shape.shape, shape.at)
    if shape.kind == "bathtub":
        return Bathtub(shape.newcomer, shape.settles, shape.tires or math.inf)
    if shape.kind == "table":
        ends = tuple(row.until or math.inf for row in shape.rows)
        return Steps(ends, tuple(row.times for row in shape.rows))
    return Constant()


def law_of(attrition, beginning):
    """The same with the stages before work. `beginning`: their minutes by name, in order."""
    law = shape_of(attrition)
    stages = {stage: minutes for stage, minutes in beginning.items() if minutes}
    times = tuple(stage_factor(attrition, stage) for stage in stages)
    return law if all(each == 1 for each in times) else Begun(law, tuple(accumulate(stages.values())), times)


def stage_factor(attrition, stage):
    return {"training": attrition.training, "nesting": attrition.nesting}.get(stage, 1.0)


def scale_of(attrition, beginning):
    """The hazard a minute where the law is 1.

    A `yearly_rate` is leavers over mean headcount, a `cohort_share` what of those met on some day is gone in
    a year, both in the long run when leavers are replaced one by one; a `hazard` is that where the law is 1.
    """
    law, notice, trained = law_of(attrition, beginning), attrition.notice, beginning["training"]
    if attrition.hazard is not None or is_memoryless(attrition, beginning):
        return hazard_of(attrition.yearly_rate, attrition.cohort_share, attrition.hazard) / YEAR
    if attrition.cohort_share is not None:
        return scale_for_cohort(law, attrition.cohort_share, float(YEAR), notice, trained)
    if attrition.yearly_rate == 0:
        return 0.0
    return scale_for_mean(law, YEAR / attrition.yearly_rate, notice, trained)


def long_run(attrition, beginning, factor=1.0):
    """What it comes to in the long run, with a factor on every hazard; None if nobody leaves."""
    scale = scale_of(attrition, beginning) * factor
    trained = beginning["training"]
    return stays(law_of(attrition, beginning), scale, attrition.notice, trained) if scale else None


def asked_rate(scenario, name):
    """Leavers over mean headcount a year in the long run, before what makes people stay or go."""
    attrition, beginning = scenario.pools[name].attrition, beginning_of(scenario, name)
    if attrition is None:
        return 0.0
    if is_memoryless(attrition, beginning):
        return hazard_of(attrition.yearly_rate, attrition.cohort_share, attrition.hazard)
    found = long_run(attrition, beginning)
    return YEAR / found.mean if found else 0.0


def promotes_from(scenario, name):
    """Whether people of this pool may move up."""
    return any(pool.promotion and pool.promotion.from_ == name for pool in scenario.pools.values())


def is_memoryless(attrition, beginning):
    """Whether everybody is as likely to leave at any moment, so that the three figures are one."""
    return isinstance(law_of(attrition, beginning), Constant) and not attrition.notice


def beginning_of(scenario, name):
    """Minutes of the stages before work of a newcomer to a pool, by name. Scripts may shorten training."""
    hiring = scenario.pools[name].hiring
    if hiring is None:
        return {"training": 0.0}
    nesting = hiring.nesting.length if hiring.nesting else 0.0
    return {"training": hiring.training * training_share(scenario, name), "nesting": nesting}
