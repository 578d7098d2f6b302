"""When Python looks for objects that nobody needs and that refer to each other in a circle.

Importing makes 150,000 objects, all of which stay, and every search goes through them: a quarter of the time
of a short command, with those when Python ends, or half of a small centre's year. It is simulating that
leaves circles behind, whole centres among them.
"""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """Nothing is looked for, but in `collecting`; nor when Python ends, which frees all there is anyway."""
    atexit.register(gc.freeze)
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@contextmanager
def collecting() -> Iterator[None]:
    """Circles are looked for as usual, among what is made meanwhile, or since another such time began."""
    before, within = gc.isenabled(), gc.get_freeze_count() > 0
    if not within:
        gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        if not before:
            gc.disable()
        if not within:
            gc.unfreeze()
