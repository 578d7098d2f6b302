"""What a report says of populations, channels and of who passed up in vain; and only where there are any."""

import pandas as pd
import pytest

import sim
from sim.measure import contacts_answered
from sim.report import exceptions, flow, page, parts
from tests.report.conftest import CENTRE

SITES = {"populations": {"near": {"per_hour": 4}, "far": {"per_hour": 2, "hours_ahead": 6}}}
MAIL = {
    "phone": {"share": "60%"},
    "mail": {"kind": "written", "share": "30%", "answer_within": "8h"},
    "chat": {"kind": "chat", "share": "10%"},
}
LATER = {"callback": {"above": "30s"}, "survey": {}, "redials": {"share": "50%"}}
UNSURE = {"helpdesk": {"pool": "helpdesk", "escalate": {"avoidable": "30%"}}, "system": {"pool": "system"}}


@pytest.fixture(scope="module")
def comparison():
    """Calls of all; and the same with sites, channels and unsure agents, though that is not the baseline."""
    plain = CENTRE | {"calendar": {"start": "2026-01-04", "length": "6 weeks", "warm_up": "2 weeks"}}
    other = plain | LATER | {"name": "More", "demand": SITES, "channels": MAIL, "tiers": UNSURE}
    return sim.compare([sim.load(plain), sim.load(other)], replications=2, seed=1, jobs=1)


@pytest.fixture(scope="module")
def alone(comparison):
    return sim.compare([comparison.results["More"].scenario], replications=2, seed=1, jobs=1)


def test_populations_and_channels_have_columns(comparison):
    populations, channels = parts.parts(comparison)
    assert populations.table.heads == ["Measure", "near", "far"]
    assert channels.table.heads == ["Measure", "phone", "mail", "chat", "callback", "survey"]
    kpis = comparison.results["More"].populations()
    (row,) = populations.table.groups["Issues a day, by population"]
    assert row.name == "More"
    assert [cell.text for cell in row.cells] == [
        f"{kpis.loc[(name, 'population_issues'), 'mean']:.{places}f}"
        for name, places in zip(("near", "far"), _places(row), strict=True)
    ]
    assert all(cell.interval for cell in row.cells)
    assert populations.table.leads["Issues a day, by population"] == "population_issues"
    (row,) = channels.table.groups["Promises kept"]
    assert [row.cells[0].text, row.cells[2].text] == ["–", "–"]  # who is on the line is promised nothing
    assert row.cells[1].text.endswith("%")


def _places(row):
    return [len(cell.text.partition(".")[2]) for cell in row.cells]


def test_one_design_has_a_row_for_each_measure(alone):
    populations, _channels = parts.parts(alone)
    assert list(populations.table.groups) == [""]
    assert {row.measure for row in populations.table.rows} >= {"population_issues", "population_fcr"}


def test_nothing_is_said_where_there_is_none(one):
    assert parts.parts(one) == []
    assert 'id="channels"' not in page.page(one)


def test_who_passed_up_in_vain(comparison):
    found = {each.question: each.table for each in exceptions.worst(comparison)}
    by_topic = found["What was passed up that could have been solved below?"]
    by_agent = found["Who passed it up?"]
    results = comparison.results["More"]
    table = results.escalations()
    assert len(table) == 5  # all of the helpdesk, nobody of the last tier
    for field in ("passed_up", "avoidable"):
        assert table[field].sum() == pytest.approx(
            sum(record.issues[field].sum() for record in results.records) / 2
        )
    worst = table["avoidable"].idxmax()
    assert by_agent.groups["More"][0].name == f"{worst[0]} {worst[1]}"
    assert by_agent.heads[1:] == by_topic.heads[1:] == ["Passed up", "Of them, in vain", "Share"]
    assert all(cell.interval for cell in by_agent.groups["More"][0].cells)
    assert all(cell.interval for cell in by_topic.groups["More"][0].cells)


def test_tables_of_designs_that_have_them_lie_beside_the_report(comparison, tmp_path):
    comparison.report(tmp_path / "both.html")
    channels = pd.read_csv(tmp_path / "both_tables" / "channels.csv")
    assert set(channels["design"]) == {"More"}
    escalations = pd.read_csv(tmp_path / "both_tables" / "escalations.csv")
    assert set(escalations["design"]) == {"Two tiers", "More"}


def test_contacts_of_all_channels_flow(comparison):
    """What goes in comes out, whether it calls, writes, is called back or asked; a little is under way."""
    of = flow.flows(comparison.results["More"])
    for place in (0, 1):
        into = sum(each.amount for each in of if each.target == place)
        assert sum(each.amount for each in of if each.source == place) == pytest.approx(into, rel=0.03)


def test_no_tier_solves_more_than_it_answers(comparison):
    tiers = comparison.results["More"].tiers()["mean"]
    assert tiers["helpdesk", "solved_by_tier"] < 1
    record = comparison.results["More"].records[0]
    own = sum(record.promises[calls].sum() for calls in ("failed", "surveyed"))
    answered = contacts_answered(record, comparison.results["More"].scenario, 0)
    assert answered + own == record.channel_legs["answered"][:, 0].sum()
    assert own > 0
