"""What the postings come to, by account."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from sim.measure.registry import Rows
from sim.workforce.books import ACCOUNTS, SPENT, TIME, cost_of

if TYPE_CHECKING:
    from sim.record import Record

__all__ = ["ACCOUNTS", "SPENT", "TIME", "account", "centre_cost", "cost"]


def centre_cost(record: Record) -> float:
    """What people, bodies outside, prevention and the bot cost while counting: the sum of the postings."""
    return float(record.postings["cents"].sum()) / 100


def account(record: Record, name: str) -> float:
    """What was posted to an account, of all pools together."""
    posted = record.postings["account"] == ACCOUNTS.index(name)
    return float(record.postings["cents"][posted].sum()) / 100


def cost(people: Rows, accounts: Iterable[str] = ACCOUNTS) -> Rows:
    """What these accounts come to, by pool."""
    return np.sum([people[cost_of(name)] for name in accounts], axis=0)
