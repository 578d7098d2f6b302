"""What turnover costs in experience: means over people whose performance grows with tenure.

A newcomer's distance from the experienced shrinks exponentially with tenure: at tenure t the value is
experienced + (new - experienced) exp(-t / time_constant). Whoever leaves, at a constant hazard, is replaced
at once, so that after a long time tenures are exponential with mean 1 / hazard. Time constant and hazard
share one unit of time. Source: Whitt 2006, "The impact of increased employee retention on performance".
"""

from __future__ import annotations

from sim.theory.domain import require_not_negative, require_positive


def mean_over_people(new: float, experienced: float, time_constant: float, hazard: float) -> float:
    """The mean of any figure that follows the curve, over the people employed: handle time, ability, FCR.

    experienced + (new - experienced) hazard / (hazard + 1 / time_constant); in the unit of the figure.
    Raises `OutOfRangeError` unless the time constant is above 0 and the hazard is not negative.
    """
    require_positive(time_constant=time_constant)
    require_not_negative(hazard=hazard)
    newness = hazard * time_constant
    return experienced + (new - experienced) * newness / (newness + 1)


def effective_handle_time(new: float, experienced: float, time_constant: float, hazard: float) -> float:
    """The handle time that counts for capacity: 1 / the mean over people of contacts handled per busy time.

    Below `mean_over_people`, since the quick take more of the contacts. In the unit of `new` and
    `experienced`, the mean handle times at tenure 0 and after long tenure.

    With u = exp(-hazard t) uniform, the mean rate is the integral of 1 / (experienced + (new - experienced)
    u^c) over 0 < u < 1, where c = 1 / (hazard time_constant): a hypergeometric function. Raises
    `OutOfRangeError` unless handle times and time constant are above 0 and the hazard is not negative.
    """
    from scipy.special import hyp2f1

    require_positive(new=new, experienced=experienced, time_constant=time_constant)
    require_not_negative(hazard=hazard)
    newness = hazard * time_constant
    return experienced / float(hyp2f1(1.0, newness, 1 + newness, 1 - new / experienced))
