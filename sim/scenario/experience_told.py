"""What customers go through, in sentences: who is hard to please, who leaves, what open issues cost."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.durations import write_duration
from sim.scenario.schema import Scenario
from sim.scenario.telling import told
from sim.scenario.units import write_share
from sim.words import _


@told
def difficult_customers(scenario: Scenario) -> Iterator[str]:
    if difficult := scenario.difficult:
        yield _(
            "{share} of issues are difficult customers': they take {handle} of the handling time of others, "
            "have {patience} of their patience, try again {redials} as often, and put the index of "
            "satisfaction {less} of its scale lower."
        ).format(
            share=write_share(difficult.share),
            handle=write_share(difficult.handle),
            patience=write_share(difficult.patience),
            redials=write_share(difficult.redials),
            less=write_share(difficult.satisfaction),
        )


@told
def index_of_satisfaction(scenario: Scenario) -> Iterator[str]:
    if weights := scenario.satisfaction:
        yield _(
            "Satisfaction is an index made when an issue ends: 100% less {minute} a minute waited, "
            "{redial} a redial, {handover} a hand-over, {repeat} a return, {unsolved} if it was not "
            "solved, {never} if nobody answered."
        ).format(
            minute=write_share(weights.per_minute_waited),
            redial=write_share(weights.per_redial),
            handover=write_share(weights.per_handover),
            repeat=write_share(weights.per_repeat),
            unsolved=write_share(weights.unsolved),
            never=write_share(weights.never_answered),
        )


@told
def customers_who_leave(scenario: Scenario) -> Iterator[str]:
    if churn := scenario.churn:
        yield _(
            "After an issue {best} of content customers leave for good and {worst} of those at the bottom of "
            "the index, in proportion between; each is worth {value:,.10g} {currency}."
        ).format(
            best=write_share(churn.at_best),
            worst=write_share(churn.at_worst),
            value=churn.value,
            currency=scenario.currency,
        )


@told
def idle_hours(scenario: Scenario) -> Iterator[str]:
    if downtime := scenario.downtime:
        text = _("An hour in which an issue is open costs {cost:,.10g} {currency}")
        told = text.format(cost=downtime.cost, currency=scenario.currency)
        others = [
            (name, topic.downtime) for name, topic in scenario.topics.items() if topic.downtime is not None
        ]
        for name, cost in others:
            told += ", " + _("of {topic} {cost:,.10g}").format(topic=name, cost=cost)
        if downtime.at_most is not None:
            told += ", " + _("for {time} at most").format(time=write_duration(downtime.at_most))
        if downtime.unsolved:
            told += "; " + _("one that ends unsolved counts {time} more").format(
                time=write_duration(downtime.unsolved)
            )
        yield told + "."
