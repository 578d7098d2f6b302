import math

import numpy as np
import pytest

from sim.experiment import statistics
from sim.experiment.verdicts import simultaneous, wanted
from sim.scenario.claims import Claim

SAID = {"say": "x", "source": "nobody", "measure": "asa"}


def want(unit="s", **said):
    return wanted(Claim.model_validate(SAID | said), unit)


@pytest.mark.parametrize(
    ("interval", "verdict"),
    [
        ((0.62, 0.70), "holds"),
        ((0.60, 0.80), "holds"),
        ((0.58, 0.70), "can't tell"),
        ((0.70, 0.81), "can't tell"),
        ((0.50, 0.90), "can't tell"),
        ((0.50, 0.59), "fails"),
        ((0.81, 0.90), "fails"),
        ((math.nan, math.nan), "can't tell"),
    ],
)
def test_between(interval, verdict):
    assert want("share", between=["60%", "80%"]).verdict(*interval) == verdict


@pytest.mark.parametrize(
    ("interval", "more", "less"),
    [
        ((11, 14), "holds", "fails"),
        ((8, 14), "can't tell", "fails"),
        ((-3, 9), "fails", "fails"),
        ((-14, -9), "fails", "can't tell"),
        ((-14, -11), "fails", "holds"),
        ((math.nan, math.nan), "can't tell", "can't tell"),
    ],
)
def test_more_and_less_by_at_least_what_matters(interval, more, less):
    assert want(more=["a", "b"], by="10s").verdict(*interval) == more
    assert want(less=["a", "b"], by="10s").verdict(*interval) == less


def test_what_is_alike_to_the_last_bit_is_not_more():
    assert want(more=["a", "b"]).verdict(0.0, 0.0) == "fails"
    assert want(less=["a", "b"]).verdict(0.0, 0.0) == "fails"
    assert want(more=["a", "b"]).verdict(1e-300, 1.0) == "holds"


def test_in_percent_the_difference_is_relative():
    assert want("money", more=["a", "b"], by="5%").relative
    assert not want("share", more=["a", "b"], by="5pp").relative
    assert want("share", more=["a", "b"], by="5pp").verdict(0.051, 0.06) == "holds"


def test_margins_say_how_far_inside():
    assert want("share", between=["60%", "80%"]).margin(0.65) == pytest.approx(0.05)
    assert want("share", between=["60%", "80%"]).margin(0.9) == pytest.approx(-0.1)
    assert want(more=["a", "b"], by="10s").margin(13) == pytest.approx(3)
    assert want(less=["a", "b"], by="10s").margin(13) == pytest.approx(-23)
    assert math.isnan(want(more=["a", "b"]).margin(math.nan))


def test_true_claims_of_a_study_rarely_fail():
    """2000 studies of ten true claims, each at the edge of its range, 10 replications: a study is wrong if
    any claim fails. Each can fail in one direction only, so 2.5% of studies should be wrong; the test asks
    for at most 4%, which chance alone exceeds with a probability below 1e-4."""
    rng = np.random.default_rng(3)
    level = simultaneous(0.95, 10)
    wrong = 0
    for _study in range(2000):
        figures = rng.normal(0.6, 0.1, (10, 10))  # replication, claim
        found = statistics.ratio(figures, np.ones((10, 10)), confidence=level)
        verdicts = [
            want("share", between=["60%", "80%"]).verdict(*ends)
            for ends in zip(found.low, found.high, strict=True)
        ]
        wrong += "fails" in verdicts
    assert wrong / 2000 < 0.04


def test_one_claim_needs_no_more_than_its_own_confidence():
    assert simultaneous(0.95, 1) == pytest.approx(0.95)
    assert simultaneous(0.95, 10) == pytest.approx(0.995)
