"""How much longer it takes."""

from __future__ import annotations

import time


class TimeLeft:
    """An estimate from when runs finished: the rest takes as long, each, as those of late.

    Of late is the later half of them. So what took its time before (loading and compiling, the runs before
    workers took over) is soon forgotten, and no single run, nor two that workers finish at once, moves it
    much. A run that is late makes it longer before it is over.
    """

    def __init__(self) -> None:
        # When there were so many more than at first; the moment of that first.
        self.finished: list[float] = []
        self.to_do = 0

    def told(self, done: int, to_do: int) -> None:
        """So many of so many are finished; what was so before the first time says nothing of the pace."""
        now = time.monotonic()
        if not self.finished:
            self.before = done
        self.finished += [now] * (done - self.before + 1 - len(self.finished))
        self.to_do = to_do - done

    def seconds(self) -> float | None:
        """None: too early to say."""
        last = len(self.finished) - 1
        if last < 2:
            return None
        now, first = time.monotonic(), last // 2
        late = (now - self.finished[first]) / (last - first + 1)  # the pace if one finished now
        pace = max((self.finished[last] - self.finished[first]) / (last - first), late)
        return max(0.0, self.to_do * pace - (now - self.finished[last]))
