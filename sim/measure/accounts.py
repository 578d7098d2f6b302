"""What the postings come to, by account."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from sim.measure.registry import Rows
from sim.workforce.books import ACCOUNTS, SPENT, TIME, cost_of
from sim.workforce.levels import CAUSES

if TYPE_CHECKING:
    from sim.record import Record

__all__ = ["ACCOUNTS", "SPENT", "TIME", "account", "centre_cost", "cost", "paid_hours"]


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


PAUSES = ("break", "lunch")


def paid_hours(record: Record) -> dict[str, Rows]:
    """Hours paid in the counted time, by what they went to and pool: as TIME, with causes in place of `away`.

    Of breaks those that are working time; what was planned for people who were absent stands by itself.
    """
    hours = {name: np.zeros(len(record.pools)) for name in TIME}
    for number, name in enumerate(TIME):
        posted = record.postings[record.postings["account"] == number]
        np.add.at(hours[name], posted["pool"], posted["hours"])
    causes = {cause: record.pool[cause] / 60 for cause in CAUSES if cause not in PAUSES}
    pauses = sum(record.pool[cause] for cause in PAUSES) - record.pool["unpaid"]
    hours["rest"] -= causes["absent"]
    del hours["away"]
    return hours | {"pauses": pauses / 60} | causes
