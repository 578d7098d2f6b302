from sim.scenario import flatten, load
from sim.scenario.writing import written


def test_values_are_as_users_write_them(tree):
    settings = {
        "opening": {"Sun-Thu": "07:00-24:00"},
        "changes": [{"add_seats": 1, "pool": "helpdesk", "days": "Mon,Wed", "from": "10:00", "to": "14:00"}],
        "pools.engineers.tenure": ["2 years", "90 days"],
        "pools.engineers.hiring": None,
    }
    flat = flatten(load("base/centre.yaml", set=settings))
    expected = {
        "schema": "1",
        "calendar.start": "2026-01-04",
        "calendar.length": "52 weeks",
        "opening.Sun-Thu": "07:00-24:00",
        "demand.table": "base/volumes.csv",
        "topics.password.share": "35%",
        "topics.password.handle.mean": "4m30s",
        "topics.system.handle.cv": "1.1",
        "service_level.within": "20s",
        "pools.engineers.tenure": "[2 years, 90 days]",
        "pools.engineers.hiring": "null",
        "pools.helpdesk.hours": "42h",
        "pools.helpdesk.hiring.training": "4 weeks",
        "changes": "[{add_seats: 1, pool: helpdesk, days: Mon,Wed, from: 10:00, to: 14:00}]",
    }
    assert {key: flat[key] for key in expected} == expected
    assert not any(key.startswith("overrides") for key in flat)


def test_a_resolved_scenario_set_anew_is_the_same(tree):
    """What `flatten` writes, `--set` reads: of values that are not tables, which are found from elsewhere."""
    scenario = load("base/centre.yaml")
    flat = flatten(scenario)
    kept = ("schema", "demand.table", "pools.helpdesk.seats")
    again = load("base/centre.yaml", set=[f"{key}={value}" for key, value in flat.items() if key not in kept])
    assert again == scenario


def test_flow():
    assert written({"a": [1.0, 2.5, None], "b": None}) == "{a: [1, 2.5, null]}"
