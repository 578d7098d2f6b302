"""Draws of one contact are apart from each other, and those of one contact from those of the next.

Correlations of so many pairs of independent figures lie within four standard deviations, 4 / sqrt(n), with a
probability of 0.9999 each; the fortunes are fixed.
"""

import numpy as np

from tests.tracing import play, two_tiers

MANY = 400
HARD = 0.8


def legs_of_first_tier(**blocks):
    """By issue, (minutes, reason) of each contact with tier 1, which solves none; nobody waits."""
    pools = {
        "one": {"agents": MANY, "ability": "50%", "attrition": None, "tenure": ["1 years"]},
        "two": {"agents": MANY, "attrition": None, "tenure": ["1 years"]},
    }
    topics = {"any": {"share": "100%", "handle": {"kind": "exponential", "mean": "5min"}}}
    fortunes = np.random.default_rng(1).integers(1 << 62, size=MANY)
    log = play(two_tiers(topics=topics, pools=pools, **blocks), [(10, HARD)] * MANY, fortunes=fortunes)
    found = {}
    for issue, tier, joined, _answered, ended, _outcome, reason in log.legs():
        if tier == "one":
            found.setdefault(issue, []).append((ended - joined, reason))
    return list(found.values())


def are_apart(a, b):
    return abs(np.corrcoef(a, b)[0, 1]) < 4 / np.sqrt(len(a))


def test_how_long_it_takes_tells_nothing_of_what_is_known():
    """An agent who knows that it is not solved passes it up."""
    legs = [legs[0] for legs in legs_of_first_tier(resolution={"known": "50%"})]
    known = [reason == "unsolved" for _minutes, reason in legs]
    assert 0.4 < np.mean(known) < 0.6
    assert are_apart(known, [minutes for minutes, _reason in legs])


def test_each_contact_has_luck_of_its_own():
    after = {"kind": "deterministic", "value": "1 days"}
    legs = legs_of_first_tier(resolution={"known": "0%"}, returns={"share": "50%", "after": after})
    twice = [(first[0], second[0]) for first, second, *_more in (each for each in legs if len(each) > 1)]
    assert len(twice) > 150
    assert are_apart(*zip(*twice, strict=True))
