"""A centre whose contacts are placed by hand, and the log of what became of them."""

import dataclasses
import signal

import numpy as np

import sim
from sim.centre import DAY, Centre
from sim.customers.columns import Columns
from sim.experiment.archive.columns import KEYS
from sim.experiment.archive.tables import Tables
from sim.floor.kinds import NOBODY, REASONS
from sim.floor.names import ENDINGS, LEG_OUTCOMES, REASON_NAMES
from sim.record import Record

NOT_COMPARED = ("clock", "seconds")
assert len(REASON_NAMES) == REASONS


def quiet(**blocks):
    """A scenario in which nobody calls by himself: one tier, handling of 5 minutes, all solved."""
    scenario = {
        "schema": 1,
        "name": "quiet",
        "calendar": {"length": "7 days", "warm_up": "0min"},
        "demand": {"per_hour": 1, "scale": 0},
        "topics": {"any": {"share": "100%", "handle": {"kind": "deterministic", "value": "5min"}}},
        "resolution": {"known": "100%"},
        "returns": {"share": "0%"},
        "tiers": {"one": {"pool": "one"}},
        "pools": {"one": {"agents": 1, "attrition": None, "tenure": ["1 years"]}},
    }
    return sim.load(scenario | blocks)


def fixed(value):
    """A time that is always the same."""
    return {"kind": "deterministic", "value": value}


def two_tiers(escalate=None, **blocks):
    """Tier 1 solves what is no harder than 0.5, tier 2 all; one agent each; handling of 5 minutes."""
    pools = {
        "one": {"agents": 1, "ability": "50%", "tenure": ["1 years"]},
        "two": {"agents": 1, "ability": "100%", "tenure": ["1 years"]},
    }
    tiers = {"one": {"pool": "one", "escalate": escalate or {}}, "two": {"pool": "two"}}
    return quiet(**{"pools": pools, "tiers": tiers} | blocks)


def play(scenario, calls, clock="simpy", processes=(), fortunes=None, topics=None, more=None):
    """Run a scenario with issues that arrive as (minute, difficulty); all on the first day.

    `more`: further fields of their rows, a column each.
    """
    centre = Centre(scenario, seed=1, replication=0, clock=clock, record=True)
    times = np.array([float(minute) for minute, _ in calls])
    count = len(calls)
    assert (np.diff(times) >= 0).all()
    assert (times < DAY).all()

    def customers(env, centre):
        columns = Columns(
            identity=np.arange(count),
            fortune=np.arange(count) * 7919 if fortunes is None else np.array(fortunes),
            time=env.now + times,
            topic=np.zeros(count, np.int64) if topics is None else np.array(topics),
            difficulty=np.array([d for _, d in calls]),
            day=np.zeros(count, np.int64),
            more={name: np.array(column) for name, column in (more or {}).items()},
        )
        centre.floor.open_issues(columns)
        yield env.timeout(0)

    record = centre.run([customers, *processes])
    return Log(centre, record)


class Log:
    """What happened, in minutes after the first midnight."""

    def __init__(self, centre, record):
        self.centre, self.record = centre, record
        self.start = centre.period.start

    def legs(self):
        """(issue, tier, joined, answered or None, ended, outcome, reason or None), as they ended."""
        told = []
        for leg in self.record.legs:
            answered = None if np.isinf(leg["answered"]) else round(leg["answered"] - self.start, 6)
            reason = None if leg["reason"] == NOBODY else REASON_NAMES[leg["reason"]]
            joined, ended = (round(leg[n] - self.start, 6) for n in ("joined", "ended"))
            told.append(
                (
                    int(leg["identity"]),
                    self.record.tiers[leg["tier"]],
                    joined,
                    answered,
                    ended,
                    LEG_OUTCOMES[leg["outcome"]],
                    reason,
                )
            )
        return told

    def endings(self):
        """(issue, ending, when, contacts, hand-overs), as they ended."""
        return [
            (
                int(i["identity"]),
                ENDINGS[i["ending"]],
                round(i["ended"] - self.start, 6),
                int(i["visits"]),
                int(i["handovers"]),
            )
            for i in self.record.ended
        ]


def tables_of(scenario, record):
    """The tables of a record that holds its rows, by issue, contact and leg."""
    tables = Tables(scenario)
    found = {
        "issues": tables.issues(np.concatenate([record.ended, record.still_open])),
        "contacts": tables.contacts(record.contacts),
        "legs": tables.legs(record.legs),
    }
    return {name: told_in_order(table) for name, table in found.items()}


def told_in_order(table):
    return table.sort_by([(key, "ascending") for key in KEYS if key in table.column_names])


def assert_equal(a, b):
    """Two records are the same to the last bit."""
    for f in dataclasses.fields(Record):
        if f.name in NOT_COMPARED:
            continue
        left, right = getattr(a, f.name), getattr(b, f.name)
        if isinstance(left, np.ndarray):
            assert left.dtype == right.dtype, f.name
            assert left.tobytes() == right.tobytes(), f.name
        else:
            assert left == right, f.name


def heeding_ctrl_c():
    """For `preexec_fn`: who runs tests in the background may have told children to ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
