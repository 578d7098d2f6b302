"""`verify`: every case tried, printed, drawn as a page and written as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.text import Text

from sim.cli.exits import FAILED, INTERRUPTED
from sim.cli.printing import console, grid, progress_bars
from sim.words import _

if TYPE_CHECKING:
    from sim.verify.catalogue import Case
    from sim.verify.defects import Defect
    from sim.verify.outcome import Outcome

PAGE = "verification.html"


def list_cases(only: str | None, quick: bool) -> None:
    """Print the cases there are."""
    heads = (_("Case"), _("Group"), _("What"), _("Against"))
    rows = [(case.id, case.group, case.title, case.source) for case in _chosen(only, quick)]
    console().print(grid(heads, rows, numbers=False))


def verify_all(only: str | None, quick: bool, file: Path | None, output: Path, jobs: int | None) -> None:
    """Try the cases, and leave with the exit code that says how it went. What was tried is kept after Ctrl-C
    and where a process dies."""
    from sim.experiment.running import ReplicationError
    from sim.experiment.whole import write_whole
    from sim.verify import page
    from sim.verify.catalogue import Effort
    from sim.verify.running import in_order, verify

    cases = _chosen(only, quick)
    tried: list[Outcome] = []
    interrupted, died = False, ""
    with progress_bars() as watch:
        progress = watch(_("cases"))
        try:
            for outcome in verify(cases, Effort(quick), jobs):
                tried.append(outcome)
                progress(len(tried), len(cases))
        except KeyboardInterrupt:
            interrupted = True
        except ReplicationError as error:
            died = str(error)
    tried = in_order(tried)
    _print(tried)
    if file:
        rows = [outcome.row() for outcome in tried]
        write_whole(file, _json(rows))
    if tried:
        path = write_whole(output / PAGE, page.page(tried))
        print(_("The page: {path}").format(path=path))
    if interrupted:
        print(_("Interrupted."), file=sys.stderr)
        raise typer.Exit(INTERRUPTED)
    if died:
        print(died, file=sys.stderr)
    if died or any(outcome.verdict == "differs" for outcome in tried):
        raise typer.Exit(FAILED)


def list_defects(only: str | None) -> None:
    """Print the defects there are to sow."""
    rows = [(each.id, each.what, each.test) for each in _defects(only)]
    console().print(grid((_("Defect"), _("What"), _("The test that sees it")), rows, numbers=False))


def sow_defects(only: str | None, file: Path | None, jobs: int | None) -> None:
    """Sow defects one at a time; leave with the exit code that says whether each was seen."""
    from sim.report.page import write_whole
    from sim.verify.defects import Caught, NoCheckoutError, run_defects

    _defects(only)
    with progress_bars() as watch:
        progress = watch(_("defects"))

        def report(caught: Caught, done: int, of: int) -> None:
            progress(done, of)

        try:
            found = run_defects(only, report, jobs)
        except NoCheckoutError as error:
            raise typer.BadParameter(str(error), param_hint="--defects") from None
    said = {
        "caught": Text(_("caught"), "cyan"),
        "missed": Text(_("missed"), "magenta"),
        "stale": Text(_("stale"), "magenta"),
        "broken": Text(_("broken"), "magenta"),
    }
    rows = [(each.id, said[each.verdict], f"{each.seconds:.0f} s", each.what) for each in found]
    out = console()
    out.print(grid((_("Defect"), _("Verdict"), _("Time"), _("What")), rows, numbers=False))
    missed = [each for each in found if each.verdict != "caught"]
    for each in missed:
        out.print(f"{each.id}: {each.test}: {each.said}", markup=False)
    text = _("{caught} of {all} defects were caught, each by the test that it names.")
    out.print(Text(text.format(caught=len(found) - len(missed), all=len(found)), "bold"))
    if file:
        write_whole(file, _json([each.row() for each in found]))
    if missed:
        raise typer.Exit(FAILED)


def _defects(only: str | None) -> list[Defect]:
    from sim.verify.defects import chosen

    found = chosen(only)
    if not found:
        text = _("no defect is called so; moked verify --defects --list names them all")
        raise typer.BadParameter(text, param_hint="--only")
    return found


def _json(rows: list[dict[str, Any]]) -> str:
    return json.dumps(rows, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _chosen(only: str | None, quick: bool) -> list[Case]:
    from sim.verify.running import chosen

    found = chosen(only, quick)
    if not found:
        text = _("no case is called so; moked verify --list names them all")
        raise typer.BadParameter(text, param_hint="--only")
    return found


def _print(tried: list[Outcome]) -> None:
    from sim.verify import page

    out = console()
    said = {
        "agrees": _("agrees"),
        "differs": _("differs"),
        "off": _("off, told why"),
        "skipped": _("skipped"),
    }
    colours = {"agrees": "cyan", "differs": "magenta", "off": "yellow", "skipped": "dim"}
    rows = [
        (
            outcome.id,
            Text(said[outcome.verdict], colours[outcome.verdict]),
            f"{sum(value.agrees for value in outcome.values)}/{len(outcome.values)}",
            f"{outcome.seconds:.1f} s",
            outcome.note if outcome.verdict != "agrees" else "",
        )
        for outcome in tried
    ]
    out.print(grid((_("Case"), _("Verdict"), _("Figures"), _("Time"), ""), rows, numbers=False))
    for outcome in tried:
        for value in outcome.values:
            if not value.agrees:
                text = _("{case}: {what} should be {exact:.6g}, is {simulated:.6g} ({low:.6g} to {high:.6g})")
                out.print(
                    text.format(
                        case=outcome.id,
                        what=value.what,
                        exact=value.exact,
                        simulated=value.simulated,
                        low=value.low,
                        high=value.high,
                    )
                )
    for text in page.summary(tried):
        out.print(Text(text, "bold"))
