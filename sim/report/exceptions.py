"""Exceptions, not averages: the worst half hours and days, the longest issues, and those that never ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.experiment import Results
from sim.experiment.statistics import Floats, ratio
from sim.measure import MEASURES
from sim.report import amounts, passing_up
from sim.report.findings import called
from sim.report.tables import Cell, Exhibit, Row, Table
from sim.report.week import WEEKDAYS
from sim.words import N_, _

if TYPE_CHECKING:
    from sim.experiment import Comparison

MOST = 5  # rows of a design
AGENTS = 10
FEW = 3  # where there are more designs than
MANY = 4
HEADS = {
    "replication": N_("Replication"),
    "offered": N_("Contacts"),
    "answered_in_target": N_("Answered in time"),
    "abandoned": N_("Gave up"),
    "waited_min": N_("Waited in all"),
    "topic": N_("Topic"),
    "ending": N_("Ended"),
    "hours": N_("After"),
    "contacts": N_("Contacts"),
    "handovers": N_("Hand-overs"),
    "call_min": N_("Handled for"),
    "hand_backs": N_("Sent back"),
}
ENDINGS = {
    "solved": N_("solved"),
    "abandoned": N_("given up in the line"),
    "lost": N_("not solved, lost"),
    "blocked": N_("turned away"),
}
IN_SECONDS = {"waited_min": 60.0, "hours": 3600.0, "call_min": 60.0}  # the columns that are times
OF_CONTACTS = ("replication", "offered", "answered_in_target", "abandoned", "waited_min")
OF_STUCK = ("replication", "topic", "hours", "contacts", "handovers")
OF_CALLS = ("replication", "topic", "call_min", "contacts", "handovers")
OF_SENT_BACK = ("replication", "topic", "ending", "hours", "contacts", "hand_backs")
OF_ISSUES = ("replication", "topic", "ending", "hours", "contacts", "handovers")


def worst(comparison: Comparison) -> list[Exhibit]:
    """Each with a group of rows for each design that has any."""
    found = [
        Exhibit(
            _("Which intervals were worst?"),
            _("Of all replications, the intervals in which callers waited longest together."),
            _table(comparison, _("Began"), OF_CONTACTS, Results.worst_intervals, _interval),
        ),
        Exhibit(
            _("Which days were worst?"),
            _("Of all replications, the days on which callers waited longest together."),
            _table(comparison, _("Day"), OF_CONTACTS, Results.worst_days, _day),
        ),
        Exhibit(
            _("Which issues took longest?"),
            _(
                "From the first contact to the end. The number of an issue is the same in every design; "
                "where the run was recorded, `moked trace` tells its story."
            ),
            _table(comparison, _("Issue, opened"), OF_ISSUES, Results.longest_issues, _issue),
        ),
        Exhibit(
            _("Which calls were longest?"),
            _("The longest that an agent spent on one contact: listen to these first."),
            _table(comparison, _("Issue, opened"), OF_CALLS, _listed("calls"), _issue),
        ),
        Exhibit(
            _("Which customers had to call most often?"),
            _("Issues with three contacts or more."),
            _table(comparison, _("Issue, opened"), OF_ISSUES, _listed("contacts"), _issue),
        ),
        Exhibit(
            _("Which issues were sent back most often?"),
            _("Issues that a tier sent back to the one below twice or more."),
            _table(comparison, _("Issue, opened"), OF_SENT_BACK, _listed("hand-backs"), _issue),
        ),
        Exhibit(
            _("Which issues were stuck?"),
            _(
                "Opened in the counted time and still open when the run ended, the oldest first. {count}"
            ).format(count=_still_open(comparison)),
            _table(comparison, _("Issue, opened"), OF_STUCK, Results.stuck_issues, _issue),
        ),
        Exhibit(
            _("What was passed up that could have been solved below?"),
            _(
                "Escalations a replication, by topic: by all agents, and by those who were able to solve the "
                "issue and allowed to."
            ),
            passing_up.by_topic(comparison),
        ),
        Exhibit(
            _("Who passed it up?"),
            _(
                "The same by agent: by place on the pool's payroll, whoever held it, the most in vain first. "
                "One agent's are few: mind the intervals. All agents are in the files beside this one."
            ),
            passing_up.by_agent(comparison, AGENTS if len(called(comparison)) <= MANY else FEW),
        ),
    ]
    return [each for each in found if each.table.rows]


def _listed(exceptions: str) -> Callable[[Results], Any]:
    """The issues of a list, its figure under the name of its column."""
    column = {"calls": "call_min", "hand-backs": "hand_backs"}.get(exceptions, "figure")

    def rows_of(results: Results) -> Any:
        return results.notable_issues(exceptions).rename(columns={"figure": column})

    return rows_of


def _table(
    comparison: Comparison,
    head: str,
    columns: tuple[str, ...],
    rows_of: Callable[[Results], Any],
    name_of: Callable[[Mapping[str, Any]], str],
) -> Table:
    designs = called(comparison)
    groups = {}
    for name, results in designs.items():
        rows = rows_of(results).head(MOST if len(designs) <= MANY else FEW).to_dict("records")
        if rows:
            groups[name] = [Row(name_of(row), [_cell(key, row[key]) for key in columns]) for row in rows]
    if len(designs) == 1:
        groups = dict.fromkeys([""], next(iter(groups.values()), []))
    return Table([head, *(_(HEADS[key]) for key in columns)], groups)


def _cell(key: str, figure: Any) -> Cell:
    if key in IN_SECONDS:
        seconds = figure * IN_SECONDS[key]
        by = amounts.scale("s", [seconds])
        return Cell(amounts.with_unit(amounts.number(seconds * by.factor, 1), by.label))
    if key == "ending":
        return Cell(_(ENDINGS[figure]))
    return Cell(str(figure))


def _interval(row: Mapping[str, Any]) -> str:
    return f"{_date(row['date'])} {row['from']}"


def _day(row: Mapping[str, Any]) -> str:
    return _date(row["date"])


def _issue(row: Mapping[str, Any]) -> str:
    return f"{row['issue']}, {_date(row['opened'])} {row['opened']:%H:%M}"


def _date(day: date | datetime) -> str:
    return f"{_(WEEKDAYS[day.isoweekday() % 7])} {day:%Y-%m-%d}"


def _still_open(comparison: Comparison) -> str:
    """How many there are in a replication."""
    counts = []
    for name, results in called(comparison).items():
        found = ratio(*_open(results))
        by = amounts.scale("count", [])
        shown = amounts.value(float(found.mean), float(found.low), float(found.high), by)
        counts.append(_("{count} in “{design}”").format(count=shown, design=name))
    return _("In a replication, there were {counts}.").format(counts=", ".join(counts))


def _open(results: Results) -> tuple[Floats, Floats]:
    """Issues still open, by replication; and ones."""
    still, _opened = results.sums(MEASURES["issues_open"])
    return still, np.ones(len(still))
