"""The documentation's Python runs, as it is printed."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_from_python(tmp_path, monkeypatch, capsys):
    pytest.importorskip("numba", reason="the page compares both calendars")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "python.md").read_text(), re.DOTALL)
    assert len(blocks) >= 3
    space = {}
    for block in blocks:
        exec(compile(block, "docs/python.md", "exec"), space)
    assert "cost_per_resolved" in capsys.readouterr().out
    assert space["page"].stat().st_size > 10_000


PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text()):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), target
