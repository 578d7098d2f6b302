import numpy as np
import pytest

from sim.measure import MEASURES, glossary
from tests.experiment.synthetic import empty_record


def value(record, key, part=None):
    numerator, denominator = MEASURES[key].of(record, part)
    return numerator / denominator


@pytest.fixture
def published():
    """1000 answered, 860 of them within 20 s; 60 abandoned, 20 of them within 20 s: oracles, result 17."""
    record = empty_record()
    record.slots[2, 20, 0]["offered"] = 1000
    record.slots[3, 20, 0]["offered"] = 60
    record.slots[2, 20, 0]["answered"] = 1000
    record.slots[2, 20, 0]["answered_in_target"] = 860
    record.slots[3, 20, 0]["abandoned"] = 60
    record.slots[3, 20, 0]["abandoned_in_target"] = 20
    return record


@pytest.mark.parametrize(
    ("key", "percent"),
    [
        ("service_level_answered", 86.00),
        ("service_level", 81.13),
        ("service_level_patient", 82.69),
        ("service_level_any", 83.02),
    ],
)
def test_service_levels_of_one_data_set(published, key, percent):
    assert value(published, key) == pytest.approx(percent / 100, abs=5e-5)


def test_waits_are_in_seconds_and_of_those_they_name(published):
    legs = published.slots[2, 20, 0]
    legs["waited_answered"], legs["waited_abandoned"], legs["waited"] = 500.0, 90.0, 600.0
    legs["moved"] = 140
    assert value(published, "asa") == 30.0
    assert value(published, "time_to_abandon") == 90.0
    assert value(published, "mean_wait") == 60 * 600 / 1200


def test_a_contact_passed_up_from_the_line_was_not_escalated_by_an_agent():
    record = empty_record()
    legs = record.slots[0, 0, 0]
    legs["offered"], legs["answered"], legs["moved"] = 110, 100, 10
    legs["escalated"][:] = [12, 5, 3, 0, 7, 3]
    assert value(record, "escalation") == 0.20
    assert value(record, "moved") == 10 / 110


def test_contacts_are_counted_at_the_first_line_unless_a_tier_is_named():
    record = empty_record()
    record.slots[0, 0]["offered"] = [100, 30]
    record.slots[0, 0]["abandoned"] = [10, 15]
    assert value(record, "abandonment") == 0.1
    assert value(record, "abandonment", "first") == 0.1
    assert value(record, "abandonment", "second") == 0.5


def test_issues_add_up_over_topics():
    record = empty_record()
    record.issues["opened"] = [100, 50]
    record.issues["answered"] = [90, 40]
    record.issues["solved"] = [80, 20]
    record.issues["lost"] = [8, 10]
    record.issues["fcr"] = [45, 10]
    assert value(record, "fcr") == 55 / 130
    assert value(record, "fcr", "hard") == 10 / 40
    assert value(record, "never_answered") == 20 / 150
    endings = ("solved", "abandoned", "lost", "blocked", "open")
    assert sum(value(record, f"issues_{ending}") for ending in endings) == pytest.approx(1)


def test_people_by_pool_and_together():
    record = empty_record()
    minutes = record.counted_minutes
    record.pool["present"], record.pool["busy"] = [4 * minutes, minutes], [3 * minutes, minutes / 2]
    record.pool["employed"], record.pool["left"] = [10 * minutes, 5 * minutes], [2, 0]
    record.pool["wages"], record.pool["hiring_cost"] = [1000.0, 500.0], [200.0, 0.0]
    assert value(record, "occupancy", "helpdesk") == 0.75
    assert value(record, "occupancy") == 0.7
    assert value(record, "headcount") == 15
    assert value(record, "attrition", "helpdesk") == pytest.approx(2 / 10 * 365 / 28)
    assert value(record, "cost_per_year") == pytest.approx(1700 * 365 / 28)
    record.issues["solved"] = [60, 40]
    assert value(record, "cost_per_resolved") == 17


def test_a_pool_without_seats_fills_none():
    record = empty_record()
    record.pool["asked"], record.pool["filled"] = [100.0, 0.0], [80.0, 0.0]
    assert value(record, "seats_filled") == 0.8


def test_events_are_the_rarer_of_what_happened_and_what_did_not():
    assert MEASURES["service_level"].events(98, 100) == 2
    assert MEASURES["asa"].events(500, 40) == 40
    assert MEASURES["attrition"].events(3, 0.7) == 3
    assert np.isnan(MEASURES["occupancy"].events(3, 4))


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.key)
def test_every_measure_says_what_it_is(measure):
    assert measure.definition.endswith(".") or ": " in measure.definition
    assert measure.formula_text
    assert measure.source
    numerator, denominator = measure.of(empty_record())
    assert numerator == 0
    assert denominator >= 0


def test_the_page_of_measures_is_current(request):
    page = request.config.rootpath / "docs" / "measures.md"
    assert page.read_text(encoding="utf-8") == glossary.page(), (
        "run: python -m sim.measure.glossary > docs/measures.md"
    )
