"""Time-varying demand and staff: M(t)/M/n(t)+M by its forward equations.

Poisson arrivals at a rate that differs by period, exponential handling and patience, and so many agents by
period, who at its end either finish the call in hand (nobody starts a call while more are at work than should
be), or drop it: who was served then goes back to the head of the line. Nothing is an approximation: within a
period the chain of the numbers present is solved by uniformization (Jensen 1953), a sum of positive terms,
which also gives how long it is in each state. Times in one unit, rates per that unit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from sim.theory.domain import (
    require_agents,
    require_not_negative,
    require_positive,
    require_share,
)
from sim.theory.trunks import in_line
from sim.words import _

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    Array = NDArray[np.float64]

NEGLIGIBLE = 1e-13

Leaving = Literal["finish", "drop"]


@dataclass(frozen=True)
class Period:
    """So long, with arrivals at this rate, and so many agents."""

    length: float
    arrival_rate: float
    agents: int

    def __post_init__(self) -> None:
        require_positive(length=self.length)
        require_not_negative(arrival_rate=self.arrival_rate)
        require_agents(self.agents)


@dataclass(frozen=True)
class PeriodFigures:
    """What is expected of a period: `arrivals` of it; contacts `abandoned` in it, balks included; the time
    all spend in line and the agents' `busy_time` in it; of its arrivals those `delayed`, who find no free
    agent; and the queue at its end."""

    arrivals: float
    abandoned: float
    waiting_time: float
    busy_time: float
    delayed: float
    queue_at_end: float


@dataclass(frozen=True)
class Day:
    """What is expected of a day that starts empty and, after the last period, goes on until the line is
    empty.

    `after_close` is what happens then, as of a period; totals count it. Waits are of all offered, in the unit
    of the inputs. `_seen` is for `answered_within`: the arrivals by what they find.
    """

    periods: tuple[PeriodFigures, ...]
    after_close: PeriodFigures
    found_in_line: tuple[float, ...] | None
    drain: float
    patience: float

    @property
    def arrivals(self) -> float:
        return math.fsum(period.arrivals for period in self.periods)

    @property
    def abandoned(self) -> float:
        return math.fsum(period.abandoned for period in (*self.periods, self.after_close))

    @property
    def waiting_time(self) -> float:
        return math.fsum(period.waiting_time for period in (*self.periods, self.after_close))

    @property
    def p_abandon(self) -> float:
        return self.abandoned / self.arrivals

    @property
    def mean_wait(self) -> float:
        return self.waiting_time / self.arrivals

    @property
    def p_wait(self) -> float:
        return math.fsum(period.delayed for period in self.periods) / self.arrivals

    def answered_within(self, t: float) -> float:
        """How many are answered after a wait of at most t; first come, first served.

        Raises ValueError where the number of agents changes or some balk: no formula is given for
        that.
        """
        if self.found_in_line is None:
            raise ValueError(_("answered within a time: no formula where agents change or some balk"))
        found = np.array(self.found_in_line)
        ahead = np.arange(len(found))
        answered = in_line(ahead, self.drain, self.patience, 0.0).answered_later
        late = in_line(ahead, self.drain, self.patience, t).answered_later
        return self.arrivals - float(found.sum()) + float(found @ (answered - late))


def day(
    periods: Sequence[Period],
    handle_time: float,
    patience: float = math.inf,
    leaving: Leaving = "finish",
    p_balk: float = 0.0,
) -> Day:
    """A day from empty to empty; after the last period its agents stay until nobody is left.

    `p_balk`: of those who find no free agent, who hang up at once. A day is finite, so nothing is unstable.

    Raises `OutOfRangeError` for figures without meaning.
    """
    require_positive(handle_time=handle_time)
    require_share(p_balk=p_balk)
    if patience != math.inf:
        require_positive(patience=patience)
    require_positive(arrival_rate=max((period.arrival_rate for period in periods), default=0.0))
    size = _longest_line(periods, handle_time, patience)
    most = max(period.agents for period in periods)
    beyond = most - min(period.agents for period in periods) if leaving == "finish" else 0
    state = np.zeros((beyond + 1, size + most + 1))
    state[0, 0] = 1.0
    agents_before = periods[0].agents
    figures, found = [], np.zeros(size + most + 1)
    for period in periods:
        state = _shift_change(state, agents_before, period.agents)
        floor = _Floor(period.agents, handle_time, patience, p_balk, state.shape)
        state, spent = floor.run(state, period.arrival_rate, period.length)
        figures.append(floor.figures(state, spent, period.arrival_rate, period.length))
        found += period.arrival_rate * spent[0]
        agents_before = period.agents
    floor = _Floor(agents_before, handle_time, patience, p_balk, state.shape)
    spent = floor.until_empty(state)
    same = len({period.agents for period in periods}) == 1 and p_balk == 0
    return Day(
        periods=tuple(figures),
        after_close=floor.figures(np.zeros_like(state), spent, 0.0, 0.0),
        found_in_line=tuple(found[agents_before:].tolist()) if same else None,
        drain=agents_before / handle_time,
        patience=patience,
    )


def _longest_line(periods: Sequence[Period], handle_time: float, patience: float) -> int:
    """A line that is not exceeded: that of the long run at the highest rate with the fewest agents, and also
    that of all who come in the whole day."""
    from scipy.stats import poisson

    rate = max(period.arrival_rate for period in periods)
    few = min(period.agents for period in periods)
    all_day = math.fsum(period.arrival_rate * period.length for period in periods)
    cap = int(poisson.isf(NEGLIGIBLE, all_day)) + 1
    likelihood = likeliest = 0.0
    line = 0
    while line < cap and likelihood > likeliest + math.log(NEGLIGIBLE):
        line += 1
        likelihood += math.log(rate / (few / handle_time + line / patience))
        likeliest = max(likeliest, likelihood)
    # Until those beyond the number have finished nobody is taken from the line, so it may get longer.
    return line + max(period.agents for period in periods) - few


def _shift_change(state: Array, before: int, now: int) -> Array:
    """The same people and calls, read with another number of agents.

    Row 0 has the number present; row e > 0 the line while e more are at work than should be.
    """
    if now == before:
        return state
    beyond, present = state.shape[0] - 1, np.arange(state.shape[1])
    new = np.zeros_like(state)
    for row in range(beyond + 1):
        at_work = np.minimum(present, before) if row == 0 else np.full_like(present, before + row)
        line = present - at_work if row == 0 else present
        over = at_work - now if beyond else np.zeros_like(present)  # dropped calls go back to the line
        for extra in range(1, beyond + 1):
            here = over == extra
            np.add.at(new[extra], line[here], state[row][here])
        here = (over <= 0) & (at_work + line < state.shape[1])
        np.add.at(new[0], (at_work + line)[here], state[row][here])
    return new


class _Floor:
    """The chain of one period, with states as in `_shift_change`: rates as sparse matrices, column to row."""

    def __init__(
        self, agents: int, handle_time: float, patience: float, p_balk: float, shape: tuple[int, ...]
    ) -> None:
        extra, number = np.indices(shape)
        self.shape = shape
        self.line = np.where(extra == 0, np.maximum(0, number - agents), number)
        self.busy = np.where(extra == 0, np.minimum(number, agents), agents + extra)
        self.full = self.busy >= agents
        self.patience, self.p_balk = patience, p_balk
        # Who finishes beyond the number goes home; the last of them leaves all agents busy, and the line.
        finished = np.where(extra == 0, number - 1, np.where(extra == 1, number + agents, number))
        row = np.maximum(0, extra - 1)
        self.moves = self._move(extra, number - 1, self.line / patience)
        self.moves = self.moves + self._move(row, finished, self.busy / handle_time)
        self.arrive = self._move(extra, number + 1, np.where(self.full, 1 - p_balk, 1.0))

    def _move(self, row: Array, column: Array, rate: Array) -> csr_array:
        from scipy.sparse import coo_array

        size = self.busy.size
        inside = ((column >= 0) & (column < self.shape[1]) & (rate > 0)).ravel()
        source = np.arange(size)[inside]
        target = (row * self.shape[1] + column).ravel()[inside]
        speed = rate.ravel()[inside]
        move = coo_array((speed, (target, source)), shape=(size, size))
        stay = coo_array((-speed, (source, source)), shape=(size, size))
        return (move + stay).tocsr()

    def run(self, state: Array, arrival_rate: float, time: float) -> tuple[Array, Array]:
        """The state after this time, and how long it was in each."""
        rates = self.moves + arrival_rate * self.arrive
        fastest = float(-rates.diagonal().min())
        if fastest == 0:
            return state, state * time
        from scipy.sparse import eye_array
        from scipy.stats import poisson

        step = (eye_array(self.busy.size) + rates / fastest).tocsr()
        steps = int(poisson.isf(1e-15, fastest * time)) + 2
        number = np.arange(steps + 1)
        at_end = poisson.pmf(number, fastest * time)
        longer = poisson.sf(number, fastest * time) / fastest
        p = state.ravel()
        end, spent = at_end[0] * p, longer[0] * p
        for k in range(1, steps + 1):
            p = step @ p
            end += at_end[k] * p
            spent += longer[k] * p
        return end.reshape(self.shape), spent.reshape(self.shape)

    def until_empty(self, state: Array) -> Array:
        """How long it is in each state but the empty one until nobody is left and nobody comes."""
        from scipy.sparse.linalg import spsolve

        rates = self.moves.tocsc()
        reached = np.flatnonzero(-rates.diagonal() > 0)
        spent = np.zeros(self.busy.size)
        spent[reached] = spsolve(rates[reached][:, reached], -state.ravel()[reached])
        return spent.reshape(self.shape)

    def figures(self, state: Array, spent: Array, arrival_rate: float, time: float) -> PeriodFigures:
        """Of a period, from its end and the time in each state."""
        waiting = float((spent * self.line).sum())
        delayed = arrival_rate * float(spent[self.full].sum())
        return PeriodFigures(
            arrivals=arrival_rate * time,
            abandoned=waiting / self.patience + self.p_balk * delayed,
            waiting_time=waiting,
            busy_time=float((spent * self.busy).sum()),
            delayed=delayed,
            queue_at_end=float((state * self.line).sum()),
        )


@dataclass(frozen=True)
class Cycle:
    """The long run of a cycle that repeats. Shares and waits of all offered; `present_at` and `p_wait_at`: by
    the moments asked for, the mean number present and the chance that all agents are busy."""

    p_abandon: float
    p_wait: float
    mean_wait: float
    occupancy: float
    present_at: tuple[float, ...]
    p_wait_at: tuple[float, ...]


def cycle(
    arrival_rate: Callable[[float], float],
    length: float,
    handle_time: float,
    agents: int,
    patience: float,
    moments: Sequence[float] = (),
) -> Cycle:
    """The periodic long run of M(t)/M/n+M under an arrival rate with a period of this length.

    By integrating the forward equations (an explicit Runge-Kutta method of order 8, to 1e-10) cycle by cycle
    until a cycle ends as it began. `moments`: times within the cycle. Source: Feldman, Mandelbaum, Massey &
    Whitt 2008 (the model); always stable. Raises `OutOfRangeError` for figures without meaning.
    """
    from scipy.integrate import solve_ivp

    require_positive(length=length, handle_time=handle_time, patience=patience)
    require_agents(agents)
    highest = max(arrival_rate(length * part / 1000) for part in range(1000))
    size = agents + _longest_line([Period(1e9, highest, agents)], handle_time, patience)
    number = np.arange(size + 1)
    busy, line = np.minimum(number, agents), np.maximum(0, number - agents)
    down = busy / handle_time + line / patience

    def change(t: float, y: Array) -> Array:
        p, rate = y[: size + 1], arrival_rate(t)
        up = rate * p[:-1]
        slope = -down * p
        slope[:-1] += down[1:] * p[1:] - up
        slope[1:] += up
        # And what adds up on the way: arrivals, those of them delayed, time in line, agents' time.
        return np.concatenate([slope, [rate, rate * p[agents:].sum(), line @ p, busy @ p]])

    p = np.zeros(size + 1)
    p[min(agents, int(arrival_rate(0.0) * handle_time))] = 1.0
    stops = sorted({*moments, length})
    for _round in range(1000):
        start = np.concatenate([p, np.zeros(4)])
        ran = solve_ivp(change, (0.0, length), start, method="DOP853", rtol=1e-10, atol=1e-13, t_eval=stops)
        end = ran.y[: size + 1, -1]
        settled = float(np.abs(end - p).sum()) < 1e-10
        p = end / end.sum()
        if settled:
            break
    arrivals, delayed, waiting, working = ran.y[size + 1 :, -1]
    at = ran.y[: size + 1, [stops.index(moment) for moment in moments]]
    return Cycle(
        p_abandon=waiting / patience / arrivals,
        p_wait=delayed / arrivals,
        mean_wait=waiting / arrivals,
        occupancy=working / agents / length,
        present_at=tuple((number @ at).tolist()),
        p_wait_at=tuple(at[agents:].sum(axis=0).tolist()),
    )
