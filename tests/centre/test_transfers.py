"""Transfers, owners and a vendor in a whole centre: both calendars alike, and nothing is left behind."""

import pytest

import sim
from sim.centre import Centre, replicate
from sim.floor.kinds import NOBODY
from sim.floor.names import SIDES
from sim.floor.written import ANSWERED
from tests.tracing import assert_equal

FILE = "scenarios/claims/three_lines.yaml"
WARM = {"tiers.helpdesk.escalate.transfer": "warm"}
OWNED = {"tiers.helpdesk.owner.note": "2min"}
SHORT = {"calendar.length": "2 weeks", "demand.scale": 6}  # so busy that lines form, and the vendor's too


def busy(settings):
    return sim.load(FILE, set=SHORT | settings)


AVOIDABLE = {"tiers.helpdesk.escalate.avoidable": "30%"}
SENT_BACK = {"tiers.system.reject.notices": "80%", "demand.scale": 3}


@pytest.mark.parametrize(
    "settings",
    [WARM, OWNED, WARM | AVOIDABLE | SENT_BACK, OWNED | AVOIDABLE],
    ids=["warm", "owned", "warm_sent_back", "owned_avoidable"],
)
def test_both_calendars_agree(settings):
    pytest.importorskip("numba", reason="the compiled calendar needs the extra `fast`")
    scenario = busy(settings)
    assert_equal(replicate(scenario, record=True), replicate(scenario, clock="compiled", record=True))


def test_nobody_holds_the_line_of_a_customer_who_is_gone():
    """At the end every agent held waits with a customer at the next tier, and is busy."""
    centre = Centre(busy(WARM), seed=1, replication=0)
    record = centre.run()
    rows = centre.floor.centre
    held = [issue for issue in rows.issues if issue.holder != NOBODY]
    assert all(issue.tier == 1 and issue.gives_up > issue.joined for issue in held)
    assert record.slots["holding"][:, :, 0].sum() > 0
    assert record.slots["holding"][:, :, 1:].sum() == 0
    gone = record.slots["abandoned"][:, :, 1].sum()
    assert gone > 0, "some hang up while they are held"


def test_every_promise_ends_in_a_follow_up_or_is_open():
    scenario = busy(OWNED)
    record = replicate(scenario, record=True)
    legs = record.legs
    count = {name: int((legs["side"] == number).sum()) for number, name in enumerate(SIDES)}
    assert count["promise"] > count["follow_up"] > 0
    issues = record.issues
    assert (issues["followed_up"] <= issues["promised"]).all()
    assert (issues["kept"] <= issues["followed_up"]).all()
    assert (legs["outcome"][legs["side"] > 1] == ANSWERED).all(), "nobody hangs up, nothing is turned away"


def test_nothing_waits_in_the_first_line_beyond_its_age():
    """S2 2.7: the watchdog passes it up at that moment."""
    scenario = busy({"tiers.helpdesk.escalate.age": "30min", "tiers.helpdesk.escalate.waiting": "3 days"})
    record = replicate(scenario, record=True)
    opened = {int(i["identity"]): float(i["opened"]) for i in record.ended}
    for leg in record.legs[record.legs["tier"] == 0]:
        if int(leg["identity"]) in opened:
            start = leg["answered"] if leg["outcome"] == ANSWERED else leg["ended"]
            assert start <= max(leg["joined"], opened[int(leg["identity"])] + 30) + 1e-6
