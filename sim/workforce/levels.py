"""What the ledger follows, by pool. Each name is a column of the record."""

from sim.workforce.person import STAGES

CAUSES: tuple[str, ...] = ()
"""What keeps people who are on shift off the phone. For each, how many it keeps just now."""

LEVELS = ("employed", *STAGES, "asked", "filled", *CAUSES)
"""Numbers of people and seats, integrated over time."""

EVENTS = ("left", "hired", "trained", "refilled")
"""What happens to people, counted."""

AMOUNTS = ("refill_time", "overtime_time")
"""Sums: minutes from leaving until the next one works; person-minutes worked beyond contracts."""
