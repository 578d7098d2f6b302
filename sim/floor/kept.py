"""What the floor wrote, out of its way: distributions always; every leg, contact and issue on request."""

import numpy as np

from sim.floor.kinds import NEVER
from sim.floor.layout import dtype
from sim.floor.tallies import Contact, Ended, Leg
from sim.floor.written import OPEN
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


class Rows:
    """Legs, contacts and issues in memory, as they ended."""

    def __init__(self):
        self.legs = [np.zeros(0, dtype(Leg))]
        self.contacts = [np.zeros(0, dtype(Contact))]
        self.ended = [np.zeros(0, dtype(Ended))]
        self.still_open = np.zeros(0, dtype(Ended))

    def add(self, legs, contacts, ended):
        """Some that are over."""
        self.legs.append(legs.copy())
        self.contacts.append(contacts.copy())
        self.ended.append(ended.copy())

    def finish(self, contacts, still_open):
        """Contacts under way and issues that are open when the run ends."""
        self.contacts.append(contacts)
        self.still_open = still_open

    def all(self):
        """By name, as a Record has them."""
        lists = {"legs": self.legs, "contacts": self.contacts, "ended": self.ended}
        return {name: np.concatenate(rows) for name, rows in lists.items()} | {"still_open": self.still_open}


class Kept:
    """How long waits and resolutions took; rows go on to where they are wanted."""

    def __init__(self, rows=None):
        """`rows`: `Rows`, or whatever else takes them as they come."""
        self.rows = rows
        self.times = np.zeros((MOST_TIERS + 1, BINS), np.int64)

    def add(self, legs, contacts, ended, samples):
        if self.rows:
            self.rows.add(legs, contacts, ended)
        rows = samples["kind"] * BINS + bins_of(np.ascontiguousarray(samples["minutes"]))
        self.times += np.bincount(rows, minlength=self.times.size).reshape(self.times.shape)


def unfinished(issues, ends):
    """Of these Issue rows, those that arrive before the run ends and are not over, the oldest first."""
    return np.sort(issues[(issues["opened"] < ends) & (issues["over"] == 0)], order=["opened", "identity"])


def as_open(issues):
    """These Issue rows as Ended rows that are open."""
    rows = np.zeros(len(issues), dtype(Ended))
    for name in ("identity", "fortune", "topic", "population", "difficulty", "opened"):
        rows[name] = issues[name]
    rows["ending"], rows["ended"] = OPEN, NEVER
    rows["visits"], rows["handovers"] = issues["visit"] + 1, issues["handed_over"]
    rows["hand_backs"] = issues["hand_backs"]
    return rows


def under_way(issues):
    """The contacts of these Issue rows that have legs, as Contact rows. See `written.write_contact`."""
    issues = issues[issues["legs"] > 0]
    rows = np.zeros(len(issues), dtype(Contact))
    for name, said in {
        "identity": "numbered",
        "visit": "numbered_visit",
        "kind": "began_as",
        "legs": "legs",
        "began": "began",
        "ended": "leg_ended",
        "waited": "in_lines",
        "handled": "in_hands",
        "handovers": "passed_on",
        "first_line": "first_line",
        "outcome": "leg_outcome",
        "outlook": "leg_outlook",
    }.items():
        rows[name] = issues[said]
    return rows
