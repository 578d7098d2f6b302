"""Hours, told in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.distributions import mean
from sim.scenario.durations import write_duration, write_hours
from sim.scenario.hours import Activity, activities_of, pauses_in
from sim.scenario.people import Pool
from sim.scenario.schema import Scenario
from sim.scenario.telling import told
from sim.scenario.units import WEEKDAYS, write_time
from sim.words import N_, _

CAUSES = {
    "break": N_("a break"),
    "lunch": N_("lunch"),
    "meeting": N_("a meeting"),
    "one_on_one": N_("a one-on-one"),
    "study": N_("training hours"),
}


@told
def hours(scenario: Scenario) -> Iterator[str]:
    for name, pool in scenario.pools.items():
        for sentence in (*_shifts(pool), *_off_phone(pool), *_missing(pool), *_overtime(pool)):
            yield f"{name}: {sentence}"
    for holiday in scenario.holidays:
        message = _("{day}{name}: {demand:.0%} of the weekday's contacts, {seats:.0%} of its seats.")
        label = f" ({holiday.name})" if holiday.name else ""
        yield message.format(day=holiday.on, name=label, demand=holiday.demand, seats=holiday.seats)


def _shifts(pool: Pool) -> Iterator[str]:
    if pool.rota is not None:
        yield _("{n} people have shifts of their own, the same every week.").format(n=len(pool.rota.names))
    if pool.hours_ahead:
        words = _("ahead") if pool.hours_ahead > 0 else _("behind")
        message = _("its clock is {hours:g} hours {ahead}, and its seats and shifts are by it.")
        yield message.format(hours=abs(pool.hours_ahead), ahead=words)
    if pool.rostered > 1:
        yield _("{share:.0%} of the seats wanted are put on the rota.").format(share=pool.rostered)
    if pool.at_shift_end == "hand_back":
        yield _("whose shift ends while the centre is open hands the call in hand back to the line.")
    if pool.flexible is not None:
        message = _(
            "the shifts of {share:.0%} of the people are moved and cut to fit the seats; the others work "
            "{shift} a day from the same time all week."
        )
        yield message.format(share=pool.flexible.share, shift=write_hours(pool.shift))


def _off_phone(pool: Pool) -> Iterator[str]:
    pauses = pauses_in(pool, pool.shift)
    if pauses:
        message = _("in a shift of {shift}: {pauses}, staggered.")
        said = ", ".join(f"{_(CAUSES[cause])} ({write_duration(minutes)})" for cause, minutes in pauses)
        yield message.format(shift=write_hours(pool.shift), pauses=said)
    for cause, activity in activities_of(pool).items():
        yield _activity(cause, activity)


def _activity(cause: str, activity: Activity) -> str:
    message = _("{cause} of {length} every {weeks} weeks for each person, {when}.")
    if activity.every == 1:
        message = _("{cause} of {length} every week for each person, {when}.")
    when = _("at a time of their own")
    if activity.day is not None and activity.at is not None:
        when = _("all at once on {day} {at}").format(
            day=WEEKDAYS[activity.day[0]], at=write_time(activity.at)
        )
    words = {"cause": _(CAUSES[cause]), "length": write_duration(activity.length), "weeks": activity.every}
    return message.format(when=when, **words)


def _missing(pool: Pool) -> Iterator[str]:
    if pool.absence_spell is not None:
        message = _("{share:.1%} of the days are missed, in spells of {days:.1f} days on average.")
        yield message.format(share=pool.absence, days=pool.absence_spell / 1440)
    if pool.lateness is not None:
        message = _("{share:.0%} of the shifts begin late, by {minutes} on average.")
        yield message.format(share=pool.lateness.share, minutes=write_duration(mean(pool.lateness.by)))


def _overtime(pool: Pool) -> Iterator[str]:
    if pool.overtime is None:
        return
    message = _(
        "seats that would stay empty are worked as overtime, {weekly} a week at most, paid {pay:.0%}."
    )
    yield message.format(weekly=write_hours(pool.overtime.weekly), pay=pool.overtime.pay)
