"""What a scenario may say of transfers, owners and bodies outside, and what it is told where it may not."""

import pytest

import sim
from sim.scenario import ScenarioError, explain
from tests.floor.test_transfers import three_tiers, vendor


def problem(**blocks):
    with pytest.raises(ScenarioError) as caught:
        three_tiers(**blocks)
    assert len(caught.value.problems) == 1, caught.value
    return caught.value.problems[0]


@pytest.mark.parametrize(
    ("blocks", "key", "message"),
    [
        ({"last": vendor() | {"wage": 30}}, "pools.three.wage", "no people of the centre's"),
        ({"last": vendor() | {"agents": 2}}, "pools.three.agents", "no people of the centre's"),
        (
            {"last": vendor(), "second": {"transfer": "warm"}},
            "tiers.two.escalate.transfer",
            "nobody to stay on the line for",
        ),
        (
            {"last": vendor(), "survey": {"by": "three"}},
            "survey.by",
            "three is an outside body: it calls no customers",
        ),
        (
            {"last": vendor(), "outreach": {"topics": {"any": {"preventable": "10%"}}, "by": "three"}},
            "outreach.by",
            "three is an outside body: it calls no customers",
        ),
        (
            {
                "tiers": {
                    "one": {"pool": "one"},
                    "two": {"pool": "two"},
                    "three": {"pool": "three", "dispatch": {"takes": "1min"}},
                },
                "last": vendor(),
            },
            "tiers.three.dispatch",
            "how its people work is not the centre's to say",
        ),
        (
            {"owner": {"note": "1min"}, "first": {"transfer": "warm"}},
            "tiers.one.escalate.transfer",
            "an owner",
        ),
    ],
)
def test_what_does_not_fit_is_told(blocks, key, message):
    found = problem(**blocks)
    assert found.key == key
    assert message in found.message


def test_only_the_first_tier_keeps_customers_and_only_the_last_is_outside():
    text = "tiers.system.owner.note=1min"
    with pytest.raises(ScenarioError, match="only the first tier can keep its customers"):
        sim.load("scenarios/claims/tiers.yaml", set=[text])
    tiers = {"one": {"pool": "three"}, "two": {"pool": "two"}, "three": {"pool": "one"}}
    found = problem(last=vendor(), tiers=tiers)
    assert "which only the last of several tiers may be" in found.message


def test_explain_tells_of_each():
    told = explain(sim.load("scenarios/claims/three_lines.yaml", set=["tiers.helpdesk.owner.note=2min"]))
    said = " ".join(told.mechanisms)
    assert "keeps the customer" in said
    assert "vendor is outside the centre: 10 cases at once, 400 USD each" in said
    assert [load.pool for load in told.pools] == ["helpdesk", "system"]
    warm = explain(sim.load("scenarios/claims/tiers.yaml", set=["tiers.helpdesk.escalate.transfer=warm"]))
    assert "the agent stays on the line until system answers" in " ".join(warm.mechanisms)


def test_a_pool_of_people_needs_agents():
    with pytest.raises(ScenarioError, match="agents: the key is missing"):
        three_tiers(last={"ability": "100%"})
