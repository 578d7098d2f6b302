"""What the replications of one design say, as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.experiment import statistics
from sim.experiment.careers import survival_table
from sim.experiment.extremes import (
    notable_issues_table,
    stuck_issues_table,
    worst_days_table,
    worst_intervals_table,
)
from sim.experiment.provenance import Provenance
from sim.experiment.spreads import days_table, percentiles_table
from sim.experiment.statistics import Estimate, Floats
from sim.experiment.tables import (
    escalations_table,
    intervals_table,
    issues_table,
    people_table,
    write_tables,
)
from sim.measure import (
    CHANNEL,
    ISSUES,
    LINE,
    MEASURES,
    PEOPLE,
    POPULATION,
    Definition,
    Measure,
    Scope,
    measures_of,
    sums_of,
)
from sim.words import _, ngettext

if TYPE_CHECKING:
    import pandas as pd

    from sim.record import Record
    from sim.scenario.schema import Scenario

NOTHING = float("nan")
NOT_SAID = Estimate(*(np.array(NOTHING) for _each in range(4)))


@dataclass
class Results:
    """One design, run.

    Unless a table's `kind` says otherwise, means are ratios of sums over the replications (ratios of
    expectations, not means of daily ratios). Intervals are the jackknife's over replications, at 95%; see
    `sim.experiment.statistics`. Figures that a line which keeps growing would make meaningless are nan, and
    `warnings` says why.
    """

    name: str
    scenario: Scenario
    records: Sequence[Record]  # finished replications, in order; see `sim.experiment.records`
    interrupted: bool  # fewer finished than were asked for
    provenance: Provenance
    numbers: Sequence[int]  # of the replications, for all that needs one again
    _sums: dict[tuple[str, str | None], tuple[Floats, Floats]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )  # of measures and parts that were asked for before

    @property
    def replications(self) -> int:
        """How many finished."""
        return len(self.records)

    @cached_property
    def unstable(self) -> tuple[str, ...]:
        """Tiers whose line kept growing in at least half of the replications."""
        return tuple(tier for tier, runs in self._growing.items() if 2 * runs >= self.replications)

    @cached_property
    def _growing(self) -> dict[str, int]:
        growing = Counter(tier for record in self.records for tier in record.unstable)
        return {tier: growing[tier] for tier in self.records[0].tiers}

    # --- figures ---------------------------------------------------------------------------------

    def sums(self, measure: Measure, part: str | None = None) -> tuple[Floats, Floats]:
        """Numerators and denominators of a measure, one each per replication."""
        if (measure.key, part) not in self._sums:
            self._add_up([(measure, part)])
        return self._sums[measure.key, part]

    def _add_up(self, wanted: Iterable[tuple[Measure, str | None]]) -> None:
        """The sums of measures and parts, in one go through the records."""
        missing = [(measure, part) for measure, part in wanted if (measure.key, part) not in self._sums]
        if not missing:
            return
        pairs = np.array([sums_of(record, self.scenario, missing) for record in self.records])
        for number, (measure, part) in enumerate(missing):
            self._sums[measure.key, part] = pairs[:, number, 0], pairs[:, number, 1]

    def meaningless(self, measure: Definition, part: str | None = None) -> bool:
        """Whether a line that keeps growing makes the figure depend on the length of the run alone."""
        if measure.scope.name != LINE.name:
            return measure.steady and bool(self.unstable)
        return measure.steady and (part or next(iter(self._growing))) in self.unstable

    def estimate(self, key: str, part: str | None = None) -> Estimate:
        """A measure by its key, of the whole or of a part: a tier, topic or pool, as its scope has them."""
        measure = MEASURES[key]
        if self.meaningless(measure, part):
            return NOT_SAID
        return statistics.ratio(*self.sums(measure, part), measure.most, events=measure.counted == "both")

    def _figures(self, asked: Sequence[tuple[Measure, str | None]]) -> dict[str, Any]:
        """`estimate` of each measure and part, as columns; those of one kind in one go."""
        self._add_up(asked)
        kinds: dict[tuple[float, bool], list[int]] = {}
        for number, (measure, part) in enumerate(asked):
            if not self.meaningless(measure, part):
                kinds.setdefault((measure.most, measure.counted == "both"), []).append(number)
        figures = np.full((4, len(asked)), NOTHING)
        for (most, events), numbers in kinds.items():
            sums = [self._sums[measure.key, part] for measure, part in (asked[number] for number in numbers)]
            # Transposed, so that each measure is added up over neighbours in memory, as it is by itself.
            numerators, denominators = np.array(sums).transpose(1, 2, 0)
            found = statistics.ratio(numerators, denominators, most, events=events)
            figures[:, numbers] = found.mean, found.low, found.high, found.sd
        columns: dict[str, Any] = dict(zip(("mean", "low", "high", "sd"), figures, strict=True))
        return columns | {"unit": [measure.unit for measure, _part in asked]}

    # --- tables ----------------------------------------------------------------------------------

    def kpis(self, measures: Iterable[str] | None = None) -> pd.DataFrame:
        """Every measure of the whole centre, or these; those of contacts at the first line.

        Index: `measure`, a key of `sim.measure.MEASURES`. Columns: `mean`; `low`, `high`: its 95% interval;
        `sd`: between replications, of the jackknife's pseudo-values; `unit`. All are ratios of expectations.
        """
        import pandas as pd

        keys = list(measures_of([self.scenario]) if measures is None else measures)
        figures = self._figures([(MEASURES[key], None) for key in keys])
        return pd.DataFrame(figures, index=pd.Index(keys, name="measure"))

    def _parts(self, scope: Scope) -> pd.DataFrame:
        import pandas as pd

        used = measures_of([self.scenario])
        of_scope = [measure for measure in used.values() if measure.scope.name == scope.name]
        asked = [(measure, part) for part in scope.parts(self.records[0]) for measure in of_scope]
        names = [(part, measure.key) for measure, part in asked]
        index = pd.MultiIndex.from_tuples(names, names=[scope.name, "measure"])
        return pd.DataFrame(self._figures(asked), index=index)

    def tiers(self) -> pd.DataFrame:
        """The measures of contacts, at each tier. Index: `tier`, `measure`; columns as in `kpis`."""
        return self._parts(LINE)

    def topics(self) -> pd.DataFrame:
        """The measures of issues, of each topic. Index: `topic`, `measure`; columns as in `kpis`."""
        return self._parts(ISSUES)

    def populations(self) -> pd.DataFrame:
        """The measures of issues, of each population. Index: `population`, `measure`; columns: see `kpis`."""
        return self._parts(POPULATION)

    def channels(self) -> pd.DataFrame:
        """The measures of channels, of each. Index: `channel`, `measure`; columns as in `kpis`."""
        return self._parts(CHANNEL)

    def pools(self) -> pd.DataFrame:
        """The measures of people, of each pool. Index: `pool`, `measure`; columns as in `kpis`."""
        return self._parts(PEOPLE)

    def escalations(self) -> pd.DataFrame:
        """What was passed up from each place on the payrolls, whoever held it, in the counted period.

        Index: `pool`, `place` (from 1). Columns, each with `_low` and `_high`: `passed_up`: escalations a
        replication; `avoidable`: of these, by somebody able to solve the issue and allowed to; `share`: the
        one of the other. Places from which nothing was passed up are left out.
        """
        return escalations_table(self.records, self.scenario)

    def intervals(self) -> pd.DataFrame:
        """The week of each tier, by the interval a contact arrived in.

        Index: `weekday` (Sun to Sat), `from` (HH:MM), `tier`. Columns: `offered`, `answered`, `abandoned`,
        `blocked`, `moved`: contacts, mean per day of that weekday; `service_level`, `asa_s`, `mean_wait_s`,
        `abandonment`, each with `_low` and `_high`, as in `sim.measure`. Weekdays that were not counted are
        left out.
        """
        return intervals_table(self.records, self.unstable)

    def people(self) -> pd.DataFrame:
        """The people of each pool over time, mean over replications.

        Index: `week` (from 0, the run's first), `pool`. Columns, each with `_low` and `_high`: `employed`,
        `training`, `asked`, `filled`, `present`, `busy`: mean people or seats; `nesting`, `working`,
        `vacancies`: people beside a veteran, people on their own, posts open; `tenure`: months since
        training, mean of those employed at the end of the week; `left`, `hired`: people in the week;
        `first_quarter`, `first_year`, `later`: people by tenure at the end of the week.
        """
        return people_table(self.records)

    def survival(self) -> pd.DataFrame:
        """How long people stay in each pool, from the first day of their training.

        Index: `pool`, `months` of tenure. Columns: `share` still there after so many months; `low`, `high`:
        its 95% interval; `at_risk`: people on whom it rests, of all replications. See
        `sim.experiment.careers`. Where nobody has been there for so short a time, nobody is seen to leave.
        """
        return survival_table(self.records)

    def issues(self) -> pd.DataFrame:
        """How issues end.

        Index: `topic`, `ending` (solved, abandoned, lost, blocked, open). Columns: `mean`: issues per
        replication; `share`, `low`, `high`: of the topic's issues.
        """
        return issues_table(self.records, bool(self.unstable))

    def percentiles(self) -> pd.DataFrame:
        """How long the longer times are: of all replications together, each contact or issue counting once.

        Index: `measure`, a key of `sim.measure.DISTRIBUTIONS` ("waits": of the answered; "resolutions": of
        the solved), `tier` ("" where it is the whole centre), `percentile` (50, 90, 95). Columns: `mean`: the
        percentile; `low`, `high`: its 95% interval (`sim.experiment.quantiles`); `unit`; `events`: times a
        replication on the rarer side of it; `kind`.
        """
        return percentiles_table(self.records, self.meaningless)

    def days(self) -> pd.DataFrame:
        """How days differ. Each day has a figure and counts once, be it quiet or busy.

        Index: `tier`; `measure`, of `sim.measure.DAILY`; `statistic`: "mean" (of the daily figures: another
        number than the ratio of expectations in `tiers`), "p10", "p90" (percentiles of them). Columns:
        `mean`: the figure; `low`, `high`: its 95% interval; `unit`; `days`: how many a replication it rests
        on; `kind`. Days on which nobody entered the first line are left out. How many days meet the target is
        a measure, `days_on_target`.
        """
        return days_table(self.records, self.meaningless)

    def worst_intervals(self) -> pd.DataFrame:
        """The intervals of the first line in which most time was waited, ten of each replication.

        Index: `rank`, the worst of all first. Columns: `replication`; `date`; `from` (HH:MM); contacts that
        arrived in it: `offered`, `answered`, `answered_in_target`, `abandoned`; `waited_min`: minutes that
        they waited together.
        """
        return worst_intervals_table(self.records, self.numbers, self.scenario)

    def worst_days(self) -> pd.DataFrame:
        """The days of the first line on which most time was waited, ten of each replication.

        Index and columns as in `worst_intervals`, without `from`.
        """
        return worst_days_table(self.records, self.numbers, self.scenario)

    def longest_issues(self) -> pd.DataFrame:
        """The issues that took longest from first contact to their end: `notable_issues` by `longest`."""
        return self.notable_issues("longest")

    def notable_issues(self, exceptions: str) -> pd.DataFrame:
        """The exceptions among the issues of the counted period, ten of each replication.

        `exceptions`: `longest`, from first contact to end; `calls`, by the longest handling of one contact;
        `contacts`, three or more; `hand-backs`, two or more times sent back to the tier below.

        Index: `rank`, the largest first. Columns: `replication`; `issue`: its number, the same in every
        design; `topic`; `ending` (solved, abandoned, lost, blocked; of `calls` open: how it stood then);
        `opened`, `ended`: date and time; `hours` between them; `contacts`, `handovers`: how many;
        `difficulty`; `figure`: what puts it there, times in minutes. Issues still open are not among them,
        except in `calls`.
        """
        return notable_issues_table(exceptions, self.records, self.numbers, self.scenario)

    def stuck_issues(self) -> pd.DataFrame:
        """The issues of the counted period that had not ended when the run did, the ten oldest of each
        replication.

        Index and columns as in `longest_issues`, without `ending` and `ended`; `hours`: until the run's end.
        """
        return stuck_issues_table(self.records, self.numbers, self.scenario)

    def tables(self) -> dict[str, pd.DataFrame]:
        """All tables, by name."""
        tables: tuple[Callable[[], pd.DataFrame], ...] = (
            self.kpis,
            self.tiers,
            self.topics,
            *([self.populations] if self.scenario.populations else []),
            *([self.channels] if len(self.scenario.channel_names) > 1 else []),
            self.pools,
            *([self.escalations] if len(self.scenario.tiers) > 1 else []),
            self.intervals,
            self.people,
            self.survival,
            self.issues,
            self.percentiles,
            self.days,
            self.worst_intervals,
            self.worst_days,
            self.longest_issues,
            self.stuck_issues,
        )
        return {table.__name__: table() for table in tables}

    def to_csv(self, folder: str | Path) -> list[Path]:
        """Write `tables`, the definitions of the measures and the provenance as CSV; the files written."""
        return write_tables(folder, self.tables(), self.provenance)

    # --- what to mind ----------------------------------------------------------------------------

    @property
    def warnings(self) -> list[str]:
        """What a reader has to know before trusting the figures; each a sentence or two."""
        found = []
        if self.interrupted:
            found.append(
                _("Interrupted: {done} of {asked} replications finished.").format(
                    done=self.replications, asked=self.provenance.asked
                )
            )
        if self.replications == 1:
            found.append(_("One replication says nothing of chance: no interval can be given."))
        found += [self._growing_line(tier, runs) for tier, runs in self._growing.items() if runs]
        found += self._uncertain()
        return found

    def _growing_line(self, tier: str, runs: int) -> str:
        if tier in self.unstable:
            return _(
                "The line of {tier} keeps growing: more contacts come than its people can answer. Waits "
                "there, and what becomes of issues, would depend on the length of the run and are not given."
            ).format(tier=tier)
        return ngettext(
            "In {runs} of {all} replications the line of {tier} kept growing; the figures include it.",
            "In {runs} of {all} replications the line of {tier} kept growing; the figures include them.",
            runs,
        ).format(runs=runs, all=self.replications, tier=tier)

    def _uncertain(self) -> list[str]:
        used = measures_of([self.scenario])
        given = [measure for measure in used.values() if not self.meaningless(measure)]
        self._add_up((measure, None) for measure in given)
        sums = {measure: self.sums(measure) for measure in given}
        few = [
            m
            for m, (of, to) in sums.items()
            if 0 < m.events(float(of.mean()), float(to.mean())) < statistics.FEW
        ]
        rough = [m for m in given if m not in few and m.counted != "both" and self._differs_wildly(m)]
        undefined = [m for m, (_of, to) in sums.items() if not to.any()]
        found = []
        if few:
            text = _("Fewer than {few} events a run, so the interval is rough: {titles}.")
            found.append(text.format(few=statistics.FEW, titles=_titles(few)))
        if rough:
            text = _(
                "Replications differ by more than the figure itself, so the interval is rough: {titles}."
            )
            found.append(text.format(titles=_titles(rough)))
        if undefined:
            found.append(
                _("There was nothing to measure these on: {titles}.").format(titles=_titles(undefined))
            )
        return found

    def _differs_wildly(self, measure: Measure) -> bool:
        """Few replications hold most of an amount, so what none of them saw may matter."""
        found = self.estimate(measure.key)
        return bool(found.mean > 0 and found.sd > found.mean)


def _titles(measures: Iterable[Measure]) -> str:
    return ", ".join(_(measure.title) for measure in measures)
