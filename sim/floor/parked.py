"""What the record keeps of the backlog, by channel."""

import numpy as np

from sim.floor.layout import as_array, dtype
from sim.floor.tallies import ChannelTally, Parked

PARKED = np.dtype(
    [
        ("hours", "i8"),  # looked at
        ("size", "i8"),  # contacts in the backlog, summed over hours
        ("oldest", "f8"),  # minutes since the oldest came to its tier, summed over hours
        ("oldest_most", "f8"),  # the most of these
        ("at_end", "i8"),  # contacts when counting ends
    ]
)


def parked_by_channel(centre, channels):
    """PARKED[channel], when counting ends; of all channels in the place of the first, which has none."""
    rows = plain_rows(centre.parked[:channels], Parked)
    found = np.zeros(channels, PARKED)
    found["hours"] = int(centre.desk.looks) if channels > 1 else 0
    found["at_end"] = rows["contacts"]
    for name in ("size", "oldest", "oldest_most"):
        found[name] = rows[name]
    return found


def promises_by_channel(centre, channels):
    """ChannelTally[channel], of what is counted."""
    return plain_rows(centre.promises[:channels], ChannelTally)


def plain_rows(rows, kind):
    """A copy, whichever calendar keeps them."""
    return np.array(rows, dtype(kind)) if isinstance(rows, np.ndarray) else as_array(rows, kind)
