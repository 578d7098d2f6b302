"""All mechanisms at once, in centres put together by chance: nothing is lost, and both calendars agree."""

import numpy as np
import pytest

from sim.centre import Centre, replicate
from sim.floor.floors import free_rows
from sim.floor.kinds import BUSY, CHAT, MOST_LANES, MOST_OUTCOMES, NEVER, NOBODY, READY
from sim.floor.layout import as_array
from sim.floor.names import SIDES
from sim.floor.rows import Agent, Line
from sim.floor.tallies import ChannelTally
from sim.floor.written import ANSWERED, BROKEN_OFF
from sim.measure.registry import measures_of, total
from tests.centre.assembling import assembled
from tests.tracing import assert_equal

LAST_MOMENT = 1e-9
HANDLED = ANSWERED, BROKEN_OFF
LEFT = ("answered", "abandoned", "blocked", "moved", "promised")


@pytest.mark.parametrize("seed", range(24))
def test_nothing_is_lost(seed):
    check(Centre(assembled(seed), seed, 0, "simpy", record=True))


@pytest.mark.parametrize("seed", range(100, 106))
def test_equal_to_the_last_bit(seed):
    pytest.importorskip("numba", reason="the compiled calendar needs the extra `fast`")
    assert_equal(
        *(replicate(assembled(seed), seed, 0, clock, record=True) for clock in ("simpy", "compiled"))
    )


def check(centre):
    record = centre.run()
    legs_end_once(centre, record)
    legs_follow_each_other(record)
    issues_end_once(centre, record)
    nothing_is_forgotten(centre)
    promises_are_kept_or_broken(centre, record)
    people_are_in_one_place(centre, record)
    nobody_is_stuck(centre)
    figures_are_possible(centre, record)


def legs_end_once(centre, record):
    """Whoever was offered to a tier is answered, gone, moved or in its line."""
    tiers = len(record.tiers)
    lines = as_array(centre.floor.centre.lines[: tiers * MOST_LANES], Line)["count"].reshape(
        tiers, MOST_LANES
    )
    for tier in range(tiers):
        for channel, name in enumerate(record.channels):
            counted = record.channel_legs[channel, tier]
            waiting = counted["offered"] - sum(counted[how] for how in LEFT) + counted["hung_up_again"]
            assert waiting >= 0
            assert waiting <= lines[tier].sum() or name in ("survey", "outreach"), "some of these are forgone"
        counted = total(record.channel_legs[:, tier])
        assert counted["delayed"] <= counted["offered"]
        assert counted["answered_in_target"] <= counted["answered"]
        assert counted["explained"] <= counted["handled"] + 1e-6
        assert counted["holding"] <= counted["handled"] + 1e-6
        assert counted["settled"] <= counted["advised"] <= counted["asked"]


def legs_follow_each_other(record):
    legs = record.legs
    answered = np.isin(legs["outcome"], HANDLED)
    assert (legs["ended"] >= legs["joined"]).all()
    assert (legs["answered"][answered] >= legs["joined"][answered]).all()
    assert (legs["ended"][answered] >= legs["answered"][answered]).all()
    assert np.isinf(legs["answered"][~answered]).all()
    own = legs[np.argsort(legs["identity"], kind="stable")]
    same = own["identity"][1:] == own["identity"][:-1]
    assert (own["joined"][1:][same] >= own["ended"][:-1][same] - LAST_MOMENT).all(), "one leg at a time"
    assert (own["visit"][1:][same] >= own["visit"][:-1][same]).all()


def issues_end_once(centre, record):
    ended, still_open = record.ended, record.still_open
    assert len(np.unique(ended["identity"])) == len(ended), "every issue ends once"
    assert len(np.unique(still_open["identity"])) == len(still_open)
    assert not set(ended["identity"]) & set(still_open["identity"]), "an issue is over or open"
    rows = centre.floor.outcomes(2 * MOST_OUTCOMES)
    assert rows["opened"].sum() == len(ended) + len(still_open)
    for row in (*rows, *record.issues):
        over = row["solved"] + row["abandoned"] + row["lost"] + row["blocked"]
        assert 0 <= over <= row["opened"]
        assert row["judged"] <= over - row["settled_by_bot"] - row["annoyed_by_bot"]
        assert row["fcr1"] <= row["fcr"] <= row["solved"]
        assert row["answered"] <= row["opened"] <= row["contacts"]
        assert row["solved_at"].sum() == row["solved"] - row["settled_by_bot"]
        assert row["kept"] <= row["followed_up"] <= row["promised"]
        assert row["avoidable"] <= row["passed_up"]
        assert row["in_limit"] <= row["contacts"] - row["elsewhere"] - row["turned_away"]
        assert row["elsewhere"] <= row["contacts"]
    contacts = rows["opened"].sum() + rows["repeats"].sum() + rows["redials"].sum()
    reopened = as_array(centre.floor.centre.promises[:], ChannelTally)["reopened"].sum()
    assert rows["contacts"].sum() == contacts + reopened
    desk = centre.floor.centre.desk
    assert 0 <= desk.contacts <= desk.open


def nothing_is_forgotten(centre):
    """Whatever is open waits in a line, is in hand, or will come by itself."""
    floor, now = centre.floor.centre, centre.env.now
    free = free_rows(floor.desk.free, lambda number: floor.issues[number].next)
    waiting = set()
    for line in floor.lines:
        number = line.first
        while number != NOBODY:
            assert number not in waiting, "in two lines"
            waiting.add(number)
            number = floor.issues[number].next
    for issue in floor.issues[: floor.desk.used]:
        comes = issue.opened > now - 10 or issue.comes < NEVER or issue.follows < NEVER
        redials = centre.scenario.redials is not None  # when is on no row
        in_hand = NEVER > issue.done >= now - LAST_MOMENT
        assert issue.number in free or issue.number in waiting or in_hand or comes or redials
        assert not (issue.number in free and issue.number in waiting)


def promises_are_kept_or_broken(centre, record):
    for row in as_array(centre.floor.centre.promises[:], ChannelTally):
        assert row["kept"] + row["broken"] <= row["promises"]
        assert row["reopened"] <= row["surveyed"]
        assert row["prevented"] <= row["called"]
    waiting = as_array(centre.floor.centre.lines[:], Line)["count"].reshape(-1, MOST_LANES)
    for number, tier in enumerate(centre.floor.centre.tiers[: len(record.tiers)]):
        assert 0 <= tier.parked <= waiting[number, 2:].sum()


def people_are_in_one_place(centre, record):
    """An agent is in one call, or in no more chats than at once; never in both."""
    kinds = [channel.kind for channel in centre.floor.centre.channels]
    most = max(channel.at_once for channel in centre.floor.centre.channels)
    outside = [n for n, tier in enumerate(centre.floor.centre.tiers) if tier.outside]
    answered = record.legs[np.isin(record.legs["outcome"], HANDLED)]
    for agent in np.unique(answered["agent"]):
        own = np.sort(answered[answered["agent"] == agent], order="answered")
        chats = np.array([kinds[c] == CHAT for c in own["channel"]]) & (own["side"] <= 1)  # with the customer
        chats &= ~np.isin(own["tier"], outside)
        for n, leg in enumerate(own):
            others = (own["answered"] < leg["ended"] - LAST_MOMENT) & (
                own["ended"] > leg["answered"] + LAST_MOMENT
            )
            others[n] = False
            if not chats[n]:
                assert not others.any(), f"two calls of one agent: {SIDES[leg['side']]}"
            else:
                assert chats[others].all(), "a call beside a chat"
                at = leg["answered"]
                held = chats & (own["answered"] <= at) & (own["ended"] > at + LAST_MOMENT)
                assert held.sum() <= most
    assert (record.pool["busy"] <= record.pool["present"] + 1e-6).all()


def nobody_is_stuck(centre):
    """No agent is busy for ever, and none is idle with a chat in hand."""
    now = centre.env.now
    for agent in as_array(centre.floor.centre.agents, Agent):
        if agent["state"] == READY:
            assert agent["chats"] == 0
        issues = centre.floor.centre.issues
        hold = any(issue.holder == agent["number"] for issue in issues)
        if agent["state"] == BUSY and not hold and agent["chats"] == 0:
            assert agent["busy_since"] > now - 600


def figures_are_possible(centre, record):
    scenario = centre.scenario
    for key, measure in measures_of([scenario]).items():
        for part in (None, *measure.scope.parts(record)):
            above, below = measure.of(record, scenario, part)
            assert np.isfinite(above), (key, part)
            assert np.isfinite(below), (key, part)
            if measure.unit == "share" and measure.counted == "both":
                assert -1e-9 <= above <= below + 1e-9 or key in MAY_BE_OTHERWISE, (key, part, above, below)


# Of contacts of the period and issues of the period, which are not the same; and a gap may be negative.
MAY_BE_OTHERWISE = {"fcr_gap", "solved_by_tier"}
