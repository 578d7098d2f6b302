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

    def __init__(self, channels):
        self.seen = np.zeros(channels, PARKED)

    def look(self, centre, now):
        if len(self.seen) == 1:
            return
        found = [parked(centre, channel, now) for channel in range(1, len(self.seen))]
        whole = sum(size for size, _ in found), max((oldest for _, oldest in found), default=0.0)
        for row, (size, oldest) in zip(self.seen, [whole, *found], strict=True):
            row["hours"] += 1
            row["size"] += size
            row["oldest"] += oldest
            row["oldest_most"] = max(row["oldest_most"], oldest)

    def end(self, centre, now):
        for channel in range(1, len(self.seen)):
            self.seen[channel]["at_end"] = parked(centre, channel, now)[0]
        self.seen[0]["at_end"] = self.seen[1:]["at_end"].sum()


def parked(centre, channel, now):
    """How many contacts of a channel are in the backlog of all tiers, and the age of the oldest, minutes."""
    size, since = 0, now
    for tier in range(centre.house.tiers):
        line = centre.lines[tier * MOST_LANES + LIVE_LANES + channel]
        if line.first != NOBODY and centre.issues[line.first].deadline < NEVER:
            size += int(line.count)
            since = min(since, float(centre.issues[line.first].joined))
    return size, now - since


def promises_by_channel(centre, channels):
    """ChannelTally[channel], of what is counted."""
    rows = centre.promises[:channels]
    if isinstance(rows, np.ndarray):
        return np.array(rows, dtype(ChannelTally))
    return as_array(rows, ChannelTally)
