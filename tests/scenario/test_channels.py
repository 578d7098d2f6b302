"""What a scenario may say of channels, and how it is told."""

import pytest

from sim.scenario import ScenarioError
from sim.scenario.explain import explain
from tests.tracing import quiet


@pytest.mark.parametrize(
    ("channels", "told"),
    [
        ({"phone": {"share": "60%"}, "mail": {"share": "30%", "kind": "written"}}, "add up to 90%"),
        ({"mail": {"share": "100%", "kind": "written"}}, "the first channel, and no other, is the telephone"),
        ({"phone": {"share": "100%", "at_once": 2}}, "only channels of kind chat have it"),
        ({"phone": {"share": "100%"}, "callback": {"share": "0%", "kind": "chat"}}, "by itself"),
    ],
)
def test_channels_that_do_not_fit(channels, told):
    with pytest.raises(ScenarioError) as error:
        quiet(channels=channels)
    assert told in str(error.value)


def test_putting_off_needs_cases_that_can_wait():
    with pytest.raises(ScenarioError) as error:
        quiet(defer={})
    assert "no topic has anything that can wait" in str(error.value)


def test_channels_are_told():
    channels = {
        "phone": {"share": "60%"},
        "mail": {"share": "30%", "kind": "written", "answer_within": "8h"},
        "chat": {"share": "10%", "kind": "chat"},
    }
    told = explain(quiet(channels=channels, callback={"above": "2min"})).mechanisms
    assert "30% of issues come by mail, to be answered within 8h." in told
    assert any("called back within 3h" in sentence for sentence in told)
