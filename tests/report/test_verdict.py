import math

import pytest

from sim.measure import MEASURES
from sim.report import verdict
from sim.report.findings import Estimate, Finding
from sim.report.verdict import HEADLINE, MONEY

# a baseline with an interval for every measure that a verdict speaks of
BASELINE = {
    "service_level": (0.68, 0.01),
    "asa": (60.0, 5.0),
    "abandonment": (0.10, 0.01),
    "fcr": (0.80, 0.01),
    "fcr1": (0.70, 0.01),
    "issues_solved": (0.85, 0.01),
    "resolution_time": (20.0, 1.0),
    "cost_per_resolved": (50.0, 2.0),
    "cost_per_year": (1_000_000.0, 30_000.0),
}


def finding(measure: str, change: float = 0.0, half: float = 0.0, removed: float = math.nan) -> Finding:
    """A difference of `change`, give or take `half`, from the baseline."""
    mean, width = BASELINE[measure]
    better = MEASURES[measure].better
    apart = half < abs(change)
    return Finding(
        measure,
        MEASURES[measure].title,
        MEASURES[measure].unit,
        "ILS",
        Estimate(mean, mean - width, mean + width),
        Estimate(mean + change, mean + change - width, mean + change + width),
        Estimate(change, change - half, change + half),
        distinguishable=apart,
        better=(change > 0) == (better == "more") if apart and better else None,
        variance_removed=removed,
    )


def judged(**differences: tuple[float, float]) -> verdict.Verdict:
    """Design B against A: the differences given, and nothing told apart in the rest."""
    found = {key: finding(key, *differences.get(key, (0.0, 0.001 * BASELINE[key][0]))) for key in BASELINE}
    return verdict.judge("B", "A", found)


def test_all_that_the_verdict_speaks_of_is_measured_and_has_a_better_way():
    assert all(MEASURES[measure].better for measure in (*HEADLINE, MONEY))


def test_better_throughout():
    told = judged(asa=(-20.0, 4.0), issues_solved=(0.05, 0.01))
    assert told.kind == "better"
    assert told.summary == (
        "Against “A”, “B” lets callers wait less and solves more issues in all. "
        "No headline figure is shown to be worse."
    )
    assert told.better == [
        "Average speed of answer falls from 60\xa0s to 40\xa0s, by 20\xa0s (16 to 24).",
        "Issues solved rises from 85.0% to 90.0%, by 5.0\xa0pp (4.0 to 6.0).",
    ]
    assert told.worse == []


def test_a_trade_names_both_sides():
    told = judged(fcr1=(0.1, 0.02), cost_per_resolved=(8.0, 3.0))
    assert told.kind == "trade"
    assert told.summary == (
        "Against “A”, “B” solves more at once with no hand-over; but it pays more for each issue solved."
    )


def test_worse_throughout():
    told = judged(abandonment=(0.04, 0.01))
    assert told.kind == "worse"
    assert "has more callers give up. No headline figure is shown to be better." in told.summary


def test_no_difference_is_claimed_where_the_interval_holds_zero():
    told = judged(asa=(-20.0, 20.5), service_level=(0.02, 0.03))
    assert told.kind == "same"
    assert told.summary == "“B” and “A” cannot be told apart in any headline figure."
    assert told.better == told.worse == []
    assert told.same[1] == (
        "Average speed of answer cannot be told apart: about 60\xa0s, with a difference of −40 to 0\xa0s."
    )


@pytest.mark.parametrize("measure", HEADLINE)
def test_every_headline_measure_is_told_both_ways(measure):
    mean, width = BASELINE[measure]
    up, down = judged(**{measure: (0.2 * mean, width)}), judged(**{measure: (-0.2 * mean, width)})
    assert {up.kind, down.kind} == {"better", "worse"}
    more, less = HEADLINE[measure]
    assert f"“B” {more}." in up.summary
    assert f"“B” {less}." in down.summary


def test_what_is_equal_in_every_replication_is_said_to_be():
    told = judged(**dict.fromkeys(HEADLINE, (0.0, 0.0)))
    assert told.kind == "same"
    assert told.same == []
    assert told.equal.startswith("Service level, Average speed of answer")


def test_a_growing_line_is_not_judged():
    nothing = Estimate(math.nan, math.nan, math.nan)
    found = {
        key: Finding(key, key, "share", "ILS", nothing, nothing, nothing, False, None) for key in BASELINE
    }
    told = verdict.judge("B", "A", found, growing=["B"])
    assert told.kind == "unknown"
    assert told.summary.endswith("cannot be compared on waits and outcomes: a line keeps growing in “B”.")
    assert told.better == told.worse == told.same == []
    assert told.cost == "What “B” costs more or less cannot be said."


def test_one_replication_claims_nothing():
    found = {key: finding(key, 1.0) for key in BASELINE}
    blind = {
        key: Finding(
            each.measure, each.title, each.unit, "ILS", each.baseline, each.value,
            Estimate(1.0, math.nan, math.nan), False, None,
        )
        for key, each in found.items()
    }  # fmt: skip
    assert verdict.judge("B", "A", blind).kind == "unknown"
    assert "too few replications" in verdict.judge("B", "A", blind).summary
    assert len(verdict.sureness(1, 2, blind.values())) == 1


@pytest.mark.parametrize(
    ("change", "half", "text"),
    [
        (123_456.0, 20_000.0, "“B” costs more: 123 000 ILS (103 000 to 143 000) a year."),
        (-123_456.0, 20_000.0, "“B” costs less: 123 000 ILS (103 000 to 143 000) a year."),
        (5.0, 20_000.0, "The yearly costs cannot be told apart: a difference of −20 000 to 20 000 ILS."),
        (0.0, 0.0, "“B” costs the same."),
    ],
)
def test_cost(change, half, text):
    told = verdict.cost("B", finding("cost_per_year", change, half))
    assert told.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ") == text


def test_money_that_nobody_gave_is_not_judged():
    free = Estimate(0.0, 0.0, 0.0)
    found = Finding("cost_per_year", "Cost", "money", "ILS", free, free, free, False, None)
    assert "is not known" in verdict.cost("B", found)


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (Estimate(0.85, 0.83, 0.87), "meets its target"),
        (Estimate(0.75, 0.73, 0.77), "misses its target"),
        (Estimate(0.80, 0.78, 0.82), "as far as can be told"),
        (Estimate(0.80, math.nan, math.nan), "“B”: 80.0% answered"),
        (Estimate(math.nan, math.nan, math.nan), "cannot be said"),
    ],
)
def test_targets_are_judged_by_the_interval(level, words):
    assert words in verdict.against_target("B", 0.8, "20 s", level)


def test_many_designs_are_grouped():
    verdicts = [
        judged(asa=(-20.0, 4.0)),
        judged(asa=(-20.0, 4.0), fcr=(-0.1, 0.01)),
        judged(),
    ]
    assert verdict.grouped(verdicts, "A") == [
        "Better than “A” in some headline figures, and shown to be worse in none: “B”.",
        "Better in some and worse in others: “B”.",
        "Not to be told apart from it in any headline figure: “B”.",
    ]


def test_how_sure_says_what_chance_and_pairing_do():
    found = [finding("asa", 1.0, 0.5, removed=0.8)] * 19 + [finding("fcr", 0.1, 0.01, removed=-0.3)]
    told = " ".join(verdict.sureness(30, 2, found))
    assert "95% intervals from 30 replications" in told
    assert "about 1 of the 20 would still seem real by luck alone" in told
    assert "removed 80% of the variance" in told
    assert "For First contact resolution (FCR) it added variance" in told


def test_lists_in_words():
    assert [verdict.listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "", "a", "a and b", "a, b and c",
    ]  # fmt: skip
