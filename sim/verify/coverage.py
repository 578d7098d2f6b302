"""Our own intervals: how often the 95% intervals of a report hold what is true.

Short days of a line with exact theory are simulated ten thousand times over. They are dealt out to studies of
5, 10 and 30 replications, and each study is given the intervals that a report would show. Of right intervals
95 of 100 hold the exact value; the share found has a binomial interval of its own. A value with few events a
run must be held at least so often: what is counted is a whole number, so no interval holds it exactly so.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.stats import beta

import sim
from sim.experiment import Results, quantiles
from sim.experiment.statistics import CONFIDENCE, FEW, Floats, difference, ratio, relative_difference
from sim.experiment.verdicts import simultaneous
from sim.measure import DISTRIBUTIONS, MEASURES, PERCENTILES
from sim.theory.erlang import ErlangA, erlang_a
from sim.verify import reads
from sim.verify.catalogue import Effort, verified
from sim.verify.outcome import Finding, Value, need_compiled_calendar
from sim.words import N_, _

if TYPE_CHECKING:
    import plotly.graph_objects as go

REPLICATIONS = (5, 10, 30)  # of a study
DAYS, QUICK_DAYS = 10_000, 1_000  # simulated: a thousand studies of ten, or a hundred
STUDIES = 1_000  # of any size; where the days don't suffice they are shuffled and dealt out again
BATCH = 1_000  # days of one seed; seeds 1, 2, ... were chosen once
GROUP = N_("Our own intervals")
TARGET = 1 / 3  # minutes; the scenario's service level

EVENTS = ("service_level", "delayed", "abandonment")  # shares of counted contacts
KEYS = (*EVENTS, "occupancy", "asa", "mean_wait", "time_to_abandon", "aht", "contacts_per_day")
TOGETHER = ("service_level", "abandonment", "asa", "occupancy")  # judged as one study's claims

Sums = tuple[Floats, Floats]  # numerators and denominators, each [replication, study]


@dataclass(frozen=True)
class Desk:
    """A line with one pool, in steady state all day. Times in minutes."""

    per_hour: float
    handle: float
    agents: int
    patience: float

    @property
    def theory(self) -> ErlangA:
        return erlang_a(self.per_hour / 60, self.handle, self.agents, self.patience)

    def exact(self) -> dict[str, float]:
        """The measures, in their units."""
        line = self.theory
        return {
            "service_level": line.answered_within(TARGET),
            "delayed": line.p_wait,
            "abandonment": line.p_abandon,
            "occupancy": line.occupancy,
            "asa": 60 * line.asa,
            "mean_wait": 60 * line.mean_wait,
            "time_to_abandon": 60 * line.mean_wait_abandoned,
            "aht": 60 * self.handle,
            "contacts_per_day": 24 * self.per_hour,
        }

    def percentile(self, percent: int) -> float:
        """Of the waits of the answered, in seconds."""
        line = self.theory

        def beyond(minutes: float) -> float:
            return line.answered_within(minutes) / (1 - line.p_abandon) - percent / 100

        return 0.0 if beyond(0) >= 0 else 60 * float(brentq(beyond, 0, 100 * self.patience))

    def days(self, number: int, cv: float | None = None, keys: tuple[str, ...] = KEYS) -> Days:
        """So many single days, each after one of warm-up. `cv`: of lognormal handle times."""
        law = {"kind": "exponential"} if cv is None else {"kind": "lognormal", "cv": cv}
        scenario = sim.load(
            {
                "name": "Desk",
                "calendar": {"length": "2 days", "warm_up": "1 day", "interval": "12 hours"},
                "demand": {"per_hour": self.per_hour},
                "topics": {"all": {"share": "100%", "handle": law | {"mean": f"{self.handle} min"}}},
                "patience": {"kind": "exponential", "mean": f"{self.patience} min"},
                "returns": {"share": "0%", "window": f"{30 * self.patience} min"},  # until nobody waits
                "service_level": {"within": f"{60 * TARGET:g}s"},
                "tiers": {"desk": {"pool": "desk"}},
                "pools": {"desk": {"agents": self.agents}},
            }
        )
        times, seeds = DISTRIBUTIONS["waits"], range(1, number // BATCH + 1)
        pairs: dict[str, list[Sums]] = {key: [] for key in keys}
        waits, first = [], None
        for seed in seeds:  # so that few records are kept at a time
            results = sim.run(scenario, BATCH, seed, clock="compiled", jobs=1)
            first = first or replace(results, records=results.records[:10], numbers=results.numbers[:10])
            for key in keys:
                pairs[key].append(results.sums(MEASURES[key]))
            waits += [times.counts(record) for record in results.records]
        assert first
        sums = {
            key: (np.concatenate([n for n, _d in of]), np.concatenate([d for _n, d in of]))
            for key, of in pairs.items()
        }
        return Days(sums, np.stack(waits), first)


@dataclass(frozen=True)
class Days:
    """What is kept of days: numerators and denominators by measure, and how many waits lie in each bin."""

    sums: dict[str, Sums]
    waits: NDArray[np.int64]  # [day, bin]
    first: Results  # ten of them, as a study


BUSY = Desk(20, 6, 2, 6)
RELIEVED = Desk(20, 6, 3, 6)
QUIET = Desk(20, 6, 7, 6)  # one contact in 1,400 gives up: one in three days
SLOW = Desk(2, 60, 2, 60)  # 48 contacts a day


def sizes(days: int) -> list[int]:
    """Of studies: those of which there are a hundred."""
    return [replications for replications in REPLICATIONS if days // replications >= 100]


def dealt(values: np.ndarray, replications: int) -> np.ndarray:
    """Days as studies, [replication, study, ...]: all of them, shuffled and dealt out until they suffice."""
    studies = len(values) // replications
    rounds = max(1, math.ceil(min(STUDIES, len(values) // REPLICATIONS[1]) / studies))
    orders = [np.random.default_rng(number).permutation(len(values)) for number in range(rounds)]
    parts = [values[order[: studies * replications]] for order in orders]
    return np.concatenate(
        [part.reshape(studies, replications, *part.shape[1:]).swapaxes(0, 1) for part in parts], axis=1
    )


class Tried:
    """How often intervals held, value by value, and how wide they were."""

    def __init__(self, days: int) -> None:
        self.days = days
        self.values: list[Value] = []
        self.rough: list[str] = []
        self.widths: dict[str, list[tuple[int, float]]] = {}

    def add(
        self,
        what: str,
        replications: int,
        exact: float,
        low: Floats,
        high: Floats,
        at_least: bool = False,
        rough: bool = False,
    ) -> None:
        """Intervals of one figure by study. `rough`: it is told and not judged."""
        rounding = 1e-9 * abs(exact)
        known = np.isfinite(low) & np.isfinite(high)
        held = (low[known] <= exact + rounding) & (exact - rounding <= high[known])
        width = float(np.median(high[known] - low[known])) / (abs(exact) or 1)
        self.widths.setdefault(what, []).append((replications, width))
        if rough:
            text = _("{what}, {n} replications: {share:.1%}")
            self.rough.append(text.format(what=what, n=replications, share=held.mean()))
        else:
            self.judge(what, replications, held, at_least)

    def judge(self, what: str, replications: int, held: NDArray[np.bool_], at_least: bool) -> None:
        """How often studies were right, beside how often they should be. Days dealt out again prove nothing
        new, so the interval is that of as many studies as the days suffice for once."""
        share = float(held.mean())
        low, high = binomial(share, self.days // replications, reads.CONFIDENCE)
        self.values.append(
            Value(
                _("{what}, {n} replications").format(what=what, n=replications),
                CONFIDENCE,
                share,
                low,
                high,
                CONFIDENCE if at_least else math.nan,
                1.0 if at_least else math.nan,
                chancy=True,
            )
        )

    def finding(self, note: str, why_told: str = "") -> Finding:
        if self.rough:
            text = why_told or _("Reports warn that these are rough: {shares}.")
            note = f"{note} {text.format(shares='; '.join(self.rough))}".strip()
        return Finding(self.values, note, self.figure())

    def figure(self) -> go.Figure:
        """How wide intervals are, as a part of the figure, by number of replications."""
        import plotly.graph_objects as go

        figure = go.Figure()
        for what, points in self.widths.items():
            figure.add_scatter(x=[n for n, _w in points], y=[w for _n, w in points], name=what)
        figure.update_xaxes(type="log", title=_("replications"), tickvals=REPLICATIONS)
        figure.update_yaxes(type="log", title=_("median width of the interval, as a part of the figure"))
        return figure


def binomial(share: float, of: int, confidence: float) -> tuple[float, float]:
    """The interval of a share of so many (Clopper and Pearson 1934)."""
    seen, tail = share * of, (1 - confidence) / 2
    low = float(beta.ppf(tail, seen, of - seen + 1)) if seen > 0 else 0.0
    high = float(beta.ppf(1 - tail, seen + 1, of - seen)) if seen < of else 1.0
    return low, high


def intervals(key: str, sums: Sums, confidence: float = CONFIDENCE) -> tuple[Floats, Floats]:
    """What `Results.estimate` gives, of all studies at once."""
    measure = MEASURES[key]
    found = ratio(*sums, measure.most, confidence, measure.counted == "both")
    return found.low, found.high


def try_figures(
    tried: Tried, sums: Mapping[str, Sums], exact: Mapping[str, float], judged: bool = True
) -> None:
    """Means, shares and ratios. Not `judged`: known to be short, and only told."""
    for key, (numerators, denominators) in sums.items():
        measure = MEASURES[key]
        events = measure.events(numerators.mean(), denominators.mean())
        whole = ratio(numerators, denominators)
        few = events < FEW
        for replications in sizes(tried.days):
            parts = dealt(numerators, replications), dealt(denominators, replications)
            low, high = intervals(key, parts)
            tried.add(
                measure.title,
                replications,
                exact[key],
                low,
                high,
                at_least=few and key in EVENTS,
                rough=not judged or (key not in EVENTS and (few or bool(whole.sd > whole.mean))),
            )


def try_percentiles(tried: Tried, waits: NDArray[np.int64], desk: Desk) -> None:
    upper = DISTRIBUTIONS["waits"].upper
    for percent in PERCENTILES:
        exact = desk.percentile(percent)
        for replications in sizes(tried.days):
            studies = dealt(waits, replications).swapaxes(0, 1)[:STUDIES]
            found = np.array([quantiles.of_counts(study, upper, percent / 100) for study in studies])
            what = _("Percentile {percent} of waits").format(percent=percent)
            tried.add(what, replications, exact, found[:, 1], found[:, 2], at_least=exact == 0)


def try_differences(
    tried: Tried,
    sums: tuple[Mapping[str, Sums], Mapping[str, Sums]],
    exact: tuple[Mapping[str, float], Mapping[str, float]],
    keys: tuple[str, ...],
) -> None:
    """The second less the first, on the same luck; and as a part of the first."""
    for key in keys:
        base, other = (of[key] for of in exact)
        for replications in sizes(tried.days):
            against, of = (tuple(dealt(part, replications) for part in design[key]) for design in sums)
            apart = difference(of, against)  # type: ignore[arg-type]
            title = MEASURES[key].title
            what = _("{title}, paired difference").format(title=title)
            tried.add(what, replications, other - base, apart.low, apart.high)
            relative = relative_difference(of, against)  # type: ignore[arg-type]
            what = _("{title}, relative difference").format(title=title)
            tried.add(what, replications, other / base - 1, relative.low, relative.high)


def try_together(tried: Tried, sums: Mapping[str, Sums], exact: Mapping[str, float]) -> None:
    """Claims of one study: all of their intervals have to hold, each at a higher confidence."""
    confidence = simultaneous(CONFIDENCE, len(TOGETHER))
    for replications in sizes(tried.days):
        right = np.array(True)
        for key in TOGETHER:
            parts = dealt(sums[key][0], replications), dealt(sums[key][1], replications)
            low, high = intervals(key, parts, confidence)
            right = right & (low <= exact[key]) & (exact[key] <= high)
        what = _("{count} claims of one study together").format(count=len(TOGETHER))
        tried.judge(what, replications, right, at_least=True)


def as_reported(days: Days) -> Value:
    """Whether the intervals tried are those of a report's table: the first ten days, as a study."""
    table = days.first.kpis(KEYS)
    same = all(
        np.allclose(
            [float(limit) for limit in intervals(key, (days.sums[key][0][:10], days.sums[key][1][:10]))],
            table.loc[key, ["low", "high"]].to_numpy(float),
            rtol=1e-12,
            equal_nan=True,
        )
        for key in KEYS
    )
    return Value(_("the intervals tried are those of the tables"), 1.0, float(same), same, same)


def covered(id: str, title: str, quick: bool = False) -> Callable[[Any], Any]:
    """Register a case of this module, which needs the compiled calendar."""

    def register(case: Callable[[int], Finding]) -> Callable[[int], Finding]:
        def run(effort: Effort) -> Finding:
            need_compiled_calendar()
            return case(QUICK_DAYS if effort.quick else DAYS)

        verified(f"coverage.{id}", group=GROUP, title=title, source=_("Erlang A, exact"), quick=quick)(run)
        return case

    return register


@covered("slow", N_("48 contacts a day"), quick=True)
def slow(days: int) -> Finding:
    """Few contacts, which wait long: shares, skewed waits and high percentiles of few."""
    found, tried = SLOW.days(days), Tried(days)
    try_figures(tried, found.sums, SLOW.exact())
    try_percentiles(tried, found.waits, SLOW)
    tried.values.append(as_reported(found))
    return tried.finding(_("Of 48 contacts a day a quarter gives up, and half of the others wait."))


@covered("pair", N_("480 contacts a day, and one agent more"))
def pair(days: int) -> Finding:
    """Two designs on the same luck."""
    tried, one, other = Tried(days), BUSY.days(days), RELIEVED.days(days)
    exact = BUSY.exact(), RELIEVED.exact()
    try_figures(tried, one.sums, exact[0])
    try_percentiles(tried, one.waits, BUSY)
    try_together(tried, one.sums, exact[0])
    differing = tuple(key for key in KEYS if key not in ("aht", "contacts_per_day"))
    try_differences(tried, (one.sums, other.sums), exact, differing)
    return tried.finding(_("Two agents, or three; the same customers with the same luck."))


@covered("rare", N_("Rare abandonment: one contact in 1,400"))
def rare(days: int) -> Finding:
    """Far too many agents: hardly anybody waits, so next to nothing is ever counted."""
    tried, found = Tried(days), QUIET.days(days)
    try_figures(tried, found.sums, QUIET.exact())
    try_percentiles(tried, found.waits, QUIET)
    return tried.finding(_("Two contacts a day wait; one gives up in three days."))


@covered("skewed", N_("Heavy handle times: coefficient of variation 3"))
def skewed(days: int) -> Finding:
    """More agents than ever needed, so that only handle times count, of which a mean is known."""
    desk, tried = Desk(5, 6, 20, 6), Tried(days)
    found = desk.days(days, cv=3.0, keys=("aht", "occupancy"))
    load = desk.per_hour * desk.handle / 60 / desk.agents
    exact = {"aht": 60 * desk.handle, "occupancy": load}
    try_figures(tried, {"occupancy": found.sums["occupancy"]}, exact)
    try_figures(tried, {"aht": found.sums["aht"]}, exact, judged=False)
    note = _("120 contacts a day; one in a hundred takes more than ten times the mean.")
    short = _("Short by a point or two, since no few days show how long the longest take: {shares}.")
    return tried.finding(note, short)
