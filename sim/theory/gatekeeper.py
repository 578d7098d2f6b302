"""A gatekeeper who sees how complex an issue is before treating it: up to which complexity should he try?

Complexity is a rank, evenly spread over 0 to 1. Treating costs `treat`, an expert's answer `expert`; a
treatment that fails costs `mistreat` besides, and the expert answers after all. Source: Shumsky & Pinker
(2003), "Gatekeepers and referrals in services", Management Science 49.
"""

from __future__ import annotations

from collections.abc import Callable

from sim.theory.domain import OutOfRangeError, require_positive, require_share
from sim.words import _

STEPS = 2000  # of Simpson's rule


def referral_threshold(
    solved: Callable[[float], float], treat: float, expert: float, mistreat: float = 0.0
) -> float:
    """The complexity above which to refer at once; `solved(x)`: the share solved of those of complexity x,
    which falls with x. There f(k) = (treat + mistreat) / (expert + mistreat): a try costs what it saves.

    Raises `OutOfRangeError` for costs not above 0, or `mistreat` below.
    """
    _require(treat, expert, mistreat)
    worth = (treat + mistreat) / (expert + mistreat)
    low, high = 0.0, 1.0
    if solved(high) >= worth:
        return high
    for _step in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if solved(middle) >= worth else (low, middle)
    return (low + high) / 2


def referral_cost(
    threshold: float, solved: Callable[[float], float], treat: float, expert: float, mistreat: float = 0.0
) -> float:
    """The mean cost of an issue where the gatekeeper treats those up to a complexity and refers the rest."""
    _require(treat, expert, mistreat)
    require_share(threshold=threshold)
    width = threshold / STEPS
    weights = [1.0, *([4.0, 2.0] * (STEPS // 2))[:-1], 1.0]
    failed = sum(w * (1 - solved(n * width)) for n, w in enumerate(weights)) * width / 3
    return threshold * treat + failed * (mistreat + expert) + (1 - threshold) * expert


def _require(treat: float, expert: float, mistreat: float) -> None:
    require_positive(treat=treat, expert=expert)
    if not mistreat >= 0:
        raise OutOfRangeError("mistreat", mistreat, _("0 or more"))
