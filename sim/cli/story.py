"""The story of one issue in sentences, from the rows of a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sim.cli.cooperating import consultation
from sim.words import N_, _, ngettext

if TYPE_CHECKING:
    from sim.scenario import Scenario

Row = dict[str, Any]  # of a table of the record; see sim.experiment.archive.columns

CALLED = ("callback", "deferred", "survey", "outreach")  # channels in which the centre calls
REASONS = {
    "unsolved": N_("the agent could not solve it"),
    "difficulty": N_("it was seen to be too difficult for this tier"),
    "after": N_("this tier handles nothing for longer"),
    "repeats": N_("it had come back too often for this tier"),
    "waiting": N_("nobody waits longer than that in this line"),
    "age": N_("the issue had been open too long for this tier"),
    "unsure": N_("the agent was not sure that he could solve it"),
    "authority": N_("this tier may not settle such an issue"),
    "untaught": N_("the agent had not been taught the topic yet"),
}
MISHAPS = {
    "error_caught": N_("The agent makes an error, catches it, and puts it right."),
    "error_missed": N_("The agent makes an error, and nobody notices."),
    "partial_answer": N_("The agent recites the script, which does not fit: the answer is partial."),
    "left_script": N_("The script does not fit, and the agent leaves it."),
    "cut_short": N_("The agent, judged by handle time, cuts it short and says that it is solved; it is not."),
    "held_on": N_("It should go up, but the agent, judged by what he resolves, holds on to it."),
}
ENDINGS = {
    "solved": N_("The issue is over, solved {span} after it began."),
    "abandoned": N_("The issue is over: the customer has given up, {span} after it began."),
    "lost": N_("The issue is over: the customer will not call again. It is lost, {span} after it began."),
    "blocked": N_("The issue is over: the customer was turned away, {span} after it began."),
}
BEGINS_BEHIND = {
    "behind": (
        N_("Taken up at once by agent {place} of {pool}; no customer is there."),
        N_(
            "After {waited} in the line of {tier}, taken up by agent {place} of {pool}; no customer is there."
        ),
    ),
    "follow_up": (
        N_("Agent {place} of {pool} calls the customer at once with what came of it."),
        N_("After {waited}, agent {place} of {pool} calls the customer with what came of it."),
    ),
}  # at once, and after a while
COMES_BACK = {
    "repeat": N_("Contact {number}: the customer calls again, {span} later."),
    "redial": N_("Contact {number}: the customer, whom nobody answered, tries again {span} later."),
    "reopened": N_("Contact {number}: the centre has asked, and reopens it, {span} later."),
}


def story(
    issue: Row, contacts: Sequence[Row], legs: Sequence[Row], scenario: Scenario
) -> list[tuple[str, str]]:
    """What happened as (when, what), in time order, from an issue's rows."""
    teller = Teller(scenario, issue)
    return [(moment(when) if when else "", what) for when, what in teller.tell(contacts, legs)]


@dataclass(frozen=True)
class Teller:
    """Finds the words. Of an alarm there is no customer to speak of."""

    scenario: Scenario
    issue: Row

    @property
    def alarm(self) -> bool:
        return self.scenario.topics[self.issue["topic"]].alarm is not None

    @property
    def tiers(self) -> list[str]:
        return list(self.scenario.tiers)

    def tell(self, contacts: Sequence[Row], legs: Sequence[Row]) -> list[tuple[datetime | None, str]]:
        told: list[tuple[datetime, str]] = []
        before: Row | None = None
        for contact in contacts:
            own = [leg for leg in legs if leg["contact"] == contact["contact"]]
            theirs = next((leg for leg in own if leg["joined"] >= contact["began"]), None)
            told.append((contact["began"], self.beginning(contact, before, theirs)))
            for leg in own:
                told += self.leg(leg)
            before = contact
        if before is None:
            told.append((self.issue["opened"], self.first(None)))
        if self.issue["ended"] is not None:
            passed = span((self.issue["ended"] - self.issue["opened"]).total_seconds() / 60)
            told.append((self.issue["ended"], _(ENDINGS[self.issue["ending"]]).format(span=passed)))
        told.sort(key=lambda each: each[0])  # the centre may ask how it went when it has long been over
        return [*told, *[(None, text) for text in self.run_ends(contacts)]]

    def run_ends(self, contacts: Sequence[Row]) -> Iterator[str]:
        if self.issue["ended"] is not None:
            return
        if not contacts or contacts[-1]["ending"] is None or self.issue["contacts"] > len(contacts):
            text = _("The run ends, and contact {number} is still under way.")
            yield text.format(number=self.issue["contacts"])
        elif self.alarm:
            yield _("The run ends, and monitoring has not raised it again yet.")
        else:
            yield _("The run ends, and the customer has not called again yet.")

    # --- contacts --------------------------------------------------------------------------------

    def beginning(self, contact: Row, before: Row | None, leg: Row | None) -> str:
        if before is None:
            return self.first(leg)
        passed = span((contact["began"] - before["ended"]).total_seconds() / 60)
        text = _(COMES_BACK[contact["kind"]])
        if self.alarm:
            text = _("Contact {number}: monitoring raises it again, {span} later.")
        elif contact["kind"] == "repeat" and self.otherwise(leg):
            text = _("Contact {number}: the customer comes back by {channel}, {span} later.")
        channel = leg["channel"] if leg else ""
        return text.format(number=contact["contact"], span=passed, channel=channel)

    def first(self, leg: Row | None) -> str:
        if self.alarm:
            return _("Monitoring raises an alarm.")
        if leg and self.otherwise(leg):
            return _("The customer makes contact for the first time, by {channel}.").format(
                channel=leg["channel"]
            )
        return _("The customer calls for the first time.")

    def otherwise(self, leg: Row | None) -> bool:
        """Does the customer come in another way than by telephone?"""
        return leg is not None and leg["channel"] in list(self.scenario.channels)[1:]

    # --- legs ------------------------------------------------------------------------------------

    def leg(self, leg: Row) -> Iterator[tuple[datetime, str]]:
        tier, waited, ended = leg["tier"], span(leg["waited"]), leg["ended"]
        outcome = leg["outcome"]
        if outcome == "answered":
            yield leg["answered"], self.answer(leg)
            yield ended, self.what_came_of_it(leg)
        elif outcome == "broken_off":
            yield leg["answered"], self.answer(leg)
            text = _("Broken off after {handled}: back to the front of the line of {tier}.")
            yield ended, text.format(handled=span(leg["handled"]), tier=tier)
        elif outcome == "blocked":
            closed = _("The centre is closed: nobody takes it up.")
            yield ended, closed if self.alarm else _("The centre is closed: the customer is turned away.")
        elif outcome == "busy":
            yield ended, _("All lines are busy: the customer hears a busy signal.")
        elif outcome == "balked":
            yield ended, _("Hangs up rather than wait in the line of {tier}.").format(tier=tier)
        elif outcome == "abandoned":
            text = _("Hangs up after waiting {waited} in the line of {tier}.")
            yield ended, text.format(waited=waited, tier=tier)
        elif outcome == "moved":
            text = _("Unanswered in the line of {tier} for {waited}, goes up to {above}: {why}.")
            why, above = _(REASONS[leg["reason"]]), self.above(tier)
            yield ended, text.format(tier=tier, waited=waited, above=above, why=why)
        else:
            yield ended, _("Wants to be called back rather than wait for {tier}.").format(tier=tier)

    def answer(self, leg: Row) -> str:
        given = {
            "waited": span(leg["waited"]),
            "tier": leg["tier"],
            "place": leg["place"],
            "pool": leg["pool"],
        }
        if leg["side"] in BEGINS_BEHIND:
            text = _(BEGINS_BEHIND[leg["side"]][leg["waited"] > 0])
            if self.alarm and leg["side"] == "follow_up":
                text = _("After {waited}, agent {place} of {pool} notes what came of it.")
            return text.format(**given)
        if leg["waited"] > 0:
            text = _("After waiting {waited} in the line of {tier}, answered by agent {place} of {pool}.")
            if self.alarm:
                text = _("After {waited} in the line of {tier}, taken up by agent {place} of {pool}.")
            if leg["channel"] in CALLED:
                text = _("After {waited} in the backlog of {tier}, called by agent {place} of {pool}.")
        else:
            text = _("Answered at once at {tier}, by agent {place} of {pool}.")
            if self.alarm:
                text = _("Taken up at once at {tier}, by agent {place} of {pool}.")
            if leg["channel"] in CALLED:
                text = _("Called by agent {place} of {pool}.")
        told = text.format(**given)
        if leg["explained"] > 0:
            text = _("The customer tells it again, for {explained}.")
            if self.came_warm(leg):
                text = _("The agent who passed it up tells it, for {explained}, and is free again.")
            told = f"{told} {text.format(explained=span(leg['explained']))}"
        return told

    def came_warm(self, leg: Row) -> bool:
        below = self.tiers.index(leg["tier"]) - 1
        return leg["leg"] > 1 and self.is_warm(self.tiers[below])

    def is_warm(self, tier: str) -> bool:
        return self.scenario.tiers[tier].escalate.transfer == "warm"

    def what_came_of_it(self, leg: Row) -> str:
        """What went wrong, if anything, and what came of it."""
        wrong = [_(MISHAPS[leg["mishap"]])] if leg["mishap"] else []
        in_vain = [_("The agent could have solved it.")] if leg["avoidable"] else []
        return " ".join([*wrong, self.handling(leg), *in_vain, *consultation(leg)])

    def handling(self, leg: Row) -> str:
        handled = span(leg["handled"])
        if leg["mishap"] == "cut_short":
            return _("Over after {handled}.").format(handled=handled)
        if leg["mishap"] == "held_on" and leg["result"] == "unsolved_known":
            return _("Over after {handled}, unsolved; the agent knows it.").format(handled=handled)
        if leg["side"] == "follow_up":
            done = _("Done, in {handled}.") if self.alarm else _("The customer knows, after {handled}.")
            return done.format(handled=handled)
        if leg["result"] == "rejected":
            text = _("Sent back to {below} after {handled}: it could have been solved there.")
            return text.format(below=self.tiers[self.tiers.index(leg["tier"]) - 1], handled=handled)
        if leg["result"] == "handed_back":
            text = _("Handed back to {below} after {handled}: a team there is to do it.")
            return text.format(below=self.tiers[self.tiers.index(leg["tier"]) - 1], handled=handled)
        if leg["result"] == "escalated":
            return self.escalation(leg, handled)
        if leg["result"] == "surveyed":
            if self.issue["ended"] is not None and self.issue["ended"] <= leg["ended"]:
                return _("Asked for {handled} how it went: it is solved.").format(handled=handled)
            return _("Asked for {handled} how it went: it is not solved.").format(handled=handled)
        if leg["result"] == "falsely_solved" and self.alarm:
            return _("Over after {handled}, taken for solved; it is not.").format(handled=handled)
        text = {
            "solved": _("Solved in {handled}."),
            "put_off": _("Noted in {handled}, and put off: a time is promised."),
            "reassigned": _("Handed on to another team of the tier after {handled}."),
            "not_reached": _("Not reached, in {handled}."),
            "warned": _("Called before the customer would have, for {handled}."),
            "falsely_solved": _("Over after {handled}. Both believe that it is solved; it is not."),
            "unsolved_known": _(
                "Over after {handled}, unsolved; the agent knows it, and there is no tier above."
            ),
        }[leg["result"]]
        return text.format(handled=handled)

    def escalation(self, leg: Row, handled: str) -> str:
        text = _("Handed over to {above} after {handled}: {why}.")
        if leg["side"] == "promise":
            text = _(
                "Kept, and an answer promised, after {handled}; the customer hangs up, and {above} works on "
                "it behind: {why}."
            )
            if self.alarm:
                text = _("Kept after {handled}, and {above} works on it behind: {why}.")
        elif leg["side"] == "behind":
            text = _("Passed on to {above} after {handled}: {why}.")
        elif self.is_warm(leg["tier"]):
            text = _("After {handled}, stays on the line with the customer until {above} answers: {why}.")
            if self.alarm:
                text = _("After {handled}, stays with it until {above} takes it up: {why}.")
        return text.format(above=self.above(leg["tier"]), handled=handled, why=_(REASONS[leg["reason"]]))

    def above(self, tier: str) -> str:
        return self.tiers[self.tiers.index(tier) + 1]


# --- times ---------------------------------------------------------------------------------------


def moment(when: datetime) -> str:
    """Such as `Sun 2026-01-04 10:03:12`."""
    from sim.scenario.units import WEEKDAYS

    return f"{WEEKDAYS[(when.weekday() + 1) % 7]} {when:%Y-%m-%d %H:%M:%S}"


def span(minutes: float) -> str:
    """A length of time in its two largest units, such as `2 min 10 s` or `3 days 4 h`."""
    seconds = round(60 * minutes)
    if seconds == 0:
        return _("less than a second")
    days, rest = divmod(seconds, 86400)
    hours, rest = divmod(rest, 3600)
    whole, rest = divmod(rest, 60)
    parts = [
        (days, ngettext("{n} day", "{n} days", days)),
        (hours, _("{n} h")),
        (whole, _("{n} min")),
        (rest, _("{n} s")),
    ]
    largest = next(place for place, (count, _text) in enumerate(parts) if count)
    return " ".join(text.format(n=count) for count, text in parts[largest : largest + 2] if count)
