"""What money goes to, as postings week by week: what they add up to is what people cost.

Paid are the contracted hours of all employed, trainees included (where there is no rota, all hours in which
the centre is open), and overtime beside them, each hour at the wage of the pool. Wages are posted by what the
time went to.
"""

import numpy as np

from sim.workforce.levels import CAUSES

TIME = ("handling", "ready", "away", "learning", "rest")
"""What paid time goes to: handling contacts, waiting for them, on shift but off the phone, in training, and
what is left of the contracts: absence, and hours for which the rota has no seat."""

SPENT = ("overtime", "leads", "trainers", "hiring", "courses")
"""What else is paid for people. Overtime: the supplement over the plain wage."""

CHARGED = ("fees", "before")
"""What is charged for the counted period as a whole: by bodies outside, for prevention and the bot."""

ACCOUNTS = (*TIME, *SPENT, *CHARGED)

POSTING = np.dtype(
    [
        ("week", "i8"),  # from 0, the first that is counted
        ("pool", "i8"),  # or NOBODY, where it is the whole centre's
        ("account", "i8"),  # of ACCOUNTS
        ("hours", "f8"),  # paid for, where it is wages
        ("cents", "i8"),  # of the currency
    ]
)


class Books:
    """The postings. By pool, `paid_share`: of all hours, those of a contract; `wages`: for an hour."""

    def __init__(self, paid_share, wages):
        self.paid_share, self.wages = paid_share, wages
        self.posted: list[np.ndarray] = []  # POSTING[...]
        self.week = 0

    def post_weeks(self, gone):
        """Post what lies between readings of the ledger: by name, float64[week, pool]."""
        time, wages = paid_time(gone, self.paid_share), np.array(self.wages)
        hours = np.stack([time[name] / 60 for name in TIME], axis=-1)
        wage_cents = np.rint(100 * hours * wages[:, None])
        # What is left of the wages, so that how they are told apart does not change their sum: not even
        # by the last bit of hours added up, which may turn half a cent.
        paid = np.rint(100 * (all_paid(gone, self.paid_share) / 60) * wages)
        wage_cents[..., -1] = paid - wage_cents[..., :-1].sum(axis=-1)
        spent = np.rint(100 * np.stack([gone[cost_of(name)] for name in SPENT], axis=-1))
        cents = np.concatenate([wage_cents, spent], axis=-1)
        hours = np.concatenate([hours, np.zeros_like(spent)], axis=-1)
        week, pool, account = at = np.nonzero((cents != 0) | (hours != 0))
        rows = np.zeros(len(week), POSTING)
        rows["week"], rows["pool"], rows["account"] = self.week + week, pool, account
        rows["hours"], rows["cents"] = hours[at], cents[at]
        self.posted.append(rows)
        self.week += len(paid)

    def post(self, account, pool, money):
        """`pool`: number of it, or NOBODY."""
        if cents := round(100 * money):
            self.posted.append(np.array([(self.week, pool, ACCOUNTS.index(account), 0.0, cents)], POSTING))

    def postings(self):
        """All so far, POSTING[...]."""
        return np.concatenate(self.posted or [np.zeros(0, POSTING)])

    def totals(self):
        """Money by account, each float64[pools]: sums of postings, without what is the whole centre's."""
        cents = np.zeros((len(ACCOUNTS), len(self.wages)), np.int64)
        posted = self.postings()
        posted = posted[posted["pool"] >= 0]
        np.add.at(cents, (posted["account"], posted["pool"]), posted["cents"])
        return {cost_of(account): of / 100 for account, of in zip(ACCOUNTS, cents, strict=True)}


def paid_time(minutes, paid_share):
    """Person-minutes by what they went to, each [week, pool]. `minutes`: what is between readings."""
    contracts = {name: minutes[name] * paid_share for name in ("employed", "training")}
    time = {
        "handling": minutes["busy"],
        "ready": minutes["present"] - minutes["busy"],
        "away": sum(minutes[cause] for cause in CAUSES if cause != "absent") - minutes["unpaid"],
        "learning": contracts["training"],
    }
    return time | {"rest": all_paid(minutes, paid_share) - sum(time.values())}


def all_paid(minutes, paid_share):
    """Person-minutes paid at the plain wage, by pool."""
    return minutes["employed"] * paid_share + minutes["overtime_time"]


def cost_of(account):
    """The column of an account's money."""
    return f"cost_{account}"
