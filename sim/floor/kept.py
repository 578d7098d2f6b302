"""What the floor wrote, out of its way: distributions always, every leg and issue on request."""

import numpy as np

from sim.floor.kinds import NEVER
from sim.floor.layout import dtype
from sim.floor.record import OPEN
from sim.floor.tallies import Ended, Leg
from sim.luck.draws import MOST_TIERS

# Upper edges of the bins of times, minutes: a second, then 2% more each, to about five years.
EDGES = 1.02 ** np.arange(950) / 60
BINS = len(EDGES) + 1  # the last is for what is longer still

# How many edges lie below a time, found without a search: the leading bits of a float make cells 1/64 to 1/32
# wide relative to it, narrower than bins, so a cell has at most one edge inside.
CELL = 46  # bits of a float that tell times in one cell apart
FIRST_CELL = int(EDGES[0].view(np.int64)) >> CELL
LAST_CELL = (int(EDGES[-1].view(np.int64)) >> CELL) + 1
CELLS = (np.arange(FIRST_CELL, LAST_CELL + 1) << CELL).view(np.float64)
BELOW = np.searchsorted(EDGES, CELLS)
NEXT_EDGE = np.append(EDGES, np.inf)[BELOW]


def bins_of(minutes):
    """The numbers of the bins of these times: `np.searchsorted(EDGES, minutes)`, sooner."""
    cell = (minutes.view(np.int64) >> CELL) - FIRST_CELL
    return BELOW.take(cell, mode="clip") + (minutes > NEXT_EDGE.take(cell, mode="clip"))


class Kept:
    """Legs and issues as they ended, and how long waits and resolutions took."""

    def __init__(self):
        self.legs = [np.zeros(0, dtype(Leg))]
        self.ended = [np.zeros(0, dtype(Ended))]
        self.times = np.zeros((MOST_TIERS + 1, BINS), np.int64)

    def add(self, legs, ended, samples):
        if len(legs):
            self.legs.append(legs.copy())
        if len(ended):
            self.ended.append(ended.copy())
        rows = samples["kind"] * BINS + bins_of(np.ascontiguousarray(samples["minutes"]))
        self.times += np.bincount(rows, minlength=self.times.size).reshape(self.times.shape)


def unfinished(issues, ends):
    """Of these Issue rows, those that arrive before the run ends, as Ended rows that are open."""
    issues = np.sort(issues[(issues["opened"] < ends) & (issues["over"] == 0)], order=["opened", "identity"])
    rows = np.zeros(len(issues), dtype(Ended))
    for name in ("identity", "fortune", "topic", "population", "difficulty", "opened"):
        rows[name] = issues[name]
    rows["ending"], rows["ended"] = OPEN, NEVER
    rows["visits"], rows["handovers"] = issues["visit"] + 1, issues["handed_over"]
    rows["hand_backs"] = issues["hand_backs"]
    return rows
