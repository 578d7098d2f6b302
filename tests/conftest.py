"""The command `moked`, and a folder with a study to try it on."""

from pathlib import Path

import pytest

from sim.cli import main

CENTRE = """\
name: Small centre
calendar: {start: 2026-01-04, length: 8 days}
demand: {per_hour: 4}
topics:
  all: {share: 100%, handle: {kind: exponential, mean: 6min}}
patience: {kind: exponential, mean: 6min}
tiers:
  desk: {pool: desk}
pools:
  desk: {agents: 2, wage: 50}
"""
STUDY = """\
schema: 1
study: One more?
designs: {two: two.yaml, three: three.yaml}
replications: 3
"""


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    (tmp_path / "two.yaml").write_text(CENTRE)
    (tmp_path / "three.yaml").write_text("extends: two.yaml\nname: One more\npools: {desk: {agents: 3}}\n")
    (tmp_path / "study.yaml").write_text(STUDY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def moked(capsys):
    """Run the command: its exit code, what it prints, and what it complains of."""

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return int(left.value.code or 0), printed.out, printed.err

    return run
