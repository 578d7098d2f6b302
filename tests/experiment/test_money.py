"""Money beside the baseline's: accounts, what customers lose, and what is left."""

import pytest

import sim
from sim.report import ledger
from tests.report.conftest import CENTRE

LOSES = {"satisfaction.unsolved": "50%", "churn.value": 400, "downtime.cost": 20}


@pytest.fixture(scope="module")
def compared():
    settings = {"calendar.length": "8 days", "pools.helpdesk.attrition": None} | LOSES
    dearer = {"pools.helpdesk.wage": 90, "name": "Dearer"}
    designs = [sim.load(CENTRE, set=settings), sim.load(CENTRE, set=settings | dearer)]
    return sim.compare(designs, replications=3, jobs=1)


def test_accounts_add_up_to_the_centre_and_that_to_the_postings(compared):
    money = compared.money()
    for name, results in compared.results.items():
        of = money.loc[name]["mean"]
        accounts = of[: list(of.index).index("centre")]
        assert accounts.sum() == pytest.approx(of["centre"])
        years = results.records[0].counted_minutes / (365 * 1440)
        cents = sum(int(record.postings["cents"].sum()) for record in results.records)
        assert of["centre"] * years * 3 == pytest.approx(cents / 100)
        assert of["whole"] == pytest.approx(of["centre"] + of["churn"] + of["downtime"])


def test_differences_are_paired(compared):
    """A dearer hour changes wages and nothing else, by the same in each replication."""
    dearer = compared.money().loc["Dearer"]
    assert dearer.loc["churn", "difference"] == dearer.loc["downtime", "difference"] == 0
    row = dearer.loc["centre"]
    assert row["distinguishable"]
    assert row["difference_low"] == pytest.approx(row["difference_high"], rel=1e-3)


def test_the_report_says_what_each_design_is_worth_and_where_money_goes(compared):
    worth, accounts = ledger.exhibits(compared)
    (row,) = worth.tables[0].rows
    assert row.name == "Dearer"
    assert [cell.judgement for cell in row.cells] == ["worse", "equal", "equal", "worse"]
    assert worth.tables[0].heads[-1] == "With what customers lose"
    names = [row.name for row in accounts.tables[0].rows]
    assert names[0] == "Wages: handling contacts"
    assert "The centre in all" in names


def test_without_wages_there_is_nothing_to_tell():
    free = {"calendar.length": "8 days", "pools.helpdesk.wage": 0, "pools.system.wage": 0}
    assert ledger.exhibits(sim.compare([sim.load(CENTRE, set=free)], replications=2, jobs=1)) == []
