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


class Kept:
    """Legs and issues as they ended, and how long waits and resolutions took."""

    def __init__(self):
        self.legs = [np.zeros(0, dtype(Leg))]
        self.ended = [np.zeros(0, dtype(Ended))]
        self.times = np.zeros((MOST_TIERS + 1, BINS), np.int64)

    def add(self, legs, ended, samples):
        if len(legs):
            self.legs.append(legs)
        if len(ended):
            self.ended.append(ended)
        np.add.at(self.times, (samples["kind"], np.searchsorted(EDGES, samples["minutes"])), 1)


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
