"""What one replication leaves behind, and how it is added up on the way."""

from dataclasses import dataclass
from functools import cache, reduce

import numpy as np

WORST_INTERVAL = np.dtype(
    [(n, "i8") for n in ("day", "slot", "offered", "answered", "abandoned", "answered_in_target")]
    + [("waited", "f8")]
)


@dataclass
class Record:
    """What one replication leaves behind. Structured arrays; see `sim.floor.rows` for their columns."""

    tiers: tuple[str, ...]
    topics: tuple[str, ...]
    pools: tuple[str, ...]
    interval: float  # minutes
    clock: str
    days: np.ndarray  # LegTally[day, tier]: whole counted days, by the day a contact arrived in
    slots: np.ndarray  # LegTally[weekday, interval of the day, tier]: sums over the counted period
    slot_days: np.ndarray  # int[weekday]: days of it in the counted period
    issues: np.ndarray  # IssueTally[topic]
    populations: tuple[str, ...]
    of_population: np.ndarray  # IssueTally[population], at least one
    before: np.ndarray  # BEFORE[topic]: what became of issues before the floor; see `sim.customers.tally`
    pool: np.ndarray  # POOL_TALLY[pool], of the counted period
    postings: np.ndarray  # POSTING[...], of the counted period; see `sim.workforce.books`
    escalations: np.ndarray  # of counted issues, by place on the payrolls, one pool after the other
    careers: np.ndarray  # CAREER[...]: all who were there; see `sim.workforce.ledger`
    start: float  # of the run, on the clock of careers
    weeks: np.ndarray  # WEEK_TALLY[week, pool], whole weeks from the first day until counting ends
    counted_minutes: float
    backlog: float  # contacts under way when counting ends
    unstable: tuple[str, ...]  # tiers whose line kept growing
    waits: np.ndarray  # int[tier, bin]: waits of the answered that had to wait; see `sim.floor.kept.EDGES`
    resolutions: np.ndarray  # int[bin]: times from the first contact to the solution
    worst: np.ndarray  # WORST_INTERVAL[up to 10]: of the first line, most time waited first
    notable: np.ndarray  # Ended[list, 10]: the exceptions among issues, in no order; unused rows are all 0
    stuck: np.ndarray  # Ended[up to 10]: counted issues still open when the run ends, the oldest first
    channels: tuple[str, ...]  # those of customers, then the kinds of work that the centre puts off
    channel_legs: np.ndarray  # LegTally[channel, tier], of the counted period
    promises: np.ndarray  # ChannelTally[channel]
    parked: np.ndarray  # PARKED[channel]: the backlog by the hour; see `sim.floor.parked`
    seconds: float = 0.0  # of run time
    legs: np.ndarray | None = None  # every leg of the run, on request
    contacts: np.ndarray | None = None  # every contact, on request: those that are over, then those under way
    ended: np.ndarray | None = None  # every issue that ended, on request
    still_open: np.ndarray | None = None  # and those that had not when the run did


def growing(tiers, lengths, looks, occupancy):
    """The tiers whose line still grows when counting ends: no wait can be given for them.

    `lengths`: Length[tier], contacts waiting by the hour; `looks`: how many hours were looked at in each
    quarter of the time; `occupancy`: of each tier's people. A line grows if
    its people are never idle (over 99% busy), its mean in the last quarter is a quarter and ten
    contacts above that in the second, and it ends near its longest. In an overloaded centre it grows
    at a constant rate; where people have time to spare, or customers give up, it comes to a balance.
    """
    if min(looks) < 2:
        return ()
    second, last = (lengths["in_quarter"][:, quarter] / looks[quarter] for quarter in (1, 3))
    at_end, most = lengths["last"], lengths["most"]
    grows = (occupancy > 0.99) & (last > 1.25 * second) & (last > second + 10) & (at_end > 0.8 * most)
    return tuple(name for name, g in zip(tiers, grows, strict=True) if g)


class Days:
    """The tallies of days, added up: several at a time, since numpy needs nearly as long for one."""

    def __init__(self, slots, tiers, tally):
        """So many intervals of a day; `tally`: the type of a LegTally."""
        self.week = np.zeros((7, slots, tiers), tally)  # by weekday: days not yet added up
        self.words = table(self.week, "i8")
        self.rows_of_day = slots * tiers
        self.by_row = self.words.reshape(7, self.rows_of_day, -1)  # words[weekday, row, word], to fill in
        self.waiting: list[tuple] = []  # of each of these: number, weekday, counted as a whole
        self.real = np.flatnonzero(real_words(tally))
        self.sums = np.zeros_like(self.words)  # of all words, as if all were whole numbers
        self.real_sums = np.zeros((7, slots, tiers, len(self.real)))
        self.of_days: list[np.ndarray] = []  # words[day, tier, word] of days counted as a whole
        self.slot_days = np.zeros(7, int)  # by weekday, how many these are
        self.worst = np.zeros(0, WORST_INTERVAL)

    def put(self, day, weekday, counted):
        """A day's tallies are there; they come one after another. `counted`: as a whole."""
        self.waiting.append((day, weekday, counted))
        if len(self.waiting) == 7:
            self.add_up()

    def add_up(self):
        real = table(self.week, "f8").take(self.real, axis=-1)
        self.sums += self.words
        self.real_sums += real
        totals = self.rows(self.words.sum(axis=1), real.sum(axis=1))
        days = np.zeros(7, np.int64)
        for day, weekday, _counted in self.waiting:
            days[weekday] = day
        whole = [weekday for _day, weekday, counted in self.waiting if counted]
        self.of_days.append(table(totals, "i8")[whole])  # numpy joins words much sooner than rows
        self.slot_days[whole] += 1
        self.worst = worst_of(self.worst, days, self.week[:, :, 0])
        self.words[:] = 0
        self.waiting = []

    @property
    def slots(self):
        """LegTally[weekday, slot, tier]: sums of the days added up."""
        return self.rows(self.sums.copy(), self.real_sums)

    @property
    def whole(self):
        """LegTally[day, tier] of days counted as a whole."""
        words = np.concatenate(self.of_days or [np.zeros((0, *self.words.shape[2:]), np.int64)])
        return words.view(self.week.dtype)[..., 0]

    def rows(self, words, real):
        """The same as rows: all words, and those that are real numbers."""
        words.view("f8")[..., self.real] = real
        return words.view(self.week.dtype)[..., 0]


def worst_of(worst, days, tallies):
    """The ten intervals with most time waited, of those so far and of days with these LegTally[day, slot]."""
    least = worst["waited"][-1] if len(worst) == 10 else 0.0
    day, slot = np.nonzero(tallies["waited"] > least)
    if not len(day):
        return worst
    rows = np.zeros(len(day), WORST_INTERVAL)
    rows["day"], rows["slot"] = days[day], slot
    for name in ("offered", "answered", "abandoned", "answered_in_target", "waited"):
        rows[name] = tallies[name][day, slot]
    rows = np.concatenate([worst, rows])
    return rows[np.lexsort((rows["slot"], rows["day"], -rows["waited"]))[:10]]


def total(tallies):
    """The sum over the first axis, field by field: of a day's LegTally[interval, tier], LegTally[tier]."""
    tallies = np.ascontiguousarray(tallies)
    real = real_words(tallies.dtype)
    summed = np.empty(tallies.shape[1:], tallies.dtype)
    table(tallies, "i8").sum(0, out=table(summed, "i8"))  # as if all were whole numbers
    table(summed, "f8")[..., real] = table(tallies, "f8")[..., real].sum(0)
    return summed


def together(rows):
    """The sum of arrays of tallies that come one after another, row by row: as long as any one of them."""
    return reduce(lambda so_far, more: total(np.stack([so_far, more])), rows)


def only(rows, *names):
    """These fields of structured rows: of many records one keeps no more than is needed."""
    picked = np.empty(rows.shape, [(name, rows.dtype[name]) for name in names])
    for name in names:
        picked[name] = rows[name]
    return picked


def table(rows, kind):
    """The words of structured rows, along a further axis, as if all were of one kind."""
    return rows.view(kind).reshape(*rows.shape, -1)


@cache
def real_words(dtype):
    """Which of the 8-byte words of a row are real numbers; all others are whole."""
    return np.array(
        [dtype[name].base.kind == "f" for name in dtype.names for _ in range(dtype[name].itemsize // 8)]
    )
