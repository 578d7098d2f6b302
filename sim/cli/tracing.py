"""`trace`: the story of one issue, from a record."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.text import Text

from sim.cli.cooperating import consultation
from sim.cli.printing import console, grid
from sim.words import N_, _, ngettext

if TYPE_CHECKING:
    from sim.experiment.archive.reading import Archive

Row = dict[str, Any]  # of a table of the record; see sim.experiment.archive.columns

CALLED = ("callback", "deferred", "survey", "outreach")  # channels in which the centre calls
SHOWN = 20  # of a list
LISTS = {
    "longest": N_("Longest in all"),
    "calls": N_("Longest call"),
    "contacts": N_("Most contacts"),
    "hand-backs": N_("Most often sent back"),
}
REASONS = {
    "unsolved": N_("the agent could not solve it"),
    "difficulty": N_("it was seen to be too difficult for this tier"),
    "after": N_("this tier handles nothing for longer"),
    "repeats": N_("the customer had come back too often for this tier"),
    "waiting": N_("nobody waits longer than that in this line"),
    "age": N_("the issue had been open too long for this tier"),
    "unsure": N_("the agent was not sure that he could solve it"),
    "authority": N_("this tier may not settle such an issue"),
}
MISHAPS = {
    "error_caught": N_("The agent makes an error, catches it, and puts it right."),
    "error_missed": N_("The agent makes an error, and nobody notices."),
    "partial_answer": N_("The agent recites the script, which does not fit: the answer is partial."),
    "left_script": N_("The script does not fit, and the agent leaves it."),
    "cut_short": N_(
        "The agent, judged by handle time, cuts it short and tells the customer that it is solved; it is not."
    ),
    "held_on": N_("It should go up, but the agent, judged by what he resolves, holds on to it."),
}
ENDINGS = {
    "solved": N_("The issue is over, solved {span} after it began."),
    "abandoned": N_("The issue is over: the customer has given up, {span} after it began."),
    "lost": N_("The issue is over: the customer will not call again. It is lost, {span} after it began."),
    "blocked": N_("The issue is over: the customer was turned away, {span} after it began."),
}


BEGINS_BEHIND = {
    "behind": N_(
        "After {waited} in the line of {tier}, taken up by {pool} {place}; no customer is on the line."
    ),
    "follow_up": N_("After {waited}, agent {place} of {pool} calls the customer with what came of it."),
}


@dataclass(frozen=True)
class Wanted:
    """What to tell; None: the baseline, the first replication."""

    issue: int | None
    exceptions: str | None
    design: str | None
    replication: int | None


def trace(folder: Path, wanted: Wanted) -> None:
    """Print the story of an issue, or a list of exceptions."""
    from sim.experiment.archive.reading import Archive

    if (wanted.issue is None) is (wanted.exceptions is None):
        raise typer.BadParameter(_("say which issue, or --list to list some"), param_hint="--issue")
    if wanted.exceptions is not None:
        _among(wanted.exceptions, list(LISTS), "--list")
    archive = Archive.open(folder)
    design = archive.manifest.baseline if wanted.design is None else wanted.design
    _among(design, list(archive.manifest.designs), "--design")
    if wanted.replication is not None:
        _among(wanted.replication, archive.manifest.numbers, "--replication")
    if wanted.exceptions is not None:
        _print_list(archive, design, wanted.replication, wanted.exceptions)
    elif wanted.issue is not None:
        first = archive.manifest.numbers[0]
        _print_story(
            archive, design, first if wanted.replication is None else wanted.replication, wanted.issue
        )


def _among(value: str | int, known: Sequence[str] | Sequence[int], option: str) -> None:
    if value not in known:
        text = _("the record has no {value}; there are {known}")
        raise typer.BadParameter(
            text.format(value=value, known=", ".join(map(str, known))), param_hint=option
        )


def _print_list(archive: Archive, design: str, replication: int | None, exceptions: str) -> None:
    table = archive.comparison().results[design].notable_issues(exceptions).reset_index()
    if replication is not None:
        table = table[table["replication"] == replication]
    heads = (
        _("Issue"),
        _("Replication"),
        _("Topic"),
        _("How it ended"),
        _("Began"),
        _("Took"),
        _("Contacts"),
        _(LISTS[exceptions]),
    )
    rows = [
        (
            str(row["issue"]),
            str(row["replication"]),
            row["topic"],
            row["ending"],
            moment(row["opened"]),
            span(60 * row["hours"]),
            str(row["contacts"]),
            span(row["figure"]) if exceptions in ("longest", "calls") else f"{row['figure']:.0f}",
        )
        for row in table.head(SHOWN).to_dict("records")
    ]
    out = console()
    out.print(
        Text(
            _("The exceptions of {design}, by: {list}").format(design=design, list=_(LISTS[exceptions])),
            "bold",
        )
    )
    out.print(grid(heads, rows, numbers=False))


def _print_story(archive: Archive, design: str, replication: int, number: int) -> None:
    place = design, replication, number
    issues = archive.rows("issues", *place)
    if not issues:
        text = _(
            "replication {replication} of {design} has no issue {number}. The report names those that took "
            "longest, and so does --list longest."
        )
        told = text.format(replication=replication, design=design, number=number)
        raise typer.BadParameter(told, param_hint="--issue")
    tiers = archive.manifest.designs[design].tiers
    warm = {name for name, tier in tiers.items() if tier.escalate.transfer == "warm"}
    rows = archive.rows("contacts", *place), archive.rows("legs", *place)
    lines = story(issues[0], *rows, list(tiers), warm)
    text = _("Issue {number}: {topic}, difficulty {difficulty:.2f}. {design}, replication {replication}.")
    head = text.format(
        number=number,
        topic=issues[0]["topic"],
        difficulty=issues[0]["difficulty"],
        design=design,
        replication=replication,
    )
    out = console()
    out.print(Text(head, "bold"))
    if not issues[0]["counted"]:
        out.print(Text(_("It began outside the counted period: no measure includes it."), "dim"))
    out.print(grid((_("When"), _("What")), lines, numbers=False))


# --- the story -----------------------------------------------------------------------------------


def story(
    issue: Row,
    contacts: Sequence[Row],
    legs: Sequence[Row],
    tiers: Sequence[str],
    warm: Collection[str] = (),
) -> list[tuple[str, str]]:
    """What happened as (when, what), in time order, from an issue's rows and the tiers, lowest first; `warm`:
    the tiers from which transfers are.
    """
    told = [(moment(issue["opened"]), _("The customer calls for the first time."))]
    before: Row | None = None
    for contact in contacts:
        if before:
            told.append((moment(contact["began"]), _call(contact, before)))
        for leg in legs:
            if leg["contact"] == contact["contact"]:
                told += [(moment(when), what) for when, what in _leg(leg, tiers, warm)]
        before = contact
    if issue["ended"] is not None:
        passed = span((issue["ended"] - issue["opened"]).total_seconds() / 60)
        told.append((moment(issue["ended"]), _(ENDINGS[issue["ending"]]).format(span=passed)))
    elif before is None or before["ending"] is None or issue["contacts"] > len(contacts):
        text = _("The run ends, and contact {number} is still under way.")
        told.append(("", text.format(number=issue["contacts"])))
    else:
        told.append(("", _("The run ends, and the customer has not called again yet.")))
    return told


def _call(contact: Row, before: Row) -> str:
    passed = span((contact["began"] - before["ended"]).total_seconds() / 60)
    text = _("Contact {number}: the customer calls again, {span} later.")
    if contact["kind"] == "redial":
        text = _("Contact {number}: the customer, whom nobody answered, tries again {span} later.")
    if contact["kind"] == "reopened":
        text = _("Contact {number}: the centre has asked, and reopens it, {span} later.")
    return text.format(number=contact["contact"], span=passed)


def _leg(leg: Row, tiers: Sequence[str], warm: Collection[str]) -> Iterator[tuple[datetime, str]]:
    tier, waited = leg["tier"], span(leg["waited"])
    if leg["outcome"] == "blocked":
        yield leg["ended"], _("The centre is closed: the customer is turned away.")
    elif leg["outcome"] == "busy":
        yield leg["ended"], _("All lines are busy: the customer hears a busy signal.")
    elif leg["outcome"] == "balked":
        yield leg["ended"], _("Hangs up rather than wait in the line of {tier}.").format(tier=tier)
    elif leg["outcome"] == "abandoned":
        text = _("Hangs up after waiting {waited} in the line of {tier}.")
        yield leg["ended"], text.format(waited=waited, tier=tier)
    elif leg["outcome"] == "moved":
        text = _("Unanswered in the line of {tier} for {waited}, goes up to {above}: {why}.")
        yield (
            leg["ended"],
            text.format(tier=tier, waited=waited, above=_above(tier, tiers), why=_(REASONS[leg["reason"]])),
        )
    elif leg["outcome"] == "promised":
        yield (
            leg["ended"],
            _("Wants to be called back rather than wait for {tier}.").format(tier=tier),
        )
    else:
        yield leg["answered"], _answer(leg, waited, tiers, warm)
        yield leg["ended"], _ending(leg, tiers, warm)


def _answer(leg: Row, waited: str, tiers: Sequence[str], warm: Collection[str]) -> str:
    if leg["side"] in BEGINS_BEHIND:
        text = _(BEGINS_BEHIND[leg["side"]][leg["waited"] > 0])
        return text.format(waited=waited, tier=leg["tier"], place=leg["place"], pool=leg["pool"])
    if leg["waited"] > 0:
        text = _("After waiting {waited} in the line of {tier}, answered by agent {place} of {pool}.")
    else:
        text = _("Answered at once at {tier}, by agent {place} of {pool}.")
    if leg["channel"] in CALLED:
        text = _("After {waited} in the backlog of {tier}, called by agent {place} of {pool}.")
    told = text.format(waited=waited, tier=leg["tier"], place=leg["place"], pool=leg["pool"])
    if leg["explained"] > 0:
        text = _("The customer tells it again, for {explained}.")
        if leg["leg"] > 1 and tiers[tiers.index(leg["tier"]) - 1] in warm:
            text = _("The agent who passed it up tells it, for {explained}, and is free again.")
        told = f"{told} {text.format(explained=span(leg['explained']))}"
    return told


def _ending(leg: Row, tiers: Sequence[str], warm: Collection[str]) -> str:
    """What went wrong, if anything, and what came of it."""
    if leg["mishap"] is None:
        return _result(leg, tiers, warm)
    return f"{_(MISHAPS[leg['mishap']])} {_result(leg, tiers, warm)}"


def _result(leg: Row, tiers: Sequence[str], warm: Collection[str]) -> str:
    in_vain = [_("The agent could have solved it.")] if leg["avoidable"] else []
    return " ".join([_handling(leg, tiers, warm), *in_vain, *consultation(leg)])


def _handling(leg: Row, tiers: Sequence[str], warm: Collection[str]) -> str:
    handled = span(leg["handled"])
    if leg["mishap"] == "cut_short":
        return _("Over after {handled}.").format(handled=handled)
    if leg["mishap"] == "held_on" and leg["result"] == "unsolved_known":
        return _("Over after {handled}, unsolved; the agent knows it.").format(handled=handled)
    if leg["side"] == "follow_up":
        return _("The customer knows, after {handled}.").format(handled=handled)
    if leg["result"] == "rejected":
        text = _("Sent back to {below} after {handled}: it could have been solved there.")
        return text.format(below=tiers[tiers.index(leg["tier"]) - 1], handled=handled)
    if leg["result"] == "escalated":
        text = _("Handed over to {above} after {handled}: {why}.")
        if leg["side"] == "promise":
            text = _(
                "Kept, and an answer promised, after {handled}; the customer hangs up, and {above} works on "
                "it behind: {why}."
            )
        elif leg["side"] == "behind":
            text = _("Passed on to {above} after {handled}: {why}.")
        elif leg["tier"] in warm:
            text = _("After {handled}, stays on the line with the customer until {above} answers: {why}.")
        why, above = _(REASONS[leg["reason"]]), _above(leg["tier"], tiers)
        return text.format(above=above, handled=handled, why=why)
    text = {
        "solved": _("Solved in {handled}."),
        "put_off": _("Noted in {handled}, and put off: a time is promised."),
        "not_reached": _("Not reached, in {handled}."),
        "warned": _("Called before the customer would have, for {handled}."),
        "surveyed": _("Asked for {handled} how it went."),
        "falsely_solved": _("Over after {handled}. Both believe that it is solved; it is not."),
        "unsolved_known": _(
            "Over after {handled}, unsolved; the agent knows it, and there is no tier above."
        ),
    }[leg["result"]]
    return text.format(handled=handled)


def _above(tier: str, tiers: Sequence[str]) -> str:
    return tiers[tiers.index(tier) + 1]


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
