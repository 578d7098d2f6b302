from pathlib import Path

import pytest

CENTRE = """\
schema: 1
name: Centre
demand: {table: volumes.csv}
topics:
  password:
    share: 35%
    difficulty: {kind: uniform, low: 0, high: 0.4}
    handle: {kind: exponential, mean: 4m30s}
  system: {share: 65%, handle: {kind: lognormal, mean: 6min, cv: 1.1}}
tiers:
  helpdesk: {pool: helpdesk, escalate: {after: 12min, difficulty_above: 0.6}}
  engineers: {pool: engineers}
pools:
  helpdesk: {agents: 5, seats: seats.csv, attrition: {yearly_rate: 35%}}
  engineers: {agents: 6}
"""
VOLUMES = """\
from,Sun,Mon,Tue,Wed,Thu,Fri,Sat
07:00,30,34,33,32,32,10,0
22:00,0,0,0,0,0,0,0
"""
SEATS = """\
from,Sun,Mon,Tue,Wed,Thu,Fri,Sat
07:00,2,2,2,2,2,1,0
22:00,0,0,0,0,0,0,0
"""


class Tree:
    """Files of scenarios under a temporary folder, written and named from there."""

    def __init__(self, folder: Path):
        self.folder = folder

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A valid centre in `base/centre.yaml` with its tables; messages name files from the tree's top."""
    monkeypatch.chdir(tmp_path)
    tree = Tree(tmp_path)
    tree.write("base/centre.yaml", CENTRE)
    tree.write("base/volumes.csv", VOLUMES)
    tree.write("base/seats.csv", SEATS)
    return tree
