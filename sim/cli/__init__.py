"""The command `moked`: reads arguments, calls what is below, prints what comes back.

Exit codes: 0 fine; 1 a run failed, or a line keeps growing so that waits mean nothing; 2 bad input;
130 interrupted.
"""

from __future__ import annotations

import os
import sys

from sim.cli.commands import app
from sim.cli.exits import BAD_INPUT, FAILED
from sim.words import _

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> None:
    """Run the command and leave with its exit code; a traceback is shown only where MOKED_DEBUG is set."""
    try:
        app(arguments)
    except Exception as error:
        if os.environ.get("MOKED_DEBUG"):
            raise
        text, code = _told(error)
        print(text, file=sys.stderr)
        sys.exit(code)


def _told(error: Exception) -> tuple[str, int]:
    """What a user is told of an error, and the exit code."""
    from sim.experiment import ReplicationError
    from sim.experiment.archive.manifest import ArchiveError
    from sim.scenario import ScenarioError
    from sim.scenario.problems import NotAllowedError
    from sim.theory.domain import OutOfRangeError

    if isinstance(error, NotAllowedError) and error.allowed:
        return _("{problem}\n    allowed: {what}").format(problem=error, what=error.allowed), BAD_INPUT
    if isinstance(error, ScenarioError | NotAllowedError | OutOfRangeError | ArchiveError):
        return str(error), BAD_INPUT
    if isinstance(error, ReplicationError):
        return str(error), FAILED
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}", BAD_INPUT
    text = _("Unexpected: {kind}: {what}. This is a fault of Moked; with MOKED_DEBUG=1 it says where.")
    return text.format(kind=type(error).__name__, what=error), FAILED
