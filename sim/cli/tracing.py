"""`trace`: the story of one issue, from a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.text import Text

from sim.cli.printing import console, grid
from sim.cli.story import Row, moment, span, story
from sim.words import N_, _

if TYPE_CHECKING:
    from sim.experiment.archive.reading import Archive

SHOWN = 20  # of a list
LISTS = {
    "longest": N_("Longest in all"),
    "calls": N_("Longest call"),
    "contacts": N_("Most contacts"),
    "hand-backs": N_("Most often sent back"),
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
    rows = archive.rows("contacts", *place), archive.rows("legs", *place)
    lines = story(issues[0], *rows, archive.manifest.designs[design])
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
    for text in _known(issues[0]):
        out.print(text)
    if not issues[0]["counted"]:
        out.print(Text(_("It began outside the counted period: no measure includes it."), "dim"))
    out.print(grid((_("When"), _("What")), lines, numbers=False))


def _known(issue: Row) -> Iterator[str]:
    """What else the record knows of it."""
    if issue["population"] is not None:
        yield _("Of {population}.").format(population=issue["population"])
    if issue["satisfaction"] is not None:
        text = _("Index of satisfaction in the end: {index:.0%}.")
        yield text.format(index=issue["satisfaction"])
