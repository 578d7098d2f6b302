"""`erlang`: the calculator that workforce people know."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer
from rich.text import Text

from sim.cli.printing import console, grid, warn
from sim.report import amounts
from sim.words import _, ngettext

if TYPE_CHECKING:
    from sim.theory.calculator import Answer, Row
    from sim.theory.staffing import Target

BARE = re.compile(r"[\d.]+")  # a number without a unit


@dataclass(frozen=True)
class Question:
    """The arguments as typed."""

    calls: float
    aht: str
    period: str
    target: str
    patience: str | None
    shrinkage: str
    agents: int | None


def answer(question: Question) -> None:
    """Print the answer in words and a table around it."""
    from sim.scenario.units import read_positive_duration, read_share
    from sim.theory.calculator import calculate

    patience = question.patience
    told = calculate(
        question.calls,
        _read("--aht", read_positive_duration, question.aht),
        period=_read("--period", read_positive_duration, question.period),
        target=_target(question.target),
        patience=math.inf if patience is None else _read("--patience", read_positive_duration, patience),
        shrinkage=_read("--shrinkage", read_share, question.shrinkage),
        agents=question.agents,
    )
    out = console()
    out.print(Text(_sentence(told)))
    out.print()
    out.print(_table(told))
    warn(out, told.warnings)


def _target(text: str) -> Target:
    """`80/20` as the trade writes it, or with units."""
    from sim.scenario.units import read_duration, read_share
    from sim.theory.staffing import Target

    share, slash, within = (part.strip() for part in text.partition("/"))
    if not slash:
        raise typer.BadParameter(
            _("{text} is not such as 80/20 or 80%/20s").format(text=text), param_hint="--target"
        )
    return Target(
        share=_read("--target", read_share, f"{share}%" if BARE.fullmatch(share) else share),
        within=_read("--target", read_duration, f"{within}s" if BARE.fullmatch(within) else within),
    )


def _read(option: str, reader: Callable[[str], float], text: str) -> float:
    from sim.scenario.problems import NotAllowedError

    try:
        return reader(text)
    except NotAllowedError as error:
        raise typer.BadParameter(f"{error} ({error.allowed})", param_hint=option) from None


def _sentence(told: Answer) -> str:
    row = told.row
    within = amounts.exact(60 * told.target.within, amounts.scale("s", [60 * told.target.within]))
    text = ngettext(
        "{model}: a load of {load:.1f} erlangs; {agents} agent on the phone, {scheduled} with shrinkage, "
        "answers {level:.1%} within {within} (target {share:.0%}).",
        "{model}: a load of {load:.1f} erlangs; {agents} agents on the phone, {scheduled} with shrinkage, "
        "answer {level:.1%} within {within} (target {share:.0%}).",
        row.agents,
    )
    return text.format(
        model=told.model,
        load=told.load,
        agents=row.agents,
        scheduled=row.scheduled,
        level=row.service_level,
        within=within,
        share=told.target.share,
    )


def _table(told: Answer):
    heads = (
        _("Agents"), _("With shrinkage"), _("Service level"), _("ASA"), _("Occupancy"), _("Have to wait"),
        _("Give up"), "",
    )  # fmt: skip
    return grid(heads, [_row(row, row == told.row) for row in told.table])


def _row(row: Row, is_answer: bool) -> tuple[str, ...]:
    seconds = 60 * row.asa
    return (
        str(row.agents),
        str(row.scheduled),
        f"{row.service_level:.1%}",
        amounts.value(seconds, math.nan, math.nan, amounts.scale("s", [seconds])),
        f"{row.occupancy:.1%}",
        f"{row.p_wait:.1%}",
        f"{row.p_abandon:.1%}",
        "<" if is_answer else "",
    )
