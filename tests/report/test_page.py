import json
import math
import re
from html.parser import HTMLParser
from importlib.resources import files

import plotly.graph_objects as go
import plotly.offline
import pytest

from sim import report
from sim.measure import MEASURES
from sim.report import differences, endings, inputs, people, tables, week
from sim.report.findings import findings
from sim.report.page import PLOTLY, page

MOST_BYTES = 3_000_000
SECTIONS = {
    "verdict", "figures", "days", "waits", "in_time", "how_long", "load", "endings", "flow", "resolution",
    "cost", "headcount", "tenure", "exceptions", "pools", "scenarios", "measures", "made",
}  # fmt: skip


class Reader(HTMLParser):
    """Text, ids and figures of a page; fails on tags that do not close where they should."""

    VOID = frozenset({"meta", "link", "br", "stop", "line", "circle", "rect"})

    def __init__(self, html: str):
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.figures: list[dict] = []
        self.texts: list[str] = []
        self.in_figure = False
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"])
        self.links += [given[name] for name in ("href", "src", "action") if name in given]
        self.in_figure = "data-figure" in given
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.in_figure:
            self.figures.append(json.loads(data))
            self.in_figure = False
        elif self.open and self.open[-1] not in ("script", "style"):
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


@pytest.fixture(params=["one", "two", "ten", "swamped"])
def comparison(request):
    return request.getfixturevalue(request.param)


def test_a_page_is_whole(comparison):
    html = page(comparison)
    assert len(html.encode()) < MOST_BYTES
    read = Reader(html)
    assert len(read.ids) == len(set(read.ids))
    assert {link for link in read.links if not link.startswith("#")} == {"data:,"}  # nothing to fetch
    assert {link[1:] for link in read.links if link.startswith("#")} <= set(read.ids)
    assert "default-src 'none'" in html  # and the browser would not
    assert set(read.ids) >= SECTIONS
    assert all(MEASURES[key].title in read.text for key in comparison.measures)
    assert all(figure["data"] for figure in read.figures)
    for figure in read.figures:
        go.Figure(figure)  # raises ValueError at what plotly doesn't know
    assert "nan" not in read.text.lower().split()


def test_names_are_shown_as_they_are_and_run_nowhere(two):
    html = page(two)
    assert "More &lt;b&gt;seats&lt;/b&gt; &amp; people" in html
    assert "More <b>seats</b>" not in html
    assert endings.chart(two).panels[0].figure["layout"]["annotations"][1]["text"] == (
        "More &lt;b&gt;seats&lt;/b&gt; &amp; people"  # plotly knows tags and entities
    )
    assert "“More <b>seats</b> & people”" in Reader(html).text


def test_what_differs_between_the_designs_is_shown(two):
    (table,) = inputs.what_differs(two)
    rows = {row.name: [cell.text for cell in row.cells] for row in table.rows}
    assert rows["pools.helpdesk.seats"] == ["1", "2"]
    assert rows["pools.helpdesk.agents"] == ["5", "10"]


def test_a_difference_is_called_as_it_is_judged(two):
    for finding in findings(two)["More <b>seats</b> & people"].values():
        cell = tables.difference_cell(finding)
        assert cell.judgement == finding.judgement
        if cell.judgement in ("better", "worse", "changed"):
            assert finding.difference.low * finding.difference.high > 0
        if cell.judgement == "same":
            assert finding.difference.low <= 0 <= finding.difference.high
            assert cell.words == "cannot be told apart"


def test_bars_of_differences_lie_on_the_side_of_their_sign(two):
    (bars,) = differences.bars(findings(two), two.measures).values()
    assert bars
    for bar in bars:
        assert 0 <= bar.low <= bar.mean <= bar.high <= 100
        assert (bar.mean > 50) == (bar.finding.difference.mean > 0)


def test_waits_by_hour_weigh_the_answered(two):
    chart = week.waits(two)
    results = two.results["Two tiers"]
    monday_nine = results.intervals().xs("helpdesk", level="tier").loc["Mon"].loc[["09:00", "09:30"]]
    expected = (monday_nine["asa_s"] * monday_nine["answered"]).sum() / monday_nine["answered"].sum()
    heat = chart.panels[0].figure["data"][0]
    factor = 1 / 60 if "min" in chart.scale[1] else 1
    shown = heat["z"][heat["y"].index("09:00")][heat["x"].index("Mon")]
    assert shown == pytest.approx(expected * factor, rel=5e-3)  # three digits
    assert (
        len({(each.figure["data"][0]["zmin"], each.figure["data"][0]["zmax"]) for each in chart.panels}) == 1
    )


def test_endings_add_up_to_all_issues(two):
    figure = endings.chart(two).panels[0].figure
    for design in range(2):
        assert math.fsum(bar["x"][design] for bar in figure["data"]) == pytest.approx(1)
    first = two.results["Two tiers"].kpis()["mean"]
    solved = math.fsum(bar["x"][0] for bar in figure["data"] if bar["name"].startswith("solved"))
    assert solved == pytest.approx(first["issues_solved"])


def test_nothing_is_drawn_of_a_line_that_keeps_growing(swamped):
    assert [panel.caption for panel in week.waits(swamped).panels] == ["Two tiers"]
    assert len(endings.chart(swamped).panels[0].figure["data"][0]["x"]) == 1
    assert "a line keeps growing in “Swamped”" in Reader(page(swamped)).text


def test_people_are_drawn_pool_by_pool(two):
    chart = people.headcount(two)
    assert [panel.caption for panel in chart.panels] == ["helpdesk", "system"]
    lines = [trace for trace in chart.panels[0].figure["data"] if "name" in trace]
    assert [line["y"][0] for line in lines] == [pytest.approx(5, abs=1), pytest.approx(10, abs=1)]
    assert [panel.caption for panel in people.seats(two).panels] == ["helpdesk"]  # system has no seats


def test_many_designs_are_grouped_before_they_are_told_one_by_one(ten):
    text = Reader(page(ten)).text
    assert "Each design in words" in text
    # the overview, three designs beside the baseline in each table, and two in each of where the money goes
    assert text.count("(baseline)") == 1 + 3 + 5


def test_one_design_is_not_compared(one):
    read = Reader(page(one))
    assert not {"differences", "inputs"} & set(read.ids)
    assert "“Two tiers”" in read.text


def test_a_report_is_written_whole_or_not_at_all(two, tmp_path, monkeypatch):
    path = report.write(two, tmp_path / "new" / "two.html")
    assert path.read_text(encoding="utf-8") == page(two)
    monkeypatch.setattr("sim.report.page.page", lambda comparison: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        report.write(two, tmp_path / "new" / "other.html")
    assert [each.name for each in (tmp_path / "new").iterdir()] == ["two.html"]


def test_plotly_draws_what_plotly_writes():
    script = (files("sim.report") / "static" / PLOTLY).read_text(encoding="utf-8")
    (version,) = re.findall(r"plotly\.js \(cartesian - minified\) v([\d.]+)", script[:400])
    assert version == plotly.offline.get_plotlyjs_version()
    assert "</script" not in script
    assert (files("sim.report") / "static" / "plotly-cartesian.LICENSE.txt").is_file()


def test_the_summary_has_the_headline_and_the_verdict(two, ten, one):
    told = report.summary(two)
    assert [row.measure for row in told.tables[0].rows][:2] == ["service_level", "asa"]
    assert told.sentences[0].startswith("Against “Two tiers”, “More <b>seats</b> & people”")
    assert len(report.summary(ten).tables) == 1
    assert report.summary(one).sentences[0].startswith("“Two tiers”")
