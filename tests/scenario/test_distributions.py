import math

import numpy as np
import pytest

from sim.scenario.distributions import (
    Deterministic,
    Exponential,
    Gamma,
    Lognormal,
    Never,
    Uniform,
    UniformDifficulty,
    Weibull,
    mean,
    quantile,
)

LAWS = [
    Exponential(kind="exponential", mean="3min"),
    Lognormal(kind="lognormal", mean="3min", cv=1.1),
    Gamma(kind="gamma", mean="3min", cv=0.5),
    Weibull(kind="weibull", mean="3min", shape=0.7),
    Uniform(kind="uniform", low="1min", high="5min"),
    Deterministic(kind="deterministic", value="3min"),
]


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.kind)
def test_the_mean_is_that_of_the_quantiles(law):
    shares = (np.arange(200_000) + 0.5) / 200_000
    assert mean(law) == pytest.approx(3)
    assert np.mean([quantile(law, share) for share in shares]) == pytest.approx(3, rel=1e-3)


def test_known_quantiles():
    assert quantile(LAWS[0], 0.5) == pytest.approx(3 * math.log(2))
    assert quantile(LAWS[1], 0.5) == pytest.approx(3 / math.sqrt(1 + 1.1**2))
    assert quantile(Gamma(kind="gamma", mean="3min", cv=1), 0.9) == pytest.approx(quantile(LAWS[0], 0.9))


def test_never_and_difficulties():
    assert mean(Never(kind="never")) == math.inf
    assert quantile(Never(kind="never"), 0.01) == math.inf
    assert mean(UniformDifficulty(kind="uniform", low="20%", high="80%")) == pytest.approx(0.5)
