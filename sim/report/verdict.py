"""What a comparison says, in plain words: rules over its findings, and nothing else.

Nothing is claimed where an interval holds zero, and no figure has more digits than its interval supports.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sim.measure import MEASURES
from sim.report import amounts
from sim.report.findings import Estimate, Finding, title
from sim.words import N_, _, ngettext

# What a manager asks first; the verdict speaks of these, in this order, and the tables show the rest.
# Each with what a design does that has more of it, and less.
HEADLINE = {
    "service_level": (N_("answers more callers in time"), N_("answers fewer callers in time")),
    "asa": (N_("lets callers wait longer"), N_("lets callers wait less")),
    "abandonment": (N_("has more callers give up"), N_("has fewer callers give up")),
    "fcr": (N_("solves more in the first contact"), N_("solves less in the first contact")),
    "fcr1": (N_("solves more at once with no hand-over"), N_("solves less at once with no hand-over")),
    "issues_solved": (N_("solves more issues in all"), N_("solves fewer issues in all")),
    "resolution_time": (N_("solves issues later"), N_("solves issues sooner")),
    "cost_per_resolved": (N_("pays more for each issue solved"), N_("pays less for each issue solved")),
}
MONEY = "cost_per_year"
FEW = 20  # differences; at 95% one in twenty would seem real by luck alone


@dataclass(frozen=True)
class Verdict:
    """What one design changes against the baseline: a sentence, then its grounds."""

    design: str
    summary: str
    better: list[str] = field(default_factory=list)
    worse: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    cost: str = ""


def judge(design: str, baseline: str, found: Mapping[str, Finding], growing: Sequence[str] = ()) -> Verdict:
    """What `design` changes, by how much, how sure and at what cost.

    `growing`: designs, among the two, with a line that keeps growing.
    """
    of: dict[str, list[Finding]] = {}
    for measure in HEADLINE:
        of.setdefault(found[measure].judgement, []).append(found[measure])
    return Verdict(
        design,
        _summary(design, baseline, of, growing),
        better=[change(finding) for finding in of.get("better", ())],
        worse=[change(finding) for finding in of.get("worse", ())],
        changed=[change(finding) for finding in of.get("changed", ())],
        same=[no_difference(finding) for finding in of.get("same", ())],
        cost=cost(design, found[MONEY]),
    )


def _summary(design: str, baseline: str, of: Mapping[str, Sequence[Finding]], growing: Sequence[str]) -> str:
    better, worse = (listed([_does(finding) for finding in of.get(kind, ())]) for kind in ("better", "worse"))
    if growing:
        text = _("{design} and {baseline} cannot be compared on waits and outcomes: in {growing} a line keeps growing.")
    elif better and worse:
        text = _("Against {baseline}, {design} {better}; but it {worse}.")
    elif better:
        text = _("Against {baseline}, {design} {better}. No headline figure is shown to be worse.")
    elif worse:
        text = _("Against {baseline}, {design} {worse}. No headline figure is shown to be better.")
    elif "same" in of:
        text = _("{design} and {baseline} cannot be told apart in any headline figure.")
    else:
        text = _("{design} and {baseline} cannot be compared: there are too few finished replications.")
    return text.format(design=design, baseline=baseline, better=better, worse=worse, growing=listed(growing))


def _does(finding: Finding) -> str:
    """What the design does, in plain words; for a headline difference that is told apart from zero."""
    more, less = HEADLINE[finding.measure]
    return _(more if finding.difference.mean > 0 else less)


def change(finding: Finding) -> str:
    """A difference that is told apart from zero: from what to what, and by how much."""
    by = finding.scale
    how_much, between = amounts.size(
        finding.difference.mean, finding.difference.low, finding.difference.high, finding.difference_scale
    )
    if finding.difference.mean > 0:
        text = _("{title} rises from {before} to {after}: {size} more ({interval}).")
    else:
        text = _("{title} falls from {before} to {after}: {size} less ({interval}).")
    return text.format(
        title=finding.title,
        before=_shown(finding.baseline, by),
        after=_shown(finding.value, by),
        size=how_much,
        interval=between,
    )


def no_difference(finding: Finding) -> str:
    """A difference that cannot be told apart from zero, and how large it could still be."""
    by = finding.difference_scale
    return _("{title} cannot be told apart: about {value}, with a difference of {interval} {unit}.").format(
        title=finding.title,
        value=_shown(finding.baseline, finding.scale),
        interval=amounts.interval(finding.difference.low, finding.difference.high, by),
        unit=by.difference_label,
    )


def cost(design: str, finding: Finding) -> str:
    """What the design costs more, or less, in a year."""
    change, by = finding.difference, finding.difference_scale
    if finding.baseline.mean == finding.value.mean == 0:
        return _("The scenarios give no wages and no costs, so what the change costs is not known.")
    if change.mean == change.low == change.high == 0:
        return _("{design} costs the same.").format(design=design)
    if finding.judgement == "unknown":
        return _("What {design} costs more or less cannot be said.").format(design=design)
    if finding.judgement == "same":
        between = amounts.interval(change.low, change.high, by)
        text = _("The yearly costs cannot be told apart: a difference of {interval} {unit}.")
        return text.format(interval=between, unit=by.label)
    how_much, between = amounts.size(change.mean, change.low, change.high, by)
    more, less = _("{design} costs {size} a year more ({interval})."), _("{design} costs {size} a year less ({interval}).")
    return (more if change.mean > 0 else less).format(design=design, size=how_much, interval=between)


def headlines(of: Mapping[str, Estimate], currency: str) -> list[str]:
    """The headline figures of a single design."""
    texts = []
    for measure, estimate in of.items():
        by = amounts.scale(MEASURES[measure].unit, (estimate.mean,), currency)
        between = amounts.interval(estimate.low, estimate.high, by)
        text = _("{title}: {value} ({interval}).") if between else _("{title}: {value}.")
        texts.append(text.format(title=title(measure), value=_shown(estimate, by), interval=between))
    return texts


def against_target(design: str, target: float, within: str, level: Estimate) -> str:
    """Where a design stands against its own service level target."""
    goal = {"design": design, "target": f"{target:.0%}", "within": within}
    shown = _shown(level, amounts.scale("share", (level.mean,)))
    if not level.known:
        text = _("{design}: {level} answered within {within} (target {target}).")
    elif level.low >= target:
        text = _("{design} meets its target: {level} answered within {within} (target {target}).")
    elif level.high < target:
        text = _("{design} misses its target: {level} answered within {within} (target {target}).")
    else:
        text = _("{design} is at its target, as far as can be told: {level} answered within {within} (target {target}).")
    return text.format(level=shown, **goal)


def sureness(replications: int, found: Iterable[Finding]) -> list[str]:
    """How sure the figures are, and what running the designs on the same luck did for that."""
    texts = [
        ngettext(
            "One replication gives no interval: nothing can be said about differences.",
            "In brackets are 95% intervals from {replications} replications, in which all designs met the same "
            "customers with the same luck.",
            replications,
        ).format(replications=replications)
    ]
    if replications < 2:
        return texts
    told = [finding for finding in found if finding.judgement != "unknown"]
    if len(told) >= FEW:
        texts.append(
            _(
                "Each difference is judged by itself: were there none at all, about {expected} of the {count} "
                "looked at would still seem real by luck alone."
            ).format(count=len(told), expected=round(len(told) / 20))
        )
    texts.extend(_pairing([finding for finding in told if math.isfinite(finding.variance_removed)]))
    return texts


def _pairing(found: Sequence[Finding]) -> list[str]:
    """What the shared luck did to the variance of the headline differences."""
    headline = [finding for finding in found if finding.measure in HEADLINE]
    helped = sorted(finding.variance_removed for finding in headline if finding.variance_removed > 0)
    hurt = list(dict.fromkeys(finding.title for finding in headline if finding.variance_removed < 0))
    texts = []
    if helped:
        shares = (f"{helped[0]:.0%}", f"{helped[-1]:.0%}")
        text = _("{low} to {high}") if shares[0] != shares[1] else "{high}"
        removed = text.format(low=shares[0], high=shares[1])
        texts.append(_("The shared luck removed {removed} of the variance of headline differences.").format(removed=removed))
    if hurt:
        texts.append(_("For {titles} it added variance: there, pairing did not help.").format(titles=listed(hurt)))
    return texts


def _shown(estimate: Estimate, by: amounts.Scale) -> str:
    return amounts.value(estimate.mean, estimate.low, estimate.high, by)


def _titles(found: Sequence[Finding]) -> str:
    return listed([finding.title for finding in found])


def listed(names: Sequence[str]) -> str:
    """`a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])
