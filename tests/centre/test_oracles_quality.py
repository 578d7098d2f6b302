"""Errors and cut handlings against exact values.

Each must lie in the simulation's 99.9% interval: of eight values 0.008 would be missed by chance. The seed
was chosen once, as 1.
"""

import math

import pytest

from tests.centre.exact import check

pytest.importorskip("numba", reason="long runs need the compiled calendar, which is equal to the last bit")

TEXT = """
schema: 1
name: exact
calendar: {{length: 60 days, warm_up: 1 day, interval: 60min}}
demand: {{per_hour: 20}}
topics: {{any: {{share: 100%, handle: {{kind: exponential, mean: 4min}}}}}}
returns: {{share: 100%, after: {{kind: exponential, mean: 6h}}, window: 10 days}}
tiers: {{one: {{pool: one{tier}}}}}
pools: {{one: {{agents: 12, tenure: [2 years], hours: 168h}}}}
{blocks}
"""


def test_errors_missed_come_back_until_there_is_none(tmp_path):
    """Of e = 20% errors half are caught: repeats are a geometric number with mean q / (1 - q), q = 10%."""
    blocks = "errors: {share: 20%, newcomer: 100%, sensitive: 100%, caught: 50%, rework: 5min, dearer: 100%}"
    handle = 4 + 0.2 * 0.5 * 5
    exact = {
        ("errors", None): 0.2,
        ("errors_caught", None): 0.5,
        ("repeats_per_issue", None): 0.1 / 0.9,
        ("falsely_solved", None): 0.1,
        ("aht", None): 60 * handle,
        ("rework_share", None): 0.5 / handle,
    }
    check(tmp_path, TEXT.format(tier="", blocks=blocks), exact)


def test_handlings_cut_at_a_limit(tmp_path):
    """Exponential with mean 4, cut at 6 with probability c = 40%: P(cut) = c exp(-6/4), and each cut comes
    back. The mean loses c times what lies beyond the limit, 4 exp(-6/4)."""
    beyond = math.exp(-1.5)
    exact = {("cut_short", None): 0.4 * beyond, ("aht", None): 60 * (4 - 0.4 * 4 * beyond)}
    check(tmp_path, TEXT.format(tier=", pressure: {aht: {limit: 6min, cut: 40%}}", blocks=""), exact)
