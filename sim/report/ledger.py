"""Where the money goes a year, and what each design is worth beside the baseline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sim.report import amounts
from sim.report.findings import Estimate, Judgement, labels
from sim.report.tables import VERDICTS, Cell, Exhibit, Row, Table, batches, value
from sim.words import N_, _

if TYPE_CHECKING:
    from sim.experiment import Comparison

TITLES = {
    "handling": N_("Wages: handling contacts"),
    "ready": N_("Wages: waiting for contacts"),
    "away": N_("Wages: on shift, off the phone"),
    "learning": N_("Wages: in training"),
    "rest": N_("Wages: absent, or no seat on the rota"),
    "overtime": N_("Overtime, beyond the wage"),
    "leads": N_("Leads"),
    "trainers": N_("Trainers"),
    "hiring": N_("Hiring"),
    "courses": N_("Training, beside the wage"),
    "fees": N_("Fees outside"),
    "before": N_("Prevention and the bot"),
    "centre": N_("The centre in all"),
    "churn": N_("Customers who leave"),
    "downtime": N_("Customers idle while issues are open"),
    "whole": N_("With what customers lose"),
    "value": N_("Value of what was solved"),
    "net": N_("What is left"),
}
GAINS = ("value", "net")  # of these more is better
NEITHER = ("handling", "ready", "away", "learning", "rest")  # parts of wages: one grows as another shrinks
WIDE = 2  # designs beside the baseline in one table of amounts
WORTH = ("centre", "churn", "downtime", "value")  # the columns of what a design is worth, before the sum


def exhibits(comparison: Comparison) -> list[Exhibit]:
    """None where scenarios give no wages and no costs."""
    money = comparison.money()
    if not money.xs("centre", level="line")["mean"].any():
        return []
    found = []
    if _others(comparison):
        note = _(
            "A year, beside {baseline}, the best first. The last column is what it comes to: what is saved, "
            "less what is lost, as far as the scenarios say what things are worth."
        )
        called = labels(comparison)[comparison.baseline]
        table = _worth(comparison, money)
        found.append(Exhibit(_("What is each design worth in money?"), note.format(baseline=called), table))
    note = _("A year. Wages are told by what the paid time went to. Every amount is a sum of postings.")
    first, *further = [_accounts(comparison, money, others) for others in batches(_others(comparison), WIDE)]
    return [*found, Exhibit(_("Where does the money go?"), note, first, further)]


def _others(comparison: Comparison) -> list[str]:
    return [name for name in comparison.results if name != comparison.baseline]


def _accounts(comparison: Comparison, money: Any, others: Sequence[str]) -> Table:
    called, currency = labels(comparison), _currency(comparison)
    first = called[comparison.baseline]
    heads = [_("A year"), _("{name} (baseline)").format(name=first) if others else first]
    for name in others:
        heads += [called[name], _("Difference")]
    rows = []
    for line in money.index.unique("line"):
        of = {name: money.loc[(name, line)] for name in (comparison.baseline, *others)}
        by = amounts.scale("money", [row["mean"] for row in of.values()], currency)
        cells = [value(_estimate(of[comparison.baseline]), by)]
        for name in others:
            cells += [value(_estimate(of[name]), by), _difference(of[name], line, currency)]
        rows.append(Row(_(TITLES[line]), cells))
    return Table.plain(heads, rows)


def _worth(comparison: Comparison, money: Any) -> Table:
    """A row for each design, the best first."""
    lines = money.index.unique("line")
    total = next(line for line in ("net", "whole", "centre") if line in lines)
    columns = [line for line in WORTH if line in lines and line != total] + [total]
    sign = 1 if total in GAINS else -1
    best = sorted(_others(comparison), key=lambda name: -sign * money.loc[(name, total)]["difference"])
    called, currency = labels(comparison), _currency(comparison)
    rows = [
        Row(called[name], [_difference(money.loc[(name, line)], line, currency) for line in columns])
        for name in best
    ]
    return Table.plain([_("Design"), *(_(TITLES[line]) for line in columns)], rows)


def _difference(row: Any, line: str, currency: str) -> Cell:
    mean, low, high = (float(row[f"difference{end}"]) for end in ("", "_low", "_high"))
    by = amounts.scale("money", (low, high), currency)
    judgement: Judgement
    if mean == low == high == 0:
        judgement = "equal"
    elif not row["distinguishable"]:
        judgement = "same"
    elif line in NEITHER:
        judgement = "changed"
    else:
        judgement = "better" if (mean > 0) == (line in GAINS) else "worse"
    text = amounts.difference(mean, low, high, by)
    return Cell(text, amounts.interval(low, high, by), judgement, _(VERDICTS[judgement]))


def _estimate(row: Any) -> Estimate:
    return Estimate(*(float(row[name]) for name in ("mean", "low", "high")))


def _currency(comparison: Comparison) -> str:
    return comparison.results[comparison.baseline].scenario.currency
