"""`new`: a copy of a scenario that comes with Moked."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import typer

from sim.scenario.files import shipped
from sim.words import _

BESIDE = re.compile(r"\.\./(\w+)/")  # a file of a folder beside this one


def copy(name: str, folder: Path) -> Path:
    """Copy the shipped scenario, and the folders that its files name, into a new folder; the file to run.

    Raises typer.BadParameter if there is no such scenario, or something is in the folder already.
    """
    folders = shipped()
    known = sorted(path.parent.name for path in folders.glob("*/study.yaml"))
    if name not in known:
        text = _("there is no {name}; there are {names}").format(name=name, names=", ".join(known))
        raise typer.BadParameter(text, param_hint="--from")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise typer.BadParameter(_("{folder} is there and not empty").format(folder=folder), param_hint="DIR")
    unfinished = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        for each in _needed(folders, [name]):
            shutil.copytree(folders / each, unfinished / each)
        if folder.exists():
            folder.rmdir()
        unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return folder / name / "study.yaml"


def _needed(folders: Path, names: Iterable[str]) -> list[str]:
    """The folders, and those that their files name, and so on."""
    needed, found = list(names), 0
    while found < len(needed):
        texts = (file.read_text(encoding="utf-8") for file in (folders / needed[found]).glob("*.yaml"))
        named = {beside for text in texts for beside in BESIDE.findall(text) if (folders / beside).is_dir()}
        needed += sorted(named.difference(needed))
        found += 1
    return needed
