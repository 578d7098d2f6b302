"""What is posted of wages: their sum is that of the hours paid, whatever these went to."""

import numpy as np

from sim.workforce.books import SPENT, TIME, Books, cost_of
from sim.workforce.levels import CAUSES

NAMES = (
    "employed",
    "training",
    "present",
    "busy",
    "overtime_time",
    "absent",
    "unpaid",
    *CAUSES,
    *map(cost_of, SPENT),
)


def test_wages_do_not_depend_on_what_the_time_went_to():
    """Half a cent must not turn with the last bit of a sum: of the same people no design is dearer."""
    rng = np.random.default_rng(1)
    nothing = {name: np.zeros((1, 1)) for name in NAMES}
    for _each in range(300):
        # Paid so that the week's wages end on half a cent, as far as floating point can.
        employed = (rng.integers(1_000, 10_000) + 0.5) / 100 / 30.0 * 60 / 0.25
        sums = set()
        for busy in rng.uniform(0, employed / 10, 20):
            books = Books(np.array([0.25]), [30.0])
            present = busy + rng.uniform(0, 100)
            week = {"employed": employed, "present": present, "busy": busy}
            books.post_weeks(nothing | {name: np.array([[each]]) for name, each in week.items()})
            sums.add(sum(float(books.totals()[cost_of(name)][0]) for name in TIME).__round__(2))
        assert len(sums) == 1
