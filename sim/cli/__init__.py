"""The command `moked`: reads arguments, calls what is below, prints what comes back.

Exit codes: 0 fine; 1 a run failed, or a line keeps growing so that waits mean nothing; 2 bad input;
130 interrupted.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import tempfile
from pathlib import Path

from sim.cli.exits import BAD_INPUT, FAILED, INTERRUPTED
from sim.garbage import resting
from sim.words import _

__all__ = ["main"]

DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}  # nothing that the user wrote is wrong


def main(arguments: list[str] | None = None) -> None:
    """Run the command and leave with its exit code; a traceback is shown only where MOKED_DEBUG is set."""
    try:
        with resting():
            from sim.cli.commands import app  # late, so that Ctrl-C meanwhile leaves no traceback either

            app(arguments)
    except KeyboardInterrupt:
        print(_("Interrupted."), file=sys.stderr)
        sys.exit(INTERRUPTED)
    except Exception as error:
        if os.environ.get("MOKED_DEBUG"):
            raise
        text, code = _told(error)
        print(" ".join((text, *getattr(error, "__notes__", ()))), file=sys.stderr)
        sys.exit(code)
    finally:
        if arguments is None:  # the process ends, once its workers have: nothing is left to interrupt
            signal.signal(signal.SIGINT, signal.SIG_IGN)


def _told(error: Exception) -> tuple[str, int]:
    """What a user is told of an error, and the exit code."""
    from sim.experiment import ReplicationError
    from sim.experiment.archive.manifest import ArchiveError
    from sim.scenario import ScenarioError
    from sim.scenario.files import shown_path
    from sim.scenario.problems import NotAllowedError
    from sim.theory.domain import OutOfRangeError

    if isinstance(error, NotAllowedError) and error.allowed:
        return _("{problem}\n    allowed: {what}").format(problem=error, what=error.allowed), BAD_INPUT
    if isinstance(error, ScenarioError | NotAllowedError | OutOfRangeError | ArchiveError):
        return str(error), BAD_INPUT
    if isinstance(error, ReplicationError):
        return str(error), FAILED
    if isinstance(error, OSError) and error.errno is not None:
        # Files without a name are those that hold what is worked on.
        file = error.filename or (tempfile.gettempdir() if error.errno in DISK else None)
        where = f"{shown_path(Path(file))}: " if file else ""
        return f"{where}{os.strerror(error.errno)}", FAILED if error.errno in DISK else BAD_INPUT
    text = _("Unexpected: {kind}: {what}. This is a fault of Moked; with MOKED_DEBUG=1 it says where.")
    return text.format(kind=type(error).__name__, what=error), FAILED
