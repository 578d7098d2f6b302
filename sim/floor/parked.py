"""The backlog as it stands by the hour: how much of each channel's work waits, and since when."""

import numpy as np

from sim.floor.kinds import LIVE_LANES, MOST_LANES, NEVER, NOBODY
from sim.floor.layout import as_array, dtype
from sim.floor.tallies import ChannelTally

PARKED = np.dtype(
    [
        ("hours", "i8"),  # looked at
        ("size", "i8"),  # contacts in the backlog, summed over hours
        ("oldest", "f8"),  # minutes since the oldest came to its tier, summed over hours
        ("oldest_most", "f8"),  # the most of these
        ("at_end", "i8"),  # contacts when counting ends
    ]
)


class ParkedWatch:
    """What is seen of the backlog, by channel; of all channels in the place of the first, which has none."""

    def __init__(self, tiers, channels):
        self.seen = np.zeros(channels, PARKED)
        self.first_lines = np.arange(tiers) * MOST_LANES + LIVE_LANES

    def look(self, floor, now):
        if len(self.seen) == 1:
            return
        size, oldest = self.parked(floor, now)
        self.seen["hours"] += 1
        self.seen["size"] += size
        self.seen["oldest"] += oldest
        np.maximum(self.seen["oldest_most"], oldest, out=self.seen["oldest_most"])

    def end(self, floor, now):
        self.seen["at_end"] = self.parked(floor, now)[0]

    def parked(self, floor, now):
        """By channel, of all in the place of the first: how many of its contacts are in the backlog of all
        tiers, and the age of the oldest, minutes."""
        lines, issues = floor.lines, floor.issues
        sizes, ages = [0] * len(self.seen), [0.0] * len(self.seen)
        for channel in range(1, len(self.seen)):
            for line in (self.first_lines + channel).tolist():
                first = value(lines, "first", line)
                if first != NOBODY and value(issues, "deadline", first) < NEVER:
                    sizes[channel] += int(value(lines, "count", line))
                    ages[channel] = max(ages[channel], now - float(value(issues, "joined", first)))
        sizes[0], ages[0] = sum(sizes), max(ages)
        return sizes, ages


def value(rows, field, number):
    """A field of a row, whichever calendar keeps it."""
    return rows[field][number] if isinstance(rows, np.ndarray) else getattr(rows[number], field)


def promises_by_channel(centre, channels):
    """ChannelTally[channel], of what is counted."""
    rows = centre.promises[:channels]
    if isinstance(rows, np.ndarray):
        return np.array(rows, dtype(ChannelTally))
    return as_array(rows, ChannelTally)
