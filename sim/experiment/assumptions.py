"""What claims assume, tried at other values until their answers flip."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sim.experiment.experiments import compare
from sim.experiment.flips import Flip, Search, flip
from sim.experiment.results import Results
from sim.experiment.running import Progress
from sim.experiment.verdicts import figure, wanted
from sim.measure import MEASURES
from sim.scenario import Scenario, Study
from sim.scenario.claims import Claim, assumed
from sim.scenario.quantities import Quantity, rounded
from sim.words import _

Watch = Callable[[str], Progress | None]  # is told what is run next, and gives what is told of its progress

DIGITS = 2  # significant, of the value at which an answer flips: luck does not support more
RERUNS = 4  # replications at another value, at most: the value sought needs less certainty than the verdict


@dataclass(frozen=True)
class Trial:
    """A design with another number at a key."""

    design: str
    key: str
    number: float


@dataclass
class Bench:
    """Where designs of a study are simulated, at the values they have and at others."""

    study: Study
    seed: int
    clock: str
    jobs: int | None
    watch: Watch
    unfinished: Path | None  # as in `compare`
    tried: dict[Trial, Results] = field(default_factory=dict)

    def run(self, designs: Mapping[str, Scenario], replications: int, what: str) -> dict[str, Results]:
        """The results of designs, by name. Raises KeyboardInterrupt unless all replications finished."""
        batch = replace(self.study, designs=dict(designs), baseline=next(iter(designs)))
        compared = compare(
            batch,
            replications=replications,
            seed=self.seed,
            clock=self.clock,
            jobs=self.jobs,
            progress=self.watch(what),
            unfinished=self.unfinished,
        )
        if compared.interrupted:
            raise KeyboardInterrupt
        return compared.results

    def try_all(self, trials: Sequence[Trial], replications: int, what: str) -> None:
        """Simulate those that have not been tried yet, all together."""
        new = {str(trial): trial for trial in trials if trial not in self.tried}
        if new:
            varied = {name: self.study.varied(t.design, t.key, t.number) for name, t in new.items()}
            results = self.run(varied, replications, what)
            self.tried |= {trial: results[name] for name, trial in new.items()}


@dataclass(frozen=True)
class Assumption:
    """The assumed effect of a claim, in the designs it belongs to."""

    claim: Claim
    first: Mapping[str, Results]  # of the designs the claim is about, as they are
    of: tuple[str, ...]  # those among them that it belongs to
    key: str
    ends: tuple[float, float]  # of the range to search
    now: Quantity  # in the first of them
    same: bool  # and in all others
    whole: bool  # only whole numbers may stand there

    def written(self, number: float) -> str:
        return str(Quantity(number, self.now.kind))

    def told(self, found: Flip) -> tuple[Flip, str | None]:
        """What was found, rounded, and the value as a scenario would say it."""
        if found.at is None:
            return found, None
        at = rounded(Quantity(found.at, self.now.kind), DIGITS)
        return replace(found, at=at.number), str(at)

    def search(self) -> Search:
        return flip(self.ends, self.now.number if self.same else None, self.whole, self.written)

    def trials(self, number: float) -> list[Trial]:
        """What has to be simulated for the margin at a number: nothing where it stands already."""
        now = self.same and number == self.now.number
        return [] if now else [Trial(name, self.key, number) for name in self.of]

    def margin(self, number: float, tried: Mapping[Trial, Results]) -> float:
        """How far the claim is from failing there: see `Wanted.margin`."""
        want = wanted(self.claim, MEASURES[self.claim.measure].unit)
        varied = {trial.design: tried[trial] for trial in self.trials(number)}
        about = {name: varied.get(name, results) for name, results in self.first.items()}
        return want.margin(figure(self.claim, about, want.relative)[0])


def flips(bench: Bench, results: Mapping[str, Results]) -> dict[int, tuple[Flip, str | None]]:
    """Where the answers to those claims flip that assume an effect, by the claim's number in the study; also
    as a scenario would say the value.

    The searches go side by side, each asking for its next values, so that all cores have work.
    """
    replications = min(RERUNS, *(each.replications for each in results.values()))
    assumptions = {
        number: _assumption(claim, bench.study, results, replications)
        for number, claim in enumerate(bench.study.claims)
        if claim.given
    }
    searches = {number: each.search() for number, each in assumptions.items()}
    asked = {number: next(search) for number, search in searches.items()}
    found: dict[int, tuple[Flip, str | None]] = {}
    while asked:
        trials = [
            trial
            for number, values in asked.items()
            for value in values
            for trial in assumptions[number].trials(value)
        ]
        bench.try_all(trials, replications, _("Where answers flip"))
        for number, values in list(asked.items()):
            margins = [assumptions[number].margin(value, bench.tried) for value in values]
            try:
                asked[number] = searches[number].send(margins)
            except StopIteration as end:
                del asked[number]
                found[number] = assumptions[number].told(end.value)
    return found


def _assumption(claim: Claim, study: Study, results: Mapping[str, Results], replications: int) -> Assumption:
    given = claim.given
    assert given is not None
    of = claim.given_designs(study.baseline)
    values = [assumed(study.designs[name], given.key) for name in of]
    now, whole = values[0]
    return Assumption(
        claim=claim,
        first={
            name: replace(results[name], records=results[name].records[:replications])
            for name in claim.designs(study.baseline)
        },
        of=of,
        key=given.key,
        ends=(given.between[0].number, given.between[1].number),
        now=now,
        same=all(value == values[0] for value in values),
        whole=whole,
    )
