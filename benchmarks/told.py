"""`python -m benchmarks.told FILE [PAGE]`: puts the tables of the results into docs/performance.md.

Below the mark, that page is made; above it, it is written by hand.
"""

import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.page import on_what
from benchmarks.tables import Table, tables
from benchmarks.worker import ROOT

PAGE = ROOT / "docs/performance.md"
MARK = "<!-- What follows is made by `python -m benchmarks.told`. -->"


def told(page: str, results: dict[str, Any]) -> str:
    """The page with what is made put in the place of what was made before."""
    by_hand, mark, _ = page.partition(MARK)
    if not mark:
        raise ValueError(f"the page has no line {MARK}")
    sections = [f"## The figures\n\nMeasured on: {on_what(results)}", *map(as_markdown, tables(results))]
    return by_hand + MARK + "\n\n" + "\n\n".join(sections) + "\n"


def as_markdown(table: Table) -> str:
    lines = [table.head, ["---"] * len(table.head), *table.rows]
    rows = "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
    return f"### {table.title}\n\n{table.note}\n\n{rows}"


def main(file: str, page: str | Path = PAGE) -> None:
    results = json.loads(Path(file).read_text())
    path = Path(page)
    path.write_text(told(path.read_text(), results))


if __name__ == "__main__":
    main(*sys.argv[1:])
