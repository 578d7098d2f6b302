"""Channels, and work that can wait: promises, the backlog, callbacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.measure.registry import CENTRE, Ratio, Rows, Scope, measure
from sim.scenario.channels_told import waits
from sim.words import N_

if TYPE_CHECKING:
    from sim.record import Record
    from sim.scenario.schema import Scenario


def _work(record: Record, scenario: Scenario, channel: str | None) -> tuple[Rows]:
    """Sums of a channel, or of all, by name: of the first tier's legs, of promises and of the backlog."""
    numbers = list(range(len(record.channels))) if channel is None else [record.channels.index(channel)]
    legs, promised = record.channel_legs[numbers, 0], record.promises[numbers]
    work = {name: legs[name].sum() for name in ("waited_answered", "answered")}
    work |= {name: promised[name].sum() for name in ("kept", "broken")}
    parked = record.parked[0 if channel is None else numbers[0]]  # the first row is of all channels
    is_phone = channel is not None and numbers[0] == 0
    work |= {name: 0 if is_phone else parked[name] for name in ("size", "oldest", "at_end")}
    return (work | {"hours": parked["hours"]},)


CHANNEL = Scope("channel", lambda record: record.channels, _work)


def has_channels(scenario: Scenario) -> bool:
    return waits(scenario) or len(scenario.channels) > 1


def calls_back(scenario: Scenario) -> bool:
    return scenario.callback is not None


@measure(
    CHANNEL,
    N_("Taken up a day"),
    "per_day",
    basis="contact",
    counted="numerator",
    used=has_channels,
)
def taken_up(work: Rows) -> Ratio:
    """What is taken up at the first tier, a day: contacts, and the calls of the centre's own.

    Formula: answered / days counted

    Source: this project
    """
    return work["answered"], work["hours"] / 24


@measure(
    CHANNEL,
    N_("Time to answer"),
    "s",
    "less",
    basis="contact",
    counted="denominator",
    steady=True,
    used=has_channels,
)
def time_to_answer(work: Rows) -> Ratio:
    """The mean time from coming to the first tier until somebody takes it up, of what was taken up there.

    Formula: waiting time of the answered / answered

    Source: the trade's first response time
    """
    return 60 * work["waited_answered"], work["answered"]


@measure(
    CHANNEL, N_("Promises kept"), "share", "more", basis="contact", counted="both", steady=True, used=waits
)
def promises_kept(work: Rows) -> Ratio:
    """Work that was taken up by the time promised for it, of that whose promised time came within the run or
    that was taken up before.

    Formula: kept / (kept + broken)

    Source: S1 1.9: cases put off with a promised time
    """
    return work["kept"], work["kept"] + work["broken"]


@measure(
    CHANNEL, N_("Backlog, mean"), "count", "less", basis="contact", counted=None, steady=True, used=waits
)
def backlog_mean(work: Rows) -> Ratio:
    """Contacts in the backlog, on average over all hours counted, nights too; as looked at on each hour.

    Formula: sum over hours of contacts in the backlog / hours

    Source: the number in the queue of queueing theory
    """
    return work["size"], work["hours"]


@measure(
    CHANNEL,
    N_("Backlog when counting ends"),
    "count",
    "less",
    basis="contact",
    counted=None,
    steady=True,
    used=waits,
)
def backlog_left(work: Rows) -> Ratio:
    """Contacts in the backlog when the counted period ends; who is in line or in service is not among them.

    Formula: contacts in the backlog

    Source: the trade's backlog
    """
    return work["at_end"], 1


@measure(
    CHANNEL,
    N_("Oldest of the backlog"),
    "hours",
    "less",
    basis="contact",
    counted=None,
    steady=True,
    used=waits,
)
def backlog_oldest(work: Rows) -> Ratio:
    """How long the oldest contact of the backlog has been there, on average over all hours counted; nothing
    there is no time.

    Formula: sum over hours of the age of the oldest / hours

    Source: the trade's age of backlog
    """
    return work["oldest"] / 60, work["hours"]


@measure(CENTRE, N_("Callbacks accepted"), "share", basis="contact", counted="both", used=calls_back)
def callbacks_accepted(record: Record) -> Ratio:
    """Callers who would rather be called back than wait, of those who were offered it.

    Formula: accepted / offered

    Source: this project
    """
    return promises(record, "callback", "promises"), promises(record, "callback", "offers")


@measure(CENTRE, N_("Callbacks failed"), "share", "less", basis="contact", counted="both", used=calls_back)
def callbacks_failed(record: Record) -> Ratio:
    """Customers who were never reached in all attempts, of those who accepted to be called back.

    Formula: never reached / accepted

    Source: this project
    """
    return promises(record, "callback", "given_up"), promises(record, "callback", "promises")


@measure(
    CENTRE,
    N_("Put off"),
    "share",
    basis="contact",
    counted="both",
    used=lambda scenario: scenario.defer is not None,
)
def put_off(record: Record) -> Ratio:
    """Cases that were noted and put off for quiet hours, of the calls answered at the first line.

    Formula: put off / answered at the first line

    Source: S1 1.9
    """
    return promises(record, "deferred", "promises"), record.channel_legs["answered"][0, 0]


def promises(record: Record, channel: str, field: str) -> Any:
    return record.promises[field][record.channels.index(channel)] if channel in record.channels else 0


@measure(
    CENTRE,
    N_("Reopened by the survey"),
    "share",
    basis="issue",
    counted="both",
    used=lambda scenario: scenario.survey is not None,
)
def reopened_by_survey(record: Record) -> Ratio:
    """Issues closed as solved that were not, of those about which the centre called to ask.

    Formula: found unsolved / surveyed

    Source: S1 1.10: the survey verifies that the case is really solved
    """
    return promises(record, "survey", "reopened"), promises(record, "survey", "surveyed")


@measure(
    CENTRE,
    N_("Issues prevented by a call"),
    "per_day",
    "more",
    basis="issue",
    counted="numerator",
    used=lambda scenario: scenario.outreach is not None,
)
def prevented_by_calls(record: Record) -> Ratio:
    """Issues that never came since somebody had called the customer before, by the day of that call.

    Formula: prevented / days counted

    Source: S3 3.7: outbound calls to customers
    """
    return promises(record, "outreach", "prevented"), record.counted_minutes / 1440
