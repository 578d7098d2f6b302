"""Claims of a study, judged: do they hold, and at which value of what they assume does the answer flip?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from sim.experiment.assumptions import Bench, Watch, flips
from sim.experiment.comparison import differing
from sim.experiment.flips import Flip
from sim.experiment.inputs import are_inputs, is_input
from sim.experiment.results import Results
from sim.experiment.running import calendar_for
from sim.experiment.verdicts import Verdict, figure, simultaneous, wanted
from sim.measure import MEASURES
from sim.scenario import Study, load_study
from sim.scenario.claims import Claim
from sim.words import _

Kind = Literal["claim", "illustration"]

KEYS = ("study", "say", "source", "measure", "verdict", "kind", "estimate", "low", "high", "flips_at")


@dataclass(frozen=True)
class Judgement:
    """A claim and what became of it. Figures are in the unit said, nan where there are none."""

    study: str  # its title
    say: str
    source: str
    measure: str
    verdict: Verdict
    kind: Kind  # illustration: what differs or is assumed sets the measure outright
    estimate: float  # of a pair of designs: the first less the second
    low: float  # its interval, so wide that all of the study's claims are right together
    high: float
    flips_at: float | None  # shares as fractions, durations in minutes
    unit: str  # of estimate, low, high: the measure's, or "relative": a part of the second design's figure
    designs: tuple[str, ...]  # that it is about
    part: str | None
    wanted: str  # what the claim wants, in words
    given: str | None  # the key of what it assumes
    flips_as_written: str | None  # with its unit, as a scenario would say it
    confidence: float  # that of all claims of the study together
    replications: int
    reason: str  # why one can't tell, or why nothing flips; else empty

    def row(self) -> dict[str, Any]:
        """For JSON, which has no nan: the keys of `KEYS` first."""
        facts = asdict(self)
        ordered = {key: facts.pop(key) for key in KEYS} | facts
        return {
            key: None if isinstance(fact, float) and not math.isfinite(fact) else fact
            for key, fact in ordered.items()
        }


def judge(
    study: Study | str | Path,
    replications: int | None = None,
    seed: int | None = None,
    clock: str = "auto",
    jobs: int | None = None,
    watch: Watch | None = None,
    unfinished: str | Path | None = None,
) -> list[Judgement]:
    """The claims of a study or its file, judged.

    The designs that claims are about are simulated as by `compare`, whose arguments these are. Each claim's
    figure gets an interval at a confidence that makes all of them right together (`verdicts.simultaneous`):
    it holds where the whole interval lies in the range it wants, fails where all of it lies outside. For a
    `given` effect designs are simulated again at other values, on the luck of the first `RERUNS`
    replications. `watch` is told what is run next and gives what is told of its progress; `unfinished` is as
    in `compare`. Raises ScenarioError, ReplicationError, and KeyboardInterrupt if interrupted.
    """
    study = study if isinstance(study, Study) else load_study(study, measures=MEASURES)
    used = {name for claim in study.claims for name in claim.designs(study.baseline)}
    if not used:
        return []
    designs = {name: scenario for name, scenario in study.designs.items() if name in used}
    replications = study.replications if replications is None else replications
    seed = study.seed if seed is None else seed
    clock = calendar_for(clock, designs, replications)
    place = None if unfinished is None else Path(unfinished)
    bench = Bench(study, seed, clock, jobs, watch or (lambda text: None), place)
    results = bench.run(designs, replications, study.title)
    flipped = flips(bench, results)
    return [
        _judged(claim, study, results, *flipped.get(number, (Flip(), None)))
        for number, claim in enumerate(study.claims)
    ]


def _judged(
    claim: Claim, study: Study, results: Mapping[str, Results], flipped: Flip, written: str | None
) -> Judgement:
    measure = MEASURES[claim.measure]
    want = wanted(claim, measure.unit)
    about = {name: results[name] for name in claim.designs(study.baseline)}
    confidence = simultaneous(claim.confidence, len(study.claims))
    estimate, low, high = figure(claim, about, want.relative, confidence)
    verdict = want.verdict(low, high)
    untold = _why_untold(claim, about, estimate, low) if verdict == "can't tell" else ""
    return Judgement(
        study=study.title,
        say=claim.say,
        source=claim.source,
        measure=claim.measure,
        verdict=verdict,
        kind=_kind(claim, about),
        estimate=estimate,
        low=low,
        high=high,
        flips_at=flipped.at,
        unit="relative" if want.relative else measure.unit,
        designs=tuple(about),
        part=claim.part,
        wanted=claim.wanted(study.baseline),
        given=claim.given.key if claim.given else None,
        flips_as_written=written,
        confidence=claim.confidence,
        replications=next(iter(about.values())).replications,
        reason="; ".join(text for text in (untold, flipped.why) if text),
    )


def _why_untold(claim: Claim, about: Mapping[str, Results], estimate: float, low: float) -> str:
    for name, results in about.items():
        if results.meaningless(MEASURES[claim.measure], claim.part):
            text = _("in {design} the line of {tiers} keeps growing, so the figure means nothing")
            return text.format(design=name, tiers=", ".join(results.unstable))
    if math.isnan(estimate):
        return _("there was nothing to measure it on")
    if math.isnan(low):
        return _("one replication, or what happened in a single one, says nothing of chance")
    return _("the interval reaches over the limit; more replications narrow it")


def _kind(claim: Claim, about: Mapping[str, Results]) -> Kind:
    """An illustration is a claim whose measure is its own input: it could not have come out otherwise."""
    if claim.given and is_input(claim.given.key, claim.measure):
        return "illustration"
    scenarios = {name: results.scenario for name, results in about.items()}
    return "illustration" if claim.pair and are_inputs(differing(scenarios), claim.measure) else "claim"
