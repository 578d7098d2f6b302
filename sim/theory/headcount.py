"""How many people there are: leaving at a constant hazard, hired in batches, trained before they work.

All leave independently of one another, so what is left of a batch is binomial, and means and variances add
up. Times in one unit (weeks, say), hazards per that unit. Source: Bartholomew, Stochastic Models for Social
Processes (1982).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from sim.theory.domain import require_not_negative, require_positive


@dataclass(frozen=True)
class Headcount:
    """People at one moment: mean and standard deviation of those who work, mean of those in training."""

    productive: float
    sd_productive: float
    trainees: float


def headcount(
    time: float,
    start: float,
    hazard: float,
    batch: float,
    every: float,
    training: float,
    hazard_training: float | None = None,
) -> Headcount:
    """Headcount at a time, from `start` people at work and a `batch` hired at 0, `every`, 2 `every`, ...

    Who is hired is in training for so long, at a hazard of its own (`hazard_training`; as the others' if not
    given), and then works. Who is hired at this very time is counted.

    Raises `OutOfRangeError` if something is negative or `every` not above 0.
    """
    hazard_training = hazard if hazard_training is None else hazard_training
    require_not_negative(time=time, start=start, hazard=hazard, batch=batch, training=training)
    require_not_negative(hazard_training=hazard_training)
    require_positive(every=every)
    there = math.exp(-hazard * time)
    productive, variance, trainees = start * there, start * there * (1 - there), 0.0
    for number in range(math.floor(time / every + 1e-9) + 1):
        age = time - number * every
        if age < training - 1e-9:
            trainees += batch * math.exp(-hazard_training * age)
            continue
        there = math.exp(-hazard_training * training - hazard * (age - training))
        productive += batch * there
        variance += batch * there * (1 - there)
    return Headcount(productive, math.sqrt(variance), trainees)


@dataclass(frozen=True)
class Refilled:
    """The long run of hiring back to a target: leavers in a cycle, mean headcount over it, headcount at its
    end, and leavers a year over mean headcount."""

    leavers: float
    mean: float
    lowest: float
    yearly_turnover: float


def refilled(target: float, hazard: float, every: float, year: float) -> Refilled:
    """Everybody who left is replaced at once at reviews, `every` so long; a `year` in the same unit.

    Raises `OutOfRangeError` unless all are above 0.
    """
    require_positive(target=target, hazard=hazard, every=every, year=year)
    leavers = -target * math.expm1(-hazard * every)
    mean = leavers / (hazard * every)
    return Refilled(leavers, mean, target - leavers, leavers / every * year / mean)
