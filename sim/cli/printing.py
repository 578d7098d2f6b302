"""Tables and warnings on the terminal."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from sim.cli.time_left import TimeLeft
from sim.garbage import collecting
from sim.words import _

MINUTE, HOUR = 60, 3600  # seconds


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


@contextmanager
def progress_bars() -> Iterator[Callable[[str], Watched]]:
    """A bar on the terminal, if there is one: told what is run, gives what is told of its progress.

    What has one simulates, so garbage is collected meanwhile.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn

    class LeftColumn(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(in_words(task.fields["left"].seconds()))

    errors = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), LeftColumn())
    bars = Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal)
    with collecting(), bars:
        bar = bars.add_task("", total=None, left=TimeLeft())

        def show(what: str, left: TimeLeft, done: int, to_do: int) -> None:
            bars.update(bar, description=escape(what), completed=done, total=to_do, left=left)

        def watch(what: str) -> Watched:
            bars.reset(bar, description=escape(what), total=None, left=TimeLeft())
            left = TimeLeft()

            def simulating(done: int, to_do: int) -> None:
                left.told(done, to_do)
                show(what, left, done, to_do)

            # Rules take from nothing to a second, and not all are needed: nobody can say how long it takes.
            return Watched(simulating, partial(show, _("Compiling the rules, once"), TimeLeft()))

        yield watch


def in_words(seconds: float | None) -> str:
    """Of the time that is left, as exactly as it can be known."""
    if seconds is None:
        return ""
    if seconds < MINUTE:
        return _("{n} s left").format(n=math.ceil(seconds))
    if seconds < HOUR:
        return _("{n} min left").format(n=math.ceil(seconds / MINUTE))
    return _("{n:.1f} hours left").format(n=seconds / HOUR)


@contextmanager
def busy_with(what: str) -> Iterator[None]:
    """Say on the terminal, if there is one, what takes a while."""
    errors = Console(stderr=True)
    if errors.is_terminal:
        with errors.status(escape(what)):
            yield
    else:
        yield


@dataclass(frozen=True)
class Watched:
    """What is told of the progress of a run, and of what has to be compiled before."""

    simulating: Callable[[int, int], None]
    compiling: Callable[[int, int], None]

    def __call__(self, done: int, to_do: int) -> None:
        self.simulating(done, to_do)


def warn(out: Console, texts: Iterable[str]) -> None:
    for text in texts:
        out.print(Text.assemble((_("Mind this: "), "yellow"), text))
