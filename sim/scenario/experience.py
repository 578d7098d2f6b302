"""What customers go through: who is hard to please, who leaves for good, what an open issue costs them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator

from sim.scenario.block import Block
from sim.scenario.check import Finding, check
from sim.scenario.customers import Topic
from sim.scenario.problems import NotAllowedError
from sim.scenario.units import Duration, Percent, PositiveDuration, Share, write_share
from sim.words import _


class Difficult(Block):
    """A minority that makes most of the noise. Who belongs to it is drawn once for each issue."""

    share: Share = Field(0.1, description="of issues; default: S1, where 90% of customers are easy")
    handle: Percent = Field(
        1.5,
        ge=0.01,
        le=100,
        description="their handling time, relative to others'; assumption: half as long again",
    )
    patience: Percent = Field(
        0.5, ge=0.0001, le=100, description="their patience in line, relative to others'; assumption: half"
    )
    redials: Percent = Field(
        1.5,
        le=100,
        description="how many of them try again when nobody answered, relative to others, at most all; "
        "needs `redials`; assumption: half as many again",
    )
    satisfaction: Share = Field(
        0.2,
        description="how much lower they put the index after the same service, which coaching in service "
        "reduces; assumption: a fifth of the scale",
    )


class Satisfaction(Block):
    """An index from 1 to 0 of what a customer went through, made when the issue ends.

    1, less a penalty for each thing below that happened, never below 0. No survey is behind the weights;
    their order is S2's, whose customers hate to be passed on and to explain again.
    """

    per_minute_waited: Share = Field(
        0.01,
        description="in lines, in all contacts; assumption: ten minutes weigh as much as a hand-over",
    )
    per_redial: Share = Field(
        0.05, description="each further try after nobody answered; assumption: half a hand-over"
    )
    per_handover: Share = Field(0.1, description="each; assumption: a tenth of the scale")
    per_repeat: Share = Field(
        0.15, description="each time the customer had to come back; assumption: worse than a hand-over"
    )
    unsolved: Share = Field(
        0.5, description="if it was answered and not solved in the end; assumption: half the scale"
    )
    never_answered: Share = Field(
        0.5, description="if nobody ever answered; assumption: as bad as not solved"
    )
    bad_below: Share = Field(0.5, description="an index below this is a bad experience; assumption: half")


class Churn(Block):
    """Customers who leave for good after an issue: the likelier, the lower the index of satisfaction."""

    value: float = Field(ge=0, le=1e12, description="what is lost with a customer")
    at_best: Share = Field(0.0, description="who leave though the index is 1; assumption: nobody")
    at_worst: Share = Field(
        0.2, description="who leave if it is 0, linear between the two; assumption: a fifth"
    )

    @model_validator(mode="after")
    def _worse_is_worse(self) -> Self:
        if self.at_best > self.at_worst:
            message = _("{best} is above at_worst, {worst}: more would leave content than not")
            words = {"best": write_share(self.at_best), "worst": write_share(self.at_worst)}
            raise NotAllowedError(message.format(**words), _("at_best up to at_worst"))
        return self


class Downtime(Block):
    """What it costs the customers, or their employer, that an issue is open: people idle during a fault.

    Counted from the first contact until the issue ends, round the clock. What goes on after it ended unsolved
    the centre does not see: see `unsolved`.
    """

    cost: float = Field(ge=0, le=1e12, description="of an hour in which an issue is open")
    at_most: PositiveDuration | None = Field(
        None, description="after so long people have found some other way to work; none: idle to the end"
    )
    unsolved: Duration = Field(
        0.0,
        description="how much longer an issue that ends unsolved keeps people idle; default: nothing is "
        "known of it, so it costs nothing, which flatters a centre that answers nobody",
    )


# --- how they go together ------------------------------------------------------------------------


@check
def leaving_needs_an_index(churn: Churn | None, satisfaction: Satisfaction | None) -> Iterator[Finding]:
    if churn is not None and satisfaction is None:
        message = _("who leaves depends on satisfaction, which is not given")
        yield Finding(("churn",), message, _("churn together with satisfaction, such as satisfaction: {}"))


@check
def cost_by_topic_needs_downtime(topics: dict[str, Topic], downtime: Downtime | None) -> Iterator[Finding]:
    for name, topic in topics.items():
        if topic.downtime is not None and downtime is None:
            message = _("what an hour costs is not counted without a downtime for all topics")
            allowed = _("downtime together with it, such as downtime: {cost: 0}")
            yield Finding(("topics", name, "downtime"), message, allowed)
