"""What a reader has to know before trusting the figures of a design; each a sentence or two."""

from __future__ import annotations

from collections.abc import Iterable

from sim.experiment import statistics
from sim.experiment.estimates import Estimates
from sim.measure import Measure, measures_of
from sim.words import _, ngettext


def cautions(estimates: Estimates, asked: int, interrupted: bool) -> list[str]:
    """`asked`: for how many replications; `interrupted`: fewer finished."""
    done = len(estimates.records)
    found = []
    if interrupted:
        text = _("Interrupted: {done} of {asked} replications finished.")
        found.append(text.format(done=done, asked=asked))
    if done == 1:
        found.append(_("One replication says nothing of chance: no interval can be given."))
    found += [_growing(estimates, tier, runs) for tier, runs in estimates.growing.items() if runs]
    return found + _uncertain(estimates)


def _growing(estimates: Estimates, tier: str, runs: int) -> str:
    if tier in estimates.unstable:
        return _(
            "The line of {tier} keeps growing: more contacts come than its people can answer. Waits "
            "there, and what becomes of issues, would depend on the length of the run and are not given."
        ).format(tier=tier)
    return ngettext(
        "In {runs} of {all} replications the line of {tier} kept growing; the figures include it.",
        "In {runs} of {all} replications the line of {tier} kept growing; the figures include them.",
        runs,
    ).format(runs=runs, all=len(estimates.records), tier=tier)


def _uncertain(estimates: Estimates) -> list[str]:
    used = measures_of([estimates.scenario])
    given = [measure for measure in used.values() if not estimates.meaningless(measure)]
    estimates.add_up((measure, None) for measure in given)
    few, rough, undefined = [], [], []
    for measure in given:
        of, to = estimates.sums(measure)
        if 0 < measure.events(float(of.mean()), float(to.mean())) < statistics.FEW:
            few.append(measure)
        elif measure.counted != "both" and _differs_wildly(estimates, measure):
            rough.append(measure)
        if not to.any():
            undefined.append(measure)
    found = []
    if few:
        text = _("Fewer than {few} events a run, so the interval is rough: {titles}.")
        found.append(text.format(few=statistics.FEW, titles=_titles(few)))
    if rough:
        text = _("Replications differ by more than the figure itself, so the interval is rough: {titles}.")
        found.append(text.format(titles=_titles(rough)))
    if undefined:
        text = _("There was nothing to measure these on: {titles}.")
        found.append(text.format(titles=_titles(undefined)))
    return found


def _differs_wildly(estimates: Estimates, measure: Measure) -> bool:
    """Few replications hold most of an amount, so what none of them saw may matter."""
    found = estimates.of(measure)
    return bool(found.mean > 0 and found.sd > found.mean)


def _titles(measures: Iterable[Measure]) -> str:
    return ", ".join(_(measure.title) for measure in measures)
