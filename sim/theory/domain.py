"""For which figures a formula has a meaning."""

from __future__ import annotations

import math

from sim.words import _


class OutOfRangeError(ValueError):
    """A figure without meaning for a formula: its `name`, its `value`, and what is `allowed`, in words."""

    def __init__(self, name: str, value: float, allowed: str) -> None:
        super().__init__(
            _("{name} is {value}; it must be {allowed}").format(name=name, value=value, allowed=allowed)
        )
        self.name = name
        self.value = value
        self.allowed = allowed


def require_positive(**figures: float) -> None:
    """Raise `OutOfRangeError` for the first of the figures that is not a finite number above 0."""
    for name, value in figures.items():
        if not 0 < value < math.inf:
            raise OutOfRangeError(name, value, _("a number above 0"))


def require_not_negative(**figures: float) -> None:
    """Raise `OutOfRangeError` for the first of the figures that is not a finite number of 0 or more."""
    for name, value in figures.items():
        if not 0 <= value < math.inf:
            raise OutOfRangeError(name, value, _("a number of 0 or more"))


def require_share(**figures: float) -> None:
    """Raise `OutOfRangeError` for the first of the figures that is not within 0 and 1."""
    for name, value in figures.items():
        if not 0 <= value <= 1:
            raise OutOfRangeError(name, value, _("a share from 0% to 100%"))


def require_inner_share(**figures: float) -> None:
    """Raise `OutOfRangeError` for the first of the figures that is not strictly between 0 and 1."""
    for name, value in figures.items():
        if not 0 < value < 1:
            raise OutOfRangeError(name, value, _("a share above 0% and below 100%"))


def require_share_below_one(**figures: float) -> None:
    """Raise `OutOfRangeError` for the first of the figures that is not from 0 to below 1."""
    for name, value in figures.items():
        if not 0 <= value < 1:
            raise OutOfRangeError(name, value, _("a share from 0% to below 100%"))


def require_agents(agents: int) -> None:
    """Raise `OutOfRangeError` unless `agents` is a whole number of 1 or more."""
    if not 1 <= agents < math.inf or agents != int(agents):
        raise OutOfRangeError("agents", agents, _("a whole number of 1 or more"))
