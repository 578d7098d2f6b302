"""The survival curve of tenure."""

import numpy as np

from sim.experiment.careers import survival_table
from sim.workforce.ledger import CAREER, LEFT, MONTH, STAYS
from tests.experiment.synthetic import empty_record


def record_of(careers, start=0.0):
    record = empty_record()
    record.careers = np.array(
        [(0, hired * MONTH, until * MONTH, how) for hired, until, how in careers], CAREER
    )
    record.start = start * MONTH
    return record


def test_by_hand():
    """Eight are hired at once; one leaves after 1.5 months and one after 2.5, the others stay for four."""
    careers = [(0, 1.5, LEFT), (0, 2.5, LEFT), *[(0, 4, STAYS)] * 6]
    table = survival_table([record_of(careers)]).loc["helpdesk"]
    assert table["share"].to_list() == [1, 1, 7 / 8, 7 / 8 * 6 / 7]
    assert table["at_risk"].to_list() == [8, 8, 7, 6]
    assert (table["low"] <= table["share"]).all()
    assert (table["share"] <= table["high"]).all()


def test_exponential_stays_seen_through_a_window_of_a_year():
    """With delayed entry and people still there: the curve is exp(-t / 20 months).

    2,000 people hired over ten years, seen for one. At each of five months the interval holds the truth with
    95%; at least three of five do (fixed seed; false alarm about 0.01 were they independent).
    """
    rng = np.random.default_rng(1)
    hired = rng.uniform(-108, 12, 6000)
    left = hired + rng.exponential(20, 6000)
    seen = left > 0
    careers = [
        (h, min(until, 12.0), LEFT if until <= 12 else STAYS)
        for h, until in zip(hired[seen], left[seen], strict=True)
    ]
    table = survival_table([record_of(careers)]).loc["helpdesk"]
    months = [6, 12, 24, 36, 48]
    truth = np.exp(-np.array(months) / 20)
    held = (table.loc[months, "low"] <= truth) & (truth <= table.loc[months, "high"])
    assert held.sum() >= 3
    assert abs(table.loc[12, "share"] - truth[1]) < 0.05


def test_where_nobody_was_there_is_no_curve():
    assert len(survival_table([empty_record()])) == 0
