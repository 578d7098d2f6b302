"""The table of inputs in `docs/claims.md`: `python -m sim.experiment.inputs_page` makes it anew."""

from __future__ import annotations

from pathlib import Path

from sim.experiment.inputs import INPUTS

PAGE = Path(__file__).parents[2] / "docs" / "claims.md"
BEGINS = "<!-- This table is made by `python -m sim.experiment.inputs_page`. -->\n"
ENDS = "<!-- Its end. -->\n"


def page(current: str) -> str:
    """The page of claims with its table as it should be."""
    rows = [f"| `{measure}` | {', '.join(f'`{key}`' for key in keys)} |" for measure, keys in INPUTS.items()]
    table = "\n".join(["| measure | its inputs |", "|---|---|", *rows])
    before, rest = current.split(BEGINS)
    return before + BEGINS + "\n" + table + "\n" + ENDS + rest.partition(ENDS)[2]


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
