"""All that is said in words of a comparison, before any table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sim.report import amounts, verdict
from sim.report.findings import Finding, estimate, labels
from sim.report.tables import Table, overview
from sim.report.verdict import Verdict

if TYPE_CHECKING:
    from sim.experiment import Comparison

MANY = 3  # designs beside the baseline; more are grouped before they are told one by one
SPOKEN = (*verdict.HEADLINE, verdict.MONEY)  # the service level first


@dataclass(frozen=True)
class Conclusion:
    """Sentences; `warnings` with the designs that they are about."""

    overall: list[str]  # of many designs, which are better
    overview: Table | None  # of many designs, the headline figures
    verdicts: list[Verdict]  # of the designs other than the baseline
    standing: list[str]  # each design against its target; of a single design, its headline figures too
    sureness: list[str]
    warnings: dict[str, list[str]]


def conclude(comparison: Comparison, kpis: Any, found: dict[str, dict[str, Finding]]) -> Conclusion:
    """`kpis` as `Comparison.kpis()` gives them, `found` as `findings` does: neither is quick."""
    baseline, results, called = comparison.baseline, comparison.results, labels(comparison)
    verdicts = [
        verdict.judge(
            called[name],
            called[baseline],
            of_design,
            [called[each] for each in (baseline, name) if results[each].unstable],
        )
        for name, of_design in found.items()
    ]
    many = len(found) > MANY
    every = [finding for of_design in found.values() for finding in of_design.values()]
    return Conclusion(
        verdict.grouped(verdicts, called[baseline]) if many else [],
        overview(comparison, kpis, found, SPOKEN) if many else None,
        verdicts,
        _standing(comparison, kpis),
        verdict.sureness(comparison.provenance.replications, len(results), every),
        _warnings(comparison),
    )


def _standing(comparison: Comparison, kpis: Any) -> list[str]:
    texts, called = [], labels(comparison)
    for name, results in comparison.results.items():
        target = results.scenario.service_level
        within = amounts.exact(60 * target.within, amounts.scale("s", [60 * target.within]))
        level = estimate(kpis.loc[(name, "service_level")])
        text = verdict.against_target(called[name], target.share, within, level)
        days = verdict.days_on_target(estimate(kpis.loc[(name, "days_on_target")]))
        texts.append(" ".join(filter(None, (text, days))))
    if len(comparison.results) == 1:
        headline = {key: estimate(kpis.loc[(name, key)]) for key in SPOKEN[1:]}
        texts += verdict.headlines(headline, results.scenario.currency)
    return texts


def _warnings(comparison: Comparison) -> dict[str, list[str]]:
    of: dict[str, list[str]] = {}
    called = labels(comparison)
    for name, results in comparison.results.items():
        for text in results.warnings:
            of.setdefault(text, []).append(called[name])
    return of
