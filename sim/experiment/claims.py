"""Claims of a study, judged: do they hold, and at which value of what they assume does the answer flip?"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from sim.experiment import statistics
from sim.experiment.comparison import differing
from sim.experiment.experiments import compare
from sim.experiment.flips import Flip, flip
from sim.experiment.inputs import are_inputs, is_input
from sim.experiment.results import Results
from sim.experiment.running import Progress, calendar_for
from sim.experiment.verdicts import Verdict, simultaneous, wanted
from sim.measure import MEASURES
from sim.scenario import Scenario, Study, load_study
from sim.scenario.claims import Claim, Given, assumed
from sim.scenario.quantities import Quantity
from sim.words import _

Watch = Callable[[str], Progress | None]  # is told what is run next, and gives what is told of its progress
Kind = Literal["claim", "illustration"]

RERUNS = 8  # replications at another value, at most: the value sought needs less certainty than the verdict
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
) -> list[Judgement]:
    """The claims of a study or its file, judged.

    The designs that claims are about are simulated as by `compare`, whose arguments these are. Each claim's
    figure gets an interval at a confidence that makes all of them right together (`verdicts.simultaneous`):
    it holds where the whole interval lies in the range it wants, fails where all of it lies outside. For a
    `given` effect designs are simulated again at other values, on the luck of the first `RERUNS`
    replications. Raises ScenarioError, ReplicationError, and KeyboardInterrupt if interrupted.
    """
    study = study if isinstance(study, Study) else load_study(study, measures=MEASURES)
    used = {name for claim in study.claims for name in claim.designs(study.baseline)}
    if not used:
        return []
    designs = {name: scenario for name, scenario in study.designs.items() if name in used}
    replications = study.replications if replications is None else replications
    seed = study.seed if seed is None else seed
    bench = Bench(study, seed, calendar_for(clock, designs, replications), jobs, watch or (lambda text: None))
    results = bench.run(designs, replications, study.title)
    return [_judged(claim, results, bench) for claim in study.claims]


@dataclass
class Bench:
    """Where designs of a study are simulated, at the values they have and at others."""

    study: Study
    seed: int
    clock: str
    jobs: int | None
    watch: Watch
    tried: dict[Trial, Results] = field(default_factory=dict)

    def run(self, designs: Mapping[str, Scenario], replications: int, what: str) -> dict[str, Results]:
        """The results of designs, by name. Raises KeyboardInterrupt unless all replications finished."""
        batch = replace(self.study, designs=dict(designs), baseline=next(iter(designs)))
        watch = self.watch(what)
        compared = compare(batch, None, replications, self.seed, self.clock, self.jobs, watch)
        if compared.interrupted:
            raise KeyboardInterrupt
        return compared.results

    def at(self, trials: Sequence[Trial], what: str) -> list[Results]:
        """The results of designs at other values, all together; those tried before are not run again."""
        new = {str(trial): trial for trial in dict.fromkeys(trials) if trial not in self.tried}
        if new:
            varied = {
                name: self.study.varied(each.design, each.key, each.number) for name, each in new.items()
            }
            results = self.run(varied, trials[0].replications, what)
            self.tried |= {trial: results[name] for name, trial in new.items()}
        return [self.tried[trial] for trial in trials]


@dataclass(frozen=True)
class Trial:
    """A design with another number at a key, run so often."""

    design: str
    key: str
    number: float
    replications: int


def _judged(claim: Claim, results: Mapping[str, Results], bench: Bench) -> Judgement:
    study, measure = bench.study, MEASURES[claim.measure]
    want = wanted(claim, measure.unit)
    about = {name: results[name] for name in claim.designs(study.baseline)}
    confidence = simultaneous(claim.confidence, len(study.claims))
    estimate, low, high = _figure(claim, about, want.relative, confidence)
    verdict = want.verdict(low, high)
    reason = _why_untold(claim, about, estimate, low) if verdict == "can't tell" else ""
    flipped, written = Flip(None), None
    if claim.given:
        flipped, written = _flip(claim, claim.given, about, bench)
        reason = "; ".join(text for text in (reason, flipped.why) if text)
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
        reason=reason,
    )


def _figure(
    claim: Claim, about: Mapping[str, Results], relative: bool, confidence: float
) -> tuple[float, float, float]:
    """The figure that the claim is about and its interval; nan where there is none."""
    measure = MEASURES[claim.measure]
    if any(results.meaningless(measure, claim.part) for results in about.values()):
        return math.nan, math.nan, math.nan
    sums = [results.sums(measure, claim.part) for results in about.values()]
    found: statistics.Estimate | statistics.Difference
    if len(sums) == 1:
        most = 1 if measure.unit == "share" else math.inf
        found = statistics.ratio(*sums[0], most=most, confidence=confidence)
    elif relative:
        found = statistics.relative_difference(sums[0], sums[1], confidence)
    else:
        found = statistics.difference(sums[0], sums[1], confidence)
    return float(found.mean), float(found.low), float(found.high)


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


# --- the assumed effect --------------------------------------------------------------------------


def _flip(claim: Claim, given: Given, about: Mapping[str, Results], bench: Bench) -> tuple[Flip, str | None]:
    """Where the estimate comes to lie on the other side of the claim's limit, also as a scenario says it."""
    study = bench.study
    want = wanted(claim, MEASURES[claim.measure].unit)
    replications = min(RERUNS, *(results.replications for results in about.values()))
    first = {name: replace(each, records=each.records[:replications]) for name, each in about.items()}
    of = claim.given_designs(study.baseline)
    values = [assumed(study.designs[name], given.key) for name in of]
    now, whole = values[0]
    same = all(value == values[0] for value in values)

    def written(number: float) -> str:
        return str(Quantity(number, now.kind))

    def trials(*numbers: float) -> list[Trial]:
        return [Trial(name, given.key, number, replications) for number in numbers for name in of]

    def margin(number: float) -> float:
        varied = first
        if not same or number != now.number:
            rerun = bench.at(trials(number), f"{given.key}: {written(number)}")
            varied = first | dict(zip(of, rerun, strict=True))
        return want.margin(_figure(claim, varied, want.relative, claim.confidence)[0])

    low, high = (end.number for end in given.between)
    bench.at(trials(low, high), f"{given.key}: {written(low)}, {written(high)}")
    found = flip(margin, (low, high), now.number if same else None, whole, written)
    return found, None if found.at is None else written(found.at)
