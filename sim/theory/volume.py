"""Days that differ: a volume that is Poisson given a gamma busyness of the day.

The day's rate is its mean times a busyness B of mean 1, gamma distributed with shape alpha, so cv of B =
1 / sqrt(alpha). The count is then negative binomial. Source: Whitt 1999; Jongbloed & Koole 2001.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.theory.domain import require_inner_share, require_not_negative, require_positive

Array = Any


@dataclass(frozen=True)
class GammaVolume:
    """The count of a day (or a period of it): its `mean` and the shape `alpha` of the day's busyness.

    Raises `OutOfRangeError` unless both are above 0.
    """

    mean: float
    alpha: float

    def __post_init__(self) -> None:
        require_positive(mean=self.mean, alpha=self.alpha)

    @property
    def variance(self) -> float:
        """mean + mean^2 / alpha."""
        return self.mean + self.mean**2 / self.alpha

    @property
    def cv(self) -> float:
        """Standard deviation over mean."""
        return math.sqrt(self.variance) / self.mean

    @property
    def dispersion(self) -> float:
        """Variance over mean: 1 were it Poisson."""
        return self.variance / self.mean

    def quantile(self, share: float) -> int:
        """The least count that is not exceeded with this probability."""
        from scipy.stats import nbinom

        require_inner_share(share=share)
        return int(nbinom.ppf(share, self.alpha, self.alpha / (self.alpha + self.mean)))

    def p_more_than(self, count: float) -> float:
        """The probability of more than so many."""
        from scipy.stats import nbinom

        require_not_negative(count=count)
        return float(nbinom.sf(math.floor(count), self.alpha, self.alpha / (self.alpha + self.mean)))


def correlation(first: float, second: float, alpha: float) -> float:
    """The correlation of the counts of two periods of one day, from their means and the busyness they
    share."""
    require_positive(first=first, second=second, alpha=alpha)
    return 1 / math.sqrt((1 + alpha / first) * (1 + alpha / second))


def over_days(figure: Callable[[float], Array], alpha: float, nodes: int = 32) -> Array:
    """The mean of a figure, or several in an array, over days: E[figure(B)], B gamma with mean 1.

    By Gauss-Laguerre quadrature (Golub & Welsch 1969), to about eight digits for a smooth figure; what is met
    on one day in ten billion is left out. Infinite where the figure is on some days. Raises `OutOfRangeError`
    unless alpha is above 0.
    """
    from scipy.linalg import eigh_tridiagonal

    require_positive(alpha=alpha)
    k = np.arange(nodes)
    points, vectors = eigh_tridiagonal(2 * k + alpha, np.sqrt(k[1:] * (k[1:] + alpha - 1)))
    weights = vectors[0] ** 2
    met = weights > 1e-13
    return sum(
        weight * np.asarray(figure(point / alpha))
        for point, weight in zip(points[met], weights[met], strict=True)
    )


def over_calls(figure: Callable[[float], Array], alpha: float, nodes: int = 64) -> Array:
    """As `over_days`, but each day counts by its calls: E[B figure(B)], what a call meets.

    With the long run of a line at the day's own rate as figure that is the limit of long days.
    """
    return over_days(lambda busyness: busyness * np.asarray(figure(busyness)), alpha, nodes)
