"""Which part of Moked the time goes to, by looking every millisecond at who is at work.

The processor time since the last look is the part's whose code is innermost; what numpy, SimPy or compiled
code does is its caller's: so under the compiled calendar the floor draws its own luck and writes its own
tallies. Nothing in Moked has to know that it is watched.
"""

import signal
import time
from pathlib import Path

import sim

HOME = str(Path(sim.__file__).parent) + "/"
PARTS = {  # the longest beginning of a file's path decides
    "load": ("scenario/",),
    "luck": ("luck/", "customers/"),
    "people": ("workforce/",),
    "floor": ("floor/",),
    "record": ("record.py", "floor/kept.py", "floor/parked.py", "experiment/archive/"),
    "measures": ("measure/", "experiment/"),
    "the rest": ("",),
}
BY_LENGTH = sorted(
    ((start, part) for part, starts in PARTS.items() for start in starts), key=lambda pair: -len(pair[0])
)
EVERY = 0.001  # seconds of processor time


class Sampler:
    """Use in a `with` statement; afterwards `seconds` of processor time by part."""

    def __init__(self):
        self.seconds = dict.fromkeys(PARTS, 0.0)

    def __enter__(self):
        self.last = time.process_time()
        self.before = signal.signal(signal.SIGPROF, self.look)
        signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
        return self

    def look(self, _, frame):
        now = time.process_time()
        self.seconds[part_of(frame)] += now - self.last
        self.last = now

    def __exit__(self, *_):
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, self.before)


def part_of(frame) -> str:
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith(HOME):
            inside = file[len(HOME) :]
            return next(part for start, part in BY_LENGTH if inside.startswith(start))
        frame = frame.f_back
    return "the rest"
