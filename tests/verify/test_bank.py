"""The bank's record as the page reads it: spans of time, shares of who entered, intervals of both sides."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from sim.verify import bank

TALLY = np.dtype(
    [("offered", "i8"), ("blocked", "i8"), ("delayed", "i8"), ("abandoned", "i8"), ("waited", "f8")]
)


@dataclass
class Record:
    slots: np.ndarray = field(default_factory=lambda: np.zeros((7, 48, 1), TALLY))


@dataclass
class Results:
    records: list


def test_the_logs_table_has_all_spans_and_errors():
    found = bank.observed()
    assert list(found)[:2] == ["all days", "Sun-Thu"]
    assert len(list(bank.hours())) == 17
    assert next(bank.hours()) == "07:00-08:00"
    for figures in found.values():
        for kind in bank.KINDS:
            assert figures[kind.column] > figures[f"{kind.column}_error"] > 0
    full, calls = found["Sun-Thu"], "calls_a_day"
    assert sum(found[when][calls] for when in bank.hours()) == pytest.approx(full[calls], rel=0.001)


def test_a_span_has_its_weekdays_and_half_hours():
    """One more call in each half hour of the week, of which some on Friday were blocked."""
    record = Record()
    record.slots["offered"] = 1
    record.slots["blocked"][5, :10] = 1
    assert bank.places("all days", record.slots)["offered"].sum() == 7 * 48
    assert bank.places("Sun-Thu", record.slots)["blocked"].sum() == 0
    record.slots["offered"][:5, 20:22] = 100
    assert bank.places("10:00-11:00", record.slots)["offered"].sum() == 1000
    assert bank.places("11:00-12:00", record.slots)["offered"].sum() == 10


def test_a_figure_is_of_those_who_entered_and_stands_with_both_intervals():
    """At ten o'clock of two replications 60 and 80 of 100 wait, five are blocked: 140 / 190."""
    records = [Record(), Record()]
    for record, delayed, waited in zip(records, (60, 80), (95.0, 190.0), strict=True):
        for name, number in {"offered": 100, "blocked": 5, "delayed": delayed, "waited": waited}.items():
            record.slots[name][0, 20, 0] = number
    value = bank.beside("10:00-11:00", bank.KINDS[0], Results(records))
    assert value.simulated == pytest.approx(140 / 190)
    assert value.low < value.simulated < value.high
    log = bank.observed()["10:00-11:00"]
    assert value.exact == log["waited"]
    assert value.exact_high - value.exact == pytest.approx(1.96 * log["waited_error"], rel=1e-4)
    in_seconds = bank.beside("10:00-11:00", bank.KINDS[2], Results(records))
    assert in_seconds.simulated == pytest.approx(60 * 285 / 190)
