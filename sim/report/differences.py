"""Which differences are more than luck? Each interval as a bar; the page draws them as lines of SVG."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sim.report.findings import Finding

WIDEST = 46.0  # percent of the width, on either side of zero


@dataclass(frozen=True)
class Bar:
    """A difference as a line on a scale of its own: zero in the middle, ends in percent of the width."""

    finding: Finding
    low: float
    mean: float
    high: float


def bars(found: Mapping[str, Mapping[str, Finding]], keys: Collection[str]) -> dict[str, list[Bar]]:
    """Of the measures named, by design; each has one scale for all. What is equal everywhere is left out."""
    largest: dict[str, float] = {}
    for of_design in found.values():
        for key in keys:
            finding = of_design[key]
            if finding.judgement not in ("equal", "unknown"):
                reach = max(abs(finding.difference.low), abs(finding.difference.high))
                largest[key] = max(largest.get(key, 0.0), reach)
    return {
        design: [
            Bar(finding, *(50 + WIDEST * end / largest[key] for end in _ends(finding)))
            for key, finding in of_design.items()
            if key in largest and finding.judgement != "unknown"
        ]
        for design, of_design in found.items()
    }


def _ends(finding: Finding) -> tuple[float, float, float]:
    return finding.difference.low, finding.difference.mean, finding.difference.high
