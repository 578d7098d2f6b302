"""Records that no centre made: empty ones to fill by hand, and ones drawn from a model with known means."""

import numpy as np

from sim.customers.tally import BEFORE
from sim.floor.kept import BINS, EDGES
from sim.floor.kinds import LISTED, LISTS, NOBODY
from sim.floor.layout import dtype
from sim.floor.parked import PARKED
from sim.floor.tallies import ChannelTally, Ended, IssueTally, LegTally
from sim.record import WORST_INTERVAL, Record
from sim.workforce.books import POSTING, Books
from sim.workforce.ledger import CAREER, POOL_TALLY, WEEK_TALLY

TIERS, TOPICS, POOLS = ("first", "second"), ("easy", "hard"), ("helpdesk", "system")
DAYS = 28


def empty_record(unstable=()):
    """Four counted weeks in which nothing happened, to two tiers, topics and pools."""
    return Record(
        tiers=TIERS,
        topics=TOPICS,
        pools=POOLS,
        interval=30.0,
        clock="simpy",
        days=np.zeros((DAYS, 2), dtype(LegTally)),
        slots=np.zeros((7, 48, 2), dtype(LegTally)),
        slot_days=np.full(7, DAYS // 7),
        issues=np.zeros(2, dtype(IssueTally)),
        populations=(),
        of_population=np.zeros(1, dtype(IssueTally)),
        before=np.zeros(2, BEFORE),
        pool=np.zeros(2, POOL_TALLY),
        postings=np.zeros(0, POSTING),
        careers=np.zeros(0, CAREER),
        start=0.0,
        escalations=np.zeros(6, [("passed_up", "i8"), ("avoidable", "i8")]),
        weeks=np.zeros((DAYS // 7, 2), WEEK_TALLY),
        counted_minutes=DAYS * 1440.0,
        backlog=0.0,
        unstable=unstable,
        waits=np.zeros((2, BINS), np.int64),
        resolutions=np.zeros(BINS, np.int64),
        worst=np.zeros(0, WORST_INTERVAL),
        notable=np.zeros((LISTS, LISTED), dtype(Ended)),
        stuck=np.zeros(0, dtype(Ended)),
        channels=("phone",),
        channel_legs=np.zeros((1, 2), dtype(LegTally)),
        promises=np.zeros(1, dtype(ChannelTally)),
        parked=np.zeros(1, PARKED),
    )


def paid(record, **accounts):
    """Post these amounts, each by pool, or one of the whole centre."""
    books = Books([1.0, 1.0], [0.0, 0.0])
    for account, amounts in accounts.items():
        if isinstance(amounts, float):
            books.post(account, NOBODY, amounts)
        else:
            for pool, money in enumerate(amounts):
                books.post(account, pool, money)
    record.postings = books.postings()
    for name, money in books.totals().items():
        record.pool[name] = money


# The model: a busy replication has more contacts and answers a smaller share of them.
VOLUME = 20.0  # contacts per interval, tier and replication
SHAPE = 25.0  # of the gamma busyness; cv 0.2
ABANDONED = 0.1  # share in a replication of mean busyness, in proportion to it
TRUE_ABANDONMENT = ABANDONED * (1 + 1 / SHAPE)  # E[volume x share] / E[volume]
TRUE_ASA = 30.0  # seconds


def drawn_record(rng, better=0.0):
    """A replication of the model; `better`: taken from the share that abandons. All have to wait."""
    record = empty_record()
    busyness = rng.gamma(SHAPE, 1 / SHAPE)
    legs = np.zeros((DAYS // 7, *record.slots.shape), record.slots.dtype)  # [week, weekday, slot, tier]
    legs["offered"] = rng.poisson(VOLUME * 7 / DAYS * busyness, legs.shape)
    legs["abandoned"] = rng.binomial(legs["offered"], min(1.0, (ABANDONED - better) * busyness))
    legs["answered"] = legs["offered"] - legs["abandoned"]
    legs["answered_in_target"] = rng.binomial(legs["answered"], 0.8)
    legs["waited_answered"] = rng.gamma(np.maximum(legs["answered"], 1e-9), TRUE_ASA / 60)
    legs["waited"] = legs["waited_answered"]
    legs["handled"] = 4.0 * legs["answered"]
    for field in legs.dtype.names:
        record.slots[field] = legs[field].sum(axis=0)
        record.days[field] = legs[field].sum(axis=2).reshape(record.days[field].shape)
    for tier in (0, 1):
        times = rng.exponential(TRUE_ASA / 60, record.slots["answered"][:, :, tier].sum())
        record.waits[tier] = np.bincount(np.searchsorted(EDGES, times), minlength=BINS)
    record.issues["opened"] = rng.poisson(500 * busyness, 2)
    record.issues["answered"] = record.issues["opened"]
    record.issues["solved"] = rng.binomial(record.issues["opened"], 0.7)
    record.issues["lost"] = record.issues["opened"] - record.issues["solved"]
    record.pool["employed"] = 10 * record.counted_minutes
    record.pool["left"] = rng.poisson(0.3, 2)
    record.pool["present"] = 5 * record.counted_minutes
    record.pool["busy"] = 4 * record.counted_minutes
    record.weeks["employed"] = 10
    record.weeks["tenure"] = rng.uniform(5, 15, record.weeks.shape)
    return record
