import math

import numpy as np
import pytest

from sim.scenario.distributions import (
    Deterministic,
    Empirical,
    Erlang,
    Exponential,
    Gamma,
    Hyperexponential,
    Lognormal,
    Never,
    Triangular,
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
    Erlang(kind="erlang", mean="3min", shape=3),
    Hyperexponential(kind="hyperexponential", mean="3min", cv=2.0),
    Hyperexponential(
        kind="hyperexponential", mix=[{"share": "90%", "mean": "90s"}, {"share": "10%", "mean": "16.5min"}]
    ),
    Triangular(kind="triangular", low="1min", mode="2min", high="6min"),
    Empirical(kind="empirical", values=["6min", "1min", "2min"]),
    Empirical(kind="empirical", values=["1min", "11min", "5min"], weights=[4, 1, 0]),
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


def test_known_quantiles_of_mixtures_and_samples():
    one = [{"share": "50%", "mean": "3min"}] * 2
    assert quantile(Hyperexponential(kind="hyperexponential", mix=one), 0.7) == pytest.approx(
        quantile(LAWS[0], 0.7)
    )
    law = Hyperexponential(kind="hyperexponential", mean="3min", cv=3.0)
    for share in (1e-9, 0.3, 0.99, 0.9999999):
        above = sum(part * math.exp(-quantile(law, share) / each) for part, each in law.branches)
        assert above == pytest.approx(1 - share, rel=1e-9)
    triangle = Triangular(kind="triangular", low="5min", mode="7min", high="10min")
    assert quantile(triangle, 0.4) == pytest.approx(7)
    assert quantile(triangle, 0.1) == pytest.approx(6)
    sample = Empirical(kind="empirical", values=["6min", "1min", "2min"], weights=[1, 2, 1])
    assert [quantile(sample, share) for share in (0.01, 0.5, 0.51, 0.75, 0.76, 0.99)] == [1, 1, 2, 2, 6, 6]


def test_never_and_difficulties():
    assert mean(Never(kind="never")) == math.inf
    assert quantile(Never(kind="never"), 0.01) == math.inf
    assert mean(UniformDifficulty(kind="uniform", low="20%", high="80%")) == pytest.approx(0.5)
