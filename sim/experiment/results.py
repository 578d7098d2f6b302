"""What the replications of one design say, as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sim.experiment.careers import survival_table
from sim.experiment.cautions import cautions
from sim.experiment.estimates import Estimates
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
)

if TYPE_CHECKING:
    import pandas as pd

    from sim.record import Record
    from sim.scenario.schema import Scenario


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

    @property
    def replications(self) -> int:
        """How many finished."""
        return len(self.records)

    @property
    def unstable(self) -> tuple[str, ...]:
        """Tiers whose line kept growing in at least half of the replications."""
        return self._estimates.unstable

    @cached_property
    def _estimates(self) -> Estimates:
        return Estimates(self.records, self.scenario)

    # --- figures ---------------------------------------------------------------------------------

    def sums(self, measure: Measure, part: str | None = None) -> tuple[Floats, Floats]:
        """Numerators and denominators of a measure, one each per replication."""
        return self._estimates.sums(measure, part)

    def meaningless(self, measure: Definition, part: str | None = None) -> bool:
        """Whether a line that keeps growing makes the figure depend on the length of the run alone."""
        return self._estimates.meaningless(measure, part)

    def estimate(self, key: str, part: str | None = None) -> Estimate:
        """A measure by its key, of the whole or of a part: a tier, topic or pool, as its scope has them."""
        return self._estimates.of(MEASURES[key], part)

    # --- tables ----------------------------------------------------------------------------------

    def kpis(self, measures: Iterable[str] | None = None) -> pd.DataFrame:
        """Every measure of the whole centre, or these; those of contacts at the first line.

        Index: `measure`, a key of `sim.measure.MEASURES`. Columns: `mean`; `low`, `high`: its 95% interval;
        `sd`: between replications, of the jackknife's pseudo-values; `unit`. All are ratios of expectations.
        """
        import pandas as pd

        keys = list(measures_of([self.scenario]) if measures is None else measures)
        figures = self._estimates.columns([(MEASURES[key], None) for key in keys])
        return pd.DataFrame(figures, index=pd.Index(keys, name="measure"))

    def _parts(self, scope: Scope) -> pd.DataFrame:
        import pandas as pd

        used = measures_of([self.scenario])
        of_scope = [measure for measure in used.values() if measure.scope.name == scope.name]
        asked = [(measure, part) for part in scope.parts(self.records[0]) for measure in of_scope]
        names = [(part, measure.key) for measure, part in asked]
        index = pd.MultiIndex.from_tuples(names, names=[scope.name, "measure"])
        return pd.DataFrame(self._estimates.columns(asked), index=index)

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
        return cautions(self._estimates, self.provenance.asked, self.interrupted)
