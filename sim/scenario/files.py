"""Reading text files, and none outside the tree that a study may read."""

from __future__ import annotations

from pathlib import Path

from sim.scenario.problems import NotAllowedError, Place
from sim.words import _

MOST_BYTES = 200_000  # YAML is read at some 100 kB a second; scenarios and tables take a few kB


def shipped() -> Path:
    """The scenarios that come with Moked: in an installed package, or in a checkout."""
    package = Path(__file__).resolve().parents[1]
    packed = package / "shipped"
    return packed if packed.is_dir() else package.parent / "scenarios"


def tree_of(path: Path) -> Path:
    """The folder that holds the folder of a file: within it scenarios may name each other's files."""
    folder = path.resolve().parent
    return folder if folder.parent == Path(folder.anchor) else folder.parent


def file_inside(root: Path, folder: Path, name: str) -> Path:
    """The file `name` says, seen from `folder`; raises `NotAllowedError` if it is not under `root`."""
    if "\0" in name or "\\" in name or name.startswith("~") or Path(name).is_absolute() or not name.strip():
        message = _("{name} is not a path seen from this file")
        raise NotAllowedError(message.format(name=repr(name)), "volumes.csv, ../base/centre.yaml")
    try:
        path = (folder / name).resolve()
    except (OSError, RuntimeError) as error:  # links that go in circles, names that no system has
        raise NotAllowedError(_("{name} cannot be read: {why}").format(name=name, why=error)) from None
    if not path.is_relative_to(root):
        message = _("{name} is outside {root}: a scenario reads its own folder and those beside it")
        raise NotAllowedError(message.format(name=name, root=shown_path(root)))
    return path


def file_typed(folder: Path, name: str) -> Path:
    """The file that somebody named who runs Moked: any."""
    if "\0" in name or not name.strip():
        raise NotAllowedError(_("{name} is not a path").format(name=repr(name)), "volumes.csv")
    try:
        return (folder / Path(name).expanduser()).resolve()
    except (OSError, RuntimeError) as error:
        raise NotAllowedError(_("{name} cannot be read: {why}").format(name=name, why=error)) from None


def read_text(path: Path) -> str:
    """The text of a file; raises `NotAllowedError`, with a place of its own where the text is at fault."""
    name = shown_path(path)
    try:
        if path.is_dir():
            raise NotAllowedError(_("{name} is a folder").format(name=name))
        if not path.exists():
            raise NotAllowedError(_("there is no file {name}").format(name=name))
        if not path.is_file():  # a pipe or a device might never end
            raise NotAllowedError(_("{name} is not a file").format(name=name))
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        message = _("{name} cannot be read: {why}").format(name=name, why=error.strerror or error)
        raise NotAllowedError(message) from None
    if len(content) > MOST_BYTES:
        message = _("larger than {most} bytes").format(most=MOST_BYTES)
        raise NotAllowedError(message, place=Place(name, 1, 1))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotAllowedError(_("the file is UTF-16: save it as UTF-8"), place=Place(name, 1, 1))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        message = _("the file is not UTF-8 text: save it as UTF-8")
        raise NotAllowedError(message, place=Place(name, line, column)) from None


def shown_path(path: Path) -> str:
    """A path as short as it can be said from here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) and path != here else str(path)
