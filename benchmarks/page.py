"""One HTML file that draws the results: figures, and the same in tables below them."""

import html
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import plotly.graph_objects as go

from benchmarks.tables import AXES, CLOCKS, NAMES, WORKS, Table, tables
from sim.report.figures import FONT
from sim.report.page import PLOTLY, write_whole

COLOURS = {"simpy": "#2F6DB5", "compiled": "#C2571A"}
OF_WORK = {"one_pool": "#7A8699", "two_tiers": "#C2571A"}
OF_PART = ("#7A8699", "#2F6DB5", "#6BA3D6", "#C2571A", "#E3A46B", "#8B5FA8", "#B9BFC9")
STYLE = f"""
body {{ font-family: {FONT}; line-height: 1.45; color: #1c2430 }}
body {{ max-width: 1000px; margin: 24px auto; padding: 0 16px }}
table {{ margin-top: 14px; border-collapse: collapse; font-size: 13px; display: block; overflow-x: auto }}
td, th {{ padding: 3px 10px; text-align: left; border-bottom: 1px solid #e2e5ea; white-space: nowrap }}
.note, .machine {{ color: #4a5565; max-width: 70ch }}
"""


def write(told: dict[str, Any], path: Path) -> Path:
    return write_whole(path, page(told))


def page(told: dict[str, Any]) -> str:
    library = (files("sim.report") / "static" / PLOTLY).read_text(encoding="utf-8")
    figures = drawn(told)
    parts = []
    for table in tables(told):
        parts.append(f"<h2>{html.escape(table.title)}</h2><p class=note>{html.escape(table.note)}</p>")
        parts += [
            f'<div class=figure data-figure="{html.escape(text)}"></div>'
            for text in figures.get(table.key, [])
        ]
        parts.append(as_html(table))
    draw = "for (const e of document.querySelectorAll('.figure')) { const f = JSON.parse(e.dataset.figure);"
    draw += " Plotly.newPlot(e, f.data, f.layout, {displayModeBar: false, responsive: true}) }"
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>How quick Moked is</title>"
        f"<meta name=viewport content='width=device-width'><style>{STYLE}</style>"
        f"<h1>How quick Moked is</h1><p class=machine>{html.escape(on_what(told))}</p>{''.join(parts)}"
        f"<script>{library}</script><script>{draw}</script></html>"
    )


def on_what(told: dict[str, Any]) -> str:
    """The machine, the versions and the caveats, in sentences."""
    machine = told["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in told["versions"].items())
    text = (
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gib']:.0f} GiB, "
        f"{machine['system']}, Python {machine['python']}; {versions}; commit {told['commit']}, "
        f"{machine['when']}. {told['rounds']} rounds. Processes that wanted a core: {machine['load']} at the "
        f"beginning, {machine.get('load_at_the_end', '?')} at the end."
    )
    if told["skipped"]:
        text += (
            " Left out: " + "; ".join(f"{NAMES[name]} ({why})" for name, why in told["skipped"].items()) + "."
        )
    return text + (" A quick look: not to be quoted." if told["quick"] else "")


def as_html(table: Table) -> str:
    head = "".join(f"<th>{html.escape(cell)}</th>" for cell in table.head)
    rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in table.rows)
    return f"<table><tr>{head}</tr>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def drawn(told: dict[str, Any]) -> dict[str, list[str]]:
    """Figures by the key of their table."""
    makers = {"ratios": ratios, "growth": growth, "parts": parts, "features": features}
    return {key: [as_json(figure) for figure in make(told)] for key, make in makers.items() if key in told}


def as_json(figure: go.Figure) -> str:
    figure.update_layout(
        template="none", font={"family": FONT, "size": 12}, paper_bgcolor="white", plot_bgcolor="white"
    )
    plain = json.loads(figure.to_json())
    plain["layout"].pop("template", None)
    return json.dumps(plain)


def ratios(told):
    names = [name for name in NAMES if name in told["ratios"]["two_tiers"]][::-1]
    figure = go.Figure()
    for work, title in WORKS.items():
        found = [told["ratios"][work][name] for name in names]
        medians = [each["median"] for each in found]
        figure.add_scatter(
            x=medians,
            y=[NAMES[name] for name in names],
            mode="markers",
            name=title,
            marker={"size": 10, "color": OF_WORK[work]},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": [each["high"] - each["median"] for each in found],
                "arrayminus": [each["median"] - each["low"] for each in found],
            },
        )
    figure.update_layout(
        height=330, margin={"l": 180, "r": 16, "t": 30, "b": 44}, legend={"orientation": "h", "y": 1.12}
    )
    figure.update_xaxes(type="log", title="times as quick as idiomatic SimPy", gridcolor="#e2e5ea", dtick=1)
    return [figure]


def growth(told):
    for axis, title in AXES.items():
        figure = go.Figure()
        for clock, name in CLOCKS.items():
            rows = told["growth"][clock][axis]["rows"]
            figure.add_scatter(
                x=[row["value"] for row in rows],
                y=[row["microseconds"] for row in rows],
                name=name,
                mode="lines+markers",
                line={"color": COLOURS[clock]},
                error_y={
                    "type": "data",
                    "symmetric": False,
                    "array": [row["high"] - row["microseconds"] for row in rows],
                    "arrayminus": [row["microseconds"] - row["low"] for row in rows],
                },
            )
        figure.update_layout(
            height=260, margin={"l": 60, "r": 16, "t": 30, "b": 44}, legend={"orientation": "h", "y": 1.15}
        )
        figure.update_xaxes(type="log", title=title, gridcolor="#e2e5ea", dtick=1)
        figure.update_yaxes(type="log", title="µs per contact", gridcolor="#e2e5ea", dtick=1)
        yield figure


def parts(told):
    figure = go.Figure()
    bars = [
        (f"{name}, {CLOCKS[clock]}", found)
        for name, clocks in told["parts"].items()
        for clock, found in clocks.items()
    ]
    names = list(bars[0][1])
    for part, colour in zip(names, OF_PART, strict=True):
        shares = [found[part] / sum(found[name] for name in names) for _, found in bars]
        figure.add_bar(
            x=shares, y=[label for label, _ in bars], orientation="h", name=part, marker={"color": colour}
        )
    figure.update_layout(
        barmode="stack",
        height=80 + 32 * len(bars),
        margin={"l": 230, "r": 16, "t": 30, "b": 40},
        legend={"orientation": "h", "y": 1.1},
    )
    figure.update_xaxes(tickformat=".0%", range=[0, 1])
    figure.update_yaxes(autorange="reversed")
    return [figure]


def features(told):
    figure = go.Figure()
    for clock, name in CLOCKS.items():
        found = told["features"][clock]
        figure.add_scatter(
            x=[each["time"]["median"] - 1 for each in found.values()],
            y=[each.replace("_", " ") for each in found],
            mode="markers",
            name=name,
            marker={"size": 9, "color": COLOURS[clock]},
        )
    figure.update_layout(
        height=90 + 20 * len(found),
        margin={"l": 130, "r": 16, "t": 30, "b": 44},
        legend={"orientation": "h", "y": 1.06},
    )
    figure.update_xaxes(tickformat="+.0%", title="more time than without it", gridcolor="#e2e5ea")
    figure.update_yaxes(autorange="reversed")
    return [figure]
