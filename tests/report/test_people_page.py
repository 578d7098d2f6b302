"""The people in the report: where they stand, how long they stay, where hours go, what attrition costs."""

import numpy as np
import pytest

import sim
from sim.measure.accounts import paid_hours
from sim.report import aftershock, attrition, careers, hours, skills
from tests.report.conftest import CENTRE

LEAVING = {
    "calendar.length": "40 weeks",
    "pools.helpdesk.attrition": {"yearly_rate": "90%"},
    "demand.scale": 0.2,
}
STAYING = {"pools.helpdesk.attrition": None, "name": "Nobody leaves"}
SHOCK = {"changes": [{"leave": 3, "pool": "helpdesk", "on": "2026-03-01"}], "name": "Three leave"}


@pytest.fixture(scope="module")
def compared():
    designs = [sim.load(CENTRE, set=LEAVING | more) for more in ({}, STAYING, SHOCK)]
    return sim.compare(designs, replications=4, jobs=1)


def test_what_people_are_paid_for_adds_up(compared):
    for results in compared.results.values():
        for record in results.records:
            told = sum(paid_hours(record).values())
            assert told == pytest.approx(record.pool["paid"] / 60)


def test_the_shares_of_paid_hours_are_drawn_for_each_pool(compared):
    chart = hours.chart(compared)
    assert len(chart.table.rows) == 2 * 3
    assert {"handling contacts", "in training"} <= {swatch.name for swatch in chart.legend}


def test_stages_are_drawn_where_people_come_and_go(compared, one):
    chart = careers.stages(compared)
    assert chart.panels[0].caption == "Two tiers · helpdesk"
    assert "in training" in {swatch.name for swatch in chart.legend}
    still = sim.load(CENTRE, set={"calendar.length": "8 days", "pools.helpdesk.attrition": None})
    assert careers.stages(sim.compare([still], replications=2, jobs=1)).panels == []


def test_people_of_all_bands_of_experience_are_those_employed(compared):
    for results in compared.results.values():
        people = results.people()
        weeks = results.records[0].weeks
        bands = sum(weeks[name] for name in ("first_quarter", "first_year", "later"))
        assert (np.abs(bands - weeks["employed"]) <= 4).all()
        assert people["later"].max() <= 5


def test_a_survival_curve_for_each_pool_that_people_left(compared):
    chart = careers.survival(compared)
    assert [panel.caption for panel in chart.panels] == ["helpdesk"]
    assert "Nobody leaves · helpdesk" not in [row.name for row in chart.table.rows]


def test_the_aftershock_is_drawn_beside_the_design_without_the_shock(compared):
    chart = aftershock.chart(compared)
    assert [swatch.name for swatch in chart.legend] == ["Three leave"]
    assert [panel.caption for panel in chart.panels] == [
        "Minutes waited by each contact",
        "People who have left",
    ]


def test_what_attrition_costs_beside_a_twin_in_which_nobody_leaves(compared):
    (found,) = attrition.exhibit(compared)
    assert [row.name for row in found.tables[0].rows] == ["Two tiers"]
    apart = compared.results["Nobody leaves"]
    assert not any(record.pool["left"].any() for record in apart.records)


def test_skill_is_drawn_by_topic_where_pools_have_skills(compared):
    assert skills.chart(compared).panels == []
    knows = {"pools.helpdesk.skills": {"topics": {"password": "80%", "server": "60%"}}}
    skilled = sim.load(CENTRE, set=knows | {"calendar.length": "8 days"})
    (panel,) = skills.chart(sim.compare([skilled], replications=2, jobs=1)).panels
    assert [bar.name for bar in panel.ranges] == ["password", "server"]
    assert panel.ranges[1].cell.text == "60.0%"
