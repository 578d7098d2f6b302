import numpy as np
import pytest

import sim
from sim.measure import DISTRIBUTIONS, MEASURES, daily, glossary
from tests.experiment.conftest import CENTRE
from tests.experiment.synthetic import DAYS, empty_record, paid

SCENARIO = sim.load(CENTRE)


def value(record, key, part=None, scenario=SCENARIO):
    numerator, denominator = MEASURES[key].of(record, scenario, part)
    return numerator / denominator


@pytest.fixture
def published():
    """1000 answered, 860 of them within 20 s; 60 abandoned, 20 of them within 20 s and 10
    within 5 s: result 17 of the references."""
    record = empty_record()
    record.slots[2, 20, 0]["offered"] = 1000
    record.slots[3, 20, 0]["offered"] = 60
    record.slots[2, 20, 0]["answered"] = 1000
    record.slots[2, 20, 0]["answered_in_target"] = 860
    record.slots[3, 20, 0]["abandoned"] = 60
    record.slots[3, 20, 0]["abandoned_in_target"] = 20
    record.slots[3, 20, 0]["abandoned_short"] = 10
    return record


@pytest.mark.parametrize(
    ("key", "percent"),
    [
        ("service_level_answered", 86.00),
        ("service_level", 81.13),
        ("service_level_patient", 82.69),
        ("service_level_any", 83.02),
        ("service_level_short_served", 82.08),
        ("service_level_short_excused", 81.90),
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


def test_what_a_tier_solves_of_what_it_answers():
    record = empty_record()
    record.channel_legs["answered"][0] = 100, 40
    record.issues["solved_at"][:, :2] = [[30, 10], [25, 16]]
    assert value(record, "solved_by_tier") == 0.55
    assert value(record, "solved_by_tier", "second") == 0.65


def test_a_contact_passed_up_from_the_line_was_not_escalated_by_an_agent():
    record = empty_record()
    legs = record.slots[0, 0, 0]
    legs["offered"], legs["answered"], legs["moved"] = 110, 100, 10
    legs["escalated"][:6] = [12, 5, 3, 0, 7, 3]
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


def test_window_fcr_takes_the_silent_for_satisfied():
    """Of 100 answered 60 are solved at once, 25 come back within the window, 15 do neither."""
    record = empty_record()
    record.issues["answered"] = [100, 0]
    record.issues["fcr"] = [60, 0]
    record.issues["returned"] = [25, 0]
    assert value(record, "window_fcr") == 0.75
    assert value(record, "fcr_gap") == pytest.approx(0.15)
    assert value(record, "fcr_gap") == pytest.approx(value(record, "window_fcr") - value(record, "fcr"))


def test_the_legal_limit_is_asked_of_all_calls_that_found_the_centre_open():
    """Mail does not ring; who met busy lines waited in vain."""
    record = empty_record()
    record.issues["contacts"], record.issues["elsewhere"] = [130, 40], [30, 0]
    record.issues["turned_away"], record.issues["blocked"] = [20, 0], [25, 0]
    record.issues["in_limit"] = [72, 10]
    assert value(record, "within_legal_limit", "easy") == 0.9
    assert value(record, "within_legal_limit") == 82 / 120


def test_handle_time_has_two_parts():
    record = empty_record()
    record.slots[1, 10]["answered"] = [10, 5]
    record.slots[1, 10]["handled"], record.slots[1, 10]["explained"] = [50.0, 60.0], [5.0, 10.0]
    assert value(record, "explaining_time") == 30
    assert value(record, "working_time") == 270
    assert value(record, "explaining_time", "second") == 120
    for tier in ("first", "second"):
        parts = value(record, "explaining_time", tier) + value(record, "working_time", tier)
        assert parts == pytest.approx(value(record, "aht", tier))


def test_a_day_meets_the_target_by_its_own_service_level():
    """The scenario asks for 80%: days of 80%, 79%, 100%, of nobody, and of nobody who found it open."""
    record = empty_record()
    for day, (offered, blocked, in_target) in enumerate(
        ((10, 0, 8), (100, 0, 79), (6, 5, 1), (0, 0, 0), (3, 3, 0))
    ):
        record.days[day, 0]["offered"], record.days[day, 0]["blocked"] = offered, blocked
        record.days[day, 0]["answered_in_target"] = in_target
    assert MEASURES["days_on_target"].of(record, SCENARIO) == (2, 3)
    strict = sim.load(CENTRE, set=["service_level.share=90%"])
    assert MEASURES["days_on_target"].of(record, strict) == (1, 3)
    assert value(record, "contacts_per_day") == 119 / DAYS


def test_a_target_just_met_is_met():
    """0.55 x 20 is above 11 in floating point."""
    record = empty_record()
    record.days[0, 0]["offered"], record.days[0, 0]["answered_in_target"] = 20, 11
    assert value(record, "days_on_target", scenario=sim.load(CENTRE, set=["service_level.share=55%"])) == 1


def test_daily_figures_are_those_of_days_on_which_the_centre_was_open():
    record = empty_record()
    record.days[0]["offered"], record.days[0]["answered_in_target"] = [10, 0], [5, 0]
    record.days[1]["offered"], record.days[1]["blocked"] = [4, 0], [4, 0]
    record.days[2]["offered"], record.days[2]["abandoned"] = [8, 4], [2, 1]
    assert daily("service_level", record.days, 0)[:4].tolist() == pytest.approx(
        [0.5, np.nan, 0, np.nan], nan_ok=True
    )
    assert daily("service_level", record.days, 1)[:3].tolist() == pytest.approx(
        [np.nan, np.nan, 0], nan_ok=True
    )
    assert daily("abandonment", record.days, 1)[2] == 0.25
    contacts = daily("contacts_per_day", record.days, 1)
    assert contacts[:4].tolist() == pytest.approx([0, np.nan, 4, np.nan], nan_ok=True)
    assert daily("asa", record.days[None], 0).shape == (1, DAYS)


def test_waits_are_of_all_who_were_answered():
    record = empty_record()
    record.slots[0, 0]["answered"] = [10, 7]
    record.waits[0, 5], record.waits[1, 6] = 4, 7
    waits = DISTRIBUTIONS["waits"]
    assert waits.counts(record)[[0, 6]].tolist() == [6, 4]
    assert waits.counts(record, "second")[[0, 7]].tolist() == [0, 7]
    record.resolutions[3] = 2
    assert DISTRIBUTIONS["resolutions"].counts(record)[4] == 2
    for times in DISTRIBUTIONS.values():
        assert times.counts(record).shape == times.upper.shape


def test_people_by_pool_and_together():
    record = empty_record()
    minutes = record.counted_minutes
    record.pool["present"], record.pool["busy"] = [4 * minutes, minutes], [3 * minutes, minutes / 2]
    record.pool["employed"], record.pool["left"] = [10 * minutes, 5 * minutes], [2, 0]
    paid(record, handling=[1000.0, 500.0], hiring=[200.0, 0.0])
    assert value(record, "occupancy", "helpdesk") == 0.75
    assert value(record, "occupancy") == 0.7
    assert value(record, "headcount") == 15
    assert value(record, "attrition", "helpdesk") == pytest.approx(2 / 10 * 365 / 28)
    assert value(record, "cost_per_year") == pytest.approx(1700 * 365 / 28)
    record.issues["solved"] = [60, 40]
    assert value(record, "cost_per_resolved") == 17
    assert value(record, "cost_per_seat") == pytest.approx(1700 / (5 * minutes / 60))


def test_paid_time_that_nobody_signs_in_for_is_shrinkage():
    record = empty_record()
    record.pool["paid"], record.pool["present"] = [100.0, 50.0], [70.0, 50.0]
    assert value(record, "shrinkage", "helpdesk") == pytest.approx(0.3)
    assert value(record, "shrinkage") == pytest.approx(0.2)


def test_time_to_fill_is_of_posts_filled():
    record = empty_record()
    record.pool["refilled"], record.pool["refill_time"] = [3, 1], [3 * 6000.0, 12000.0]
    assert value(record, "time_to_fill", "helpdesk") == 100
    assert value(record, "time_to_fill") == 125


@pytest.mark.parametrize(
    ("given", "per_year"), [("yearly_rate=48%", 0.48), ("hazard=0.49", 0.49), ("cohort_share=38.7%", 0.490)]
)
def test_attrition_asked_is_leavers_over_mean_headcount(given, per_year):
    """Result 16 of the references: 38.7% of a cohort are a hazard of .490 a year."""
    scenario = sim.load(CENTRE, set=[f"pools.helpdesk.attrition.{given}"])
    record = empty_record()
    record.pool["employed"] = [300.0, 100.0]
    assert value(record, "attrition_asked", "helpdesk", scenario) == pytest.approx(per_year, abs=1e-3)
    assert value(record, "attrition_asked", "system", scenario) == 0, "nobody is to leave"
    assert value(record, "attrition_asked", None, scenario) == pytest.approx(0.75 * per_year, abs=1e-3)


def test_a_pool_without_seats_fills_none():
    record = empty_record()
    record.pool["asked"], record.pool["filled"] = [100.0, 0.0], [80.0, 0.0]
    assert value(record, "seats_filled") == 0.8


def test_events_are_the_rarer_of_what_happened_and_what_did_not():
    assert MEASURES["service_level"].events(98, 100) == 2
    assert MEASURES["asa"].events(500, 40) == 40
    assert MEASURES["attrition"].events(3, 0.7) == 3
    assert np.isnan(MEASURES["occupancy"].events(3, 4))


@pytest.mark.parametrize(
    "figure", [*MEASURES.values(), *DISTRIBUTIONS.values()], ids=lambda figure: figure.key
)
def test_every_figure_says_what_it_is(figure):
    assert figure.definition.endswith(".") or ": " in figure.definition
    assert figure.formula_text
    assert figure.source
    assert figure.kind


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.key)
def test_nothing_happened_measures_nothing(measure):
    numerator, denominator = measure.of(empty_record(), SCENARIO)
    assert numerator == 0
    assert denominator >= 0


def test_the_page_of_measures_is_current(request):
    page = request.config.rootpath / "docs" / "measures.md"
    assert page.read_text(encoding="utf-8") == glossary.page(), (
        "run: python -m sim.measure.glossary > docs/measures.md"
    )


def test_value_of_what_was_solved():
    record = empty_record()
    worth = {f"topics.{name}.value": 10 * (number + 1) for number, name in enumerate(record.topics)}
    scenario = sim.load(CENTRE, set=worth)
    record.issues["opened"], record.issues["solved"] = [100, 50], [60, 40]
    assert value(record, "value_earned", scenario=scenario) == (60 * 10 + 40 * 20) / (100 * 10 + 50 * 20)
    paid(record, ready=[1000.0, 200.0], courses=[100.0, 0.0], fees=[0.0, 50.0], before=40.0)
    earned = 1400 - 1300 - 40 - 50
    assert value(record, "value_less_cost", scenario=scenario) == pytest.approx(earned * 365 / 28)


def test_value_is_left_out_where_nothing_brings_any():
    assert not MEASURES["value_earned"].used(SCENARIO)
    assert MEASURES["value_earned"].used(
        sim.load(CENTRE, set={f"topics.{name}.value": 1 for name in SCENARIO.topics})
    )
