"""What a comparison says, in plain words: rules over its findings, and nothing else.

Nothing is claimed where an interval holds zero, and no figure has more digits than its interval supports.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sim.experiment.statistics import CONFIDENCE
from sim.measure import MEASURES
from sim.report import amounts
from sim.report.findings import Estimate, Finding, title
from sim.words import N_, _

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
FEW = 20  # differences, of which at 95% one would seem real by luck alone

Kind = Literal["better", "trade", "worse", "same", "unknown"]


@dataclass(frozen=True)
class Verdict:
    """What one design changes against the baseline: a sentence, then its grounds."""

    design: str
    kind: Kind  # in the headline figures; better: and none of them worse
    summary: str
    better: list[str] = field(default_factory=list)
    worse: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    equal: str = ""
    cost: str = ""


def judge(design: str, baseline: str, found: Mapping[str, Finding], growing: Sequence[str] = ()) -> Verdict:
    """What `design` changes, by how much, how sure and at what cost.

    `growing`: designs, among the two, with a line that keeps growing.
    """
    of: dict[str, list[Finding]] = {}
    for measure in HEADLINE:
        of.setdefault(found[measure].judgement, []).append(found[measure])
    kind = "unknown" if growing else _kind(of)
    return Verdict(
        design,
        kind,
        _growing(design, baseline, growing) if growing else _summary(design, baseline, kind, of),
        better=[change(finding) for finding in of.get("better", ())],
        worse=[change(finding) for finding in of.get("worse", ())],
        same=[no_difference(finding) for finding in of.get("same", ())],
        equal=_("{titles}.").format(titles=_titles(of["equal"])) if "equal" in of else "",
        cost=cost(design, found[MONEY]),
    )


def _kind(of: Mapping[str, Sequence[Finding]]) -> Kind:
    if "better" in of:
        return "trade" if "worse" in of else "better"
    if "worse" in of:
        return "worse"
    return "same" if "same" in of or "equal" in of else "unknown"


def _growing(design: str, baseline: str, growing: Sequence[str]) -> str:
    text = _(
        "“{design}” and “{baseline}” cannot be compared on waits and outcomes: "
        "a line keeps growing in {growing}."
    )
    return text.format(design=design, baseline=baseline, growing=_quoted(growing))


def _summary(design: str, baseline: str, kind: Kind, of: Mapping[str, Sequence[Finding]]) -> str:
    texts: dict[Kind, str] = {
        "trade": _("Against “{baseline}”, “{design}” {better}; but it {worse}."),
        "better": _("Against “{baseline}”, “{design}” {better}. No headline figure is shown to be worse."),
        "worse": _("Against “{baseline}”, “{design}” {worse}. No headline figure is shown to be better."),
        "same": _("“{design}” and “{baseline}” cannot be told apart in any headline figure."),
        "unknown": _("“{design}” and “{baseline}” cannot be compared: too few replications were finished."),
    }
    better, worse = (listed([_does(finding) for finding in of.get(kind, ())]) for kind in ("better", "worse"))
    return texts[kind].format(design=design, baseline=baseline, better=better, worse=worse)


def grouped(verdicts: Sequence[Verdict], baseline: str) -> list[str]:
    """Which of many designs are better, and which are not."""
    texts: dict[Kind, str] = {
        "better": _(
            "Better than “{baseline}” in some headline figures, and shown to be worse in none: {designs}."
        ),
        "trade": _("Better in some and worse in others: {designs}."),
        "worse": _("Worse in some, and shown to be better in none: {designs}."),
        "same": _("Not to be told apart from it in any headline figure: {designs}."),
        "unknown": _("Not to be compared: {designs}."),
    }
    by_kind = {kind: [each.design for each in verdicts if each.kind == kind] for kind in texts}
    return [
        texts[kind].format(baseline=baseline, designs=_quoted(designs))
        for kind, designs in by_kind.items()
        if designs
    ]


def _does(finding: Finding) -> str:
    """What the design does, in plain words; for a headline difference that is told apart from zero."""
    more, less = HEADLINE[finding.measure]
    return _(more if finding.difference.mean > 0 else less)


def change(finding: Finding) -> str:
    """A difference that is told apart from zero: from what to what, and by how much."""
    by = finding.scale
    rises = _("{title} rises from {before} to {after}, by {size}.")
    falls = _("{title} falls from {before} to {after}, by {size}.")
    return (rises if finding.difference.mean > 0 else falls).format(
        title=finding.title,
        before=_shown(finding.baseline, by),
        after=_shown(finding.value, by),
        size=_size(finding),
    )


def no_difference(finding: Finding) -> str:
    """A difference that cannot be told apart from zero, and how large it could still be."""
    text = _("{title} cannot be told apart: about {value}, with a difference of {interval}.")
    return text.format(
        title=finding.title, value=_shown(finding.baseline, finding.scale), interval=_within(finding)
    )


def cost(design: str, finding: Finding) -> str:
    """What the design costs more, or less, in a year."""
    if finding.baseline.mean == finding.value.mean == 0:
        return _("The scenarios give no wages and no costs, so what the change costs is not known.")
    texts = {
        "equal": _("“{design}” costs the same."),
        "unknown": _("What “{design}” costs more or less cannot be said."),
        "same": _("The yearly costs cannot be told apart: a difference of {interval}."),
    }
    more, less = _("“{design}” costs more: {size} a year."), _("“{design}” costs less: {size} a year.")
    text = texts.get(finding.judgement, more if finding.difference.mean > 0 else less)
    return text.format(design=design, interval=_within(finding), size=_size(finding))


def headlines(of: Mapping[str, Estimate], currency: str) -> list[str]:
    """The headline figures of a single design."""
    texts = []
    for measure, estimate in of.items():
        by = amounts.scale(MEASURES[measure].unit, (estimate.mean,), currency)
        shown = amounts.bracketed(_shown(estimate, by), amounts.interval(estimate.low, estimate.high, by))
        texts.append(_("{title}: {value}.").format(title=title(measure), value=shown))
    return texts


def against_target(design: str, target: float, within: str, level: Estimate) -> str:
    """Where a design stands against its own service level target."""
    if math.isnan(level.mean):
        text = _("“{design}”: how many are answered within {within} cannot be said (target {target}).")
    elif not level.known:
        text = _("“{design}”: {level} answered within {within} (target {target}).")
    elif level.low >= target:
        text = _("“{design}” meets its target: {level} answered within {within} (target {target}).")
    elif level.high < target:
        text = _("“{design}” misses its target: {level} answered within {within} (target {target}).")
    else:
        text = _(
            "“{design}” is at its target, as far as can be told: "
            "{level} answered within {within} (target {target})."
        )
    shown = _shown(level, amounts.scale("share", (level.mean,)))
    return text.format(design=design, level=shown, within=within, target=f"{target:.0%}")


def days_on_target(share: Estimate) -> str:
    """How likely a single day is to meet the target; nothing where it cannot be said."""
    if math.isnan(share.mean):
        return ""
    by = amounts.scale("share", ())
    shown = amounts.bracketed(_shown(share, by), amounts.interval(share.low, share.high, by))
    return _("Of its single days, {share} meet it.").format(share=shown)


def sureness(replications: int, designs: int, found: Iterable[Finding]) -> list[str]:
    """How sure the figures are, and what running the designs on the same luck did for that."""
    if replications < 2:
        return [
            _("One replication says nothing of chance: there are no intervals, and no difference is judged.")
        ]
    text = _("In brackets are {confidence} intervals from {n} replications.")
    texts = [text.format(confidence=f"{CONFIDENCE:.0%}", n=replications)]
    if designs > 1:
        texts.append(_("All designs met the same customers with the same luck."))
    told = [finding for finding in found if finding.judgement != "unknown"]
    if len(told) >= FEW:
        text = _(
            "Each difference is judged by itself: were there none at all, about {expected} of the {count} "
            "would still seem real by luck alone."
        )
        texts.append(text.format(count=len(told), expected=round(len(told) * (1 - CONFIDENCE))))
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
        texts.append(
            _("The shared luck removed {removed} of the variance of headline differences.").format(
                removed=removed
            )
        )
    if hurt:
        texts.append(
            _("For {titles} it added variance: there, pairing did not help.").format(titles=listed(hurt))
        )
    return texts


def _shown(estimate: Estimate, by: amounts.Scale) -> str:
    return amounts.value(estimate.mean, estimate.low, estimate.high, by)


def _size(finding: Finding) -> str:
    change = finding.difference
    return amounts.size(change.mean, change.low, change.high, finding.difference_scale)


def _within(finding: Finding) -> str:
    by = finding.difference_scale
    return amounts.with_unit(
        amounts.interval(finding.difference.low, finding.difference.high, by), by.difference_label
    )


def _titles(found: Sequence[Finding]) -> str:
    return listed([finding.title for finding in found])


def _quoted(designs: Sequence[str]) -> str:
    return listed([_("“{name}”").format(name=name) for name in designs])


def listed(names: Sequence[str]) -> str:
    """`a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])
