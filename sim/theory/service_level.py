"""The service levels of the trade: one arithmetic, six denominators or ways to count those who hung up."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from sim.theory.domain import require_not_negative
from sim.words import N_

Variant = Literal[
    "of_answered",
    "of_offered",
    "of_offered_less_abandoned_in_t",
    "answered_or_abandoned_in_t",
    "answered_in_t_or_short_abandoned",
    "of_offered_less_short_abandoned",
]

VARIANT_NAMES: dict[Variant, str] = {
    "of_answered": N_("answered in time / answered"),
    "of_offered": N_("answered in time / offered"),
    "of_offered_less_abandoned_in_t": N_("answered in time / (offered - abandoned in time)"),
    "answered_or_abandoned_in_t": N_("(answered in time + abandoned in time) / offered"),
    "answered_in_t_or_short_abandoned": N_("(answered in time + short abandons) / offered"),
    "of_offered_less_short_abandoned": N_("answered in time / (offered - short abandons)"),
}


@dataclass(frozen=True)
class ServiceLevels:
    """The same day by each variant, as shares; nan where nothing is left to divide by."""

    of_answered: float
    of_offered: float
    of_offered_less_abandoned_in_t: float
    answered_or_abandoned_in_t: float
    answered_in_t_or_short_abandoned: float
    of_offered_less_short_abandoned: float

    def by(self, variant: Variant) -> float:
        """The service level of the variant named."""
        level: float = getattr(self, variant)
        return level


def service_levels(
    answered: float,
    abandoned: float,
    answered_in_t: float,
    abandoned_in_t: float,
    short_abandons: float = 0.0,
) -> ServiceLevels:
    """Every service level from five counts, or from the same five as shares of those offered.

    `answered_in_t` and `abandoned_in_t`: of the answered and of the abandoned, those who waited no longer
    than the target time. `short_abandons`: of the abandoned, those who hung up within a few seconds, whom
    some centres excuse. Offered is answered + abandoned.

    Source: the definitions in use by vendors of telephone systems; on 1000 answered, 60 abandoned, 860 and
    20 of them in time, 10 short, they range from 81.13% to 86.00%.

    Raises `OutOfRangeError` if a count is negative.
    """
    require_not_negative(
        answered=answered,
        abandoned=abandoned,
        answered_in_t=answered_in_t,
        abandoned_in_t=abandoned_in_t,
        short_abandons=short_abandons,
    )
    offered = answered + abandoned
    return ServiceLevels(
        of_answered=_share(answered_in_t, answered),
        of_offered=_share(answered_in_t, offered),
        of_offered_less_abandoned_in_t=_share(answered_in_t, offered - abandoned_in_t),
        answered_or_abandoned_in_t=_share(answered_in_t + abandoned_in_t, offered),
        answered_in_t_or_short_abandoned=_share(answered_in_t + short_abandons, offered),
        of_offered_less_short_abandoned=_share(answered_in_t, offered - short_abandons),
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else math.nan
