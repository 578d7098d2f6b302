"""Tables and warnings on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from sim.words import _


def console() -> Console:
    """Standard output; where it is no terminal, lines are as long as they are."""
    found = Console(highlight=False)
    return found if found.is_terminal else Console(highlight=False, width=200, soft_wrap=False)


def grid(heads: Sequence[str], rows: Iterable[Sequence[str | Text]], numbers: bool = True) -> Table:
    """A table without walls; with `numbers`, all but the first column are set to the right."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for place, head in enumerate(heads):
        table.add_column(escape(head), justify="right" if numbers and place else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) if isinstance(cell, str) else cell for cell in row))
    return table


def warn(out: Console, texts: Iterable[str]) -> None:
    for text in texts:
        out.print(Text.assemble((_("Mind this: "), "yellow"), text))
