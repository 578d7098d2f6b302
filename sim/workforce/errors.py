"""How often people err, by tenure."""

import numpy as np


def errors_fall(errors, pool):
    """In which time newcomers' distance from the experienced shrinks to 37%; None: there is no distance."""
    if errors is None:
        return None
    if errors.time_constant is not None:
        return errors.time_constant
    return pool.learning.time_constant if pool.learning else None


def error_chances(errors, pool, tenure):
    """Of people with these minutes of tenure, in the least sensitive issues.

    share (1 + (newcomer - 1) exp(-tenure / time constant)), times the pool's factor: the learning curve of
    Whitt 2006, applied to errors.
    """
    fall = errors_fall(errors, pool)
    if fall is None:
        return np.full(tenure.shape, pool.errors * errors.share)
    return pool.errors * errors.share * (1 + (errors.newcomer - 1) * np.exp(-tenure / fall))
