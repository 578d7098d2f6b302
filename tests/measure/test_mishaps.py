"""Measures of what goes wrong in handlings."""

import sim
from sim.measure import measures_of
from tests.experiment.conftest import CENTRE
from tests.experiment.synthetic import empty_record
from tests.measure.test_measures import value


def test_shares_of_what_was_answered():
    record = empty_record()
    record.slots[0, 0]["answered"], record.slots[0, 0]["handled"] = [200, 40], [1000.0, 500.0]
    record.slots[0, 0]["errors"], record.slots[0, 0]["errors_caught"] = [10, 1], [4, 1]
    record.slots[0, 0]["rework"] = [20.0, 5.0]
    record.slots[0, 0]["off_script"], record.slots[0, 0]["partial"] = [30, 0], [6, 0]
    record.slots[0, 0]["cut_short"] = [50, 0]
    assert value(record, "errors") == 10 / 200
    assert value(record, "errors", "second") == 1 / 40
    assert value(record, "errors_caught") == 4 / 10
    assert value(record, "rework_share") == 20 / 1000
    assert value(record, "off_script") == 30 / 200
    assert value(record, "partial_answers") == 6 / 200
    assert value(record, "cut_short") == 50 / 200


def test_held_on_to_of_what_agents_should_have_passed_up():
    record = empty_record()
    legs = record.slots[0, 0, 0]
    legs["held"], legs["moved"] = 15, 10
    legs["escalated"][:6] = [12, 5, 3, 0, 7, 3]
    assert value(record, "held_on") == 15 / 35


def test_reopened_of_what_was_closed_as_solved():
    record = empty_record()
    record.issues["solved"], record.issues["falsely_solved"] = [80, 20], [20, 10]
    record.issues["reopened"] = [15, 5]
    assert value(record, "reopened") == 20 / 130


def test_reports_leave_out_what_no_design_has():
    mine = [
        "errors",
        "errors_caught",
        "rework_share",
        "off_script",
        "partial_answers",
        "cut_short",
        "held_on",
    ]
    plain = sim.load(CENTRE)
    first, topic = f"tiers.{next(iter(plain.tiers))}", f"topics.{next(iter(plain.topics))}"

    def used(*settings):
        known = measures_of([sim.load(CENTRE, set=list(settings))])
        return [key for key in (*mine, "reopened") if key in known]

    assert used() == []
    assert used("errors.share=1%") == [*mine[:3], "reopened"]
    assert used(f"{topic}.script.mode=rigid") == [*mine[3:5], "reopened"]
    assert used(f"{first}.pressure.aht.limit=1min") == ["cut_short", "reopened"]
