"""Whether an agent may settle an issue and dares to, and whether it ought to have come up to him at all."""

from sim.floor.kinds import (
    ASIDE,
    BACK,
    GOES_UP,
    NOBODY,
    REJECTS,
    TOO_HARD,
    UNAUTHORISED,
    UNSURE,
    UNTAUGHT,
)
from sim.luck.draws import (
    AVOIDABLE,
    MOST_CONTACTS,
    NOTICED,
    PURPOSES,
    REASSIGNED,
    REASSIGNING,
    SENSITIVE,
    chance,
    draw,
)

GOES_ON = -1.0


def before_work(centre, issue, agent, tier, able):
    """Minutes until it is passed on, since that is clear at the start; GOES_ON if the agent takes it on."""
    luck = luck_of_work(issue)
    if tier.elsewhere > 0.0 and belongs_elsewhere(issue, tier, luck):
        card = draw(issue.fortune, luck + REASSIGNING)
        return tier.reassigning * centre.decks[tier.reassign_deck][card]
    may_go_back = issue.sent_back < tier.rejects and ought_to_have_stayed(centre, issue)
    if may_go_back and chance(issue.fortune, luck + NOTICED) < tier.notices:
        issue.outlook = REJECTS
        return tier.rejecting
    issue.able = 0
    if not within_authority(centre, issue):
        issue.reason = UNAUTHORISED
        return tier.triage
    if centre.pools[agent.pool].graded == GOES_UP and centre.skills[agent.skills + issue.topic].untaught:
        issue.reason = UNTAUGHT
        return tier.triage
    unsure = tier.avoidable * agent.unsure if able else 0.0
    if chance(issue.fortune, luck + AVOIDABLE) < unsure and not stays(centre, issue, tier):
        issue.able = 1
        issue.reason = UNSURE
        return tier.triage
    return GOES_ON


def luck_of_work(issue):
    """Where the names of a piece of work begin. What another team begins anew has luck of its own."""
    return (issue.visit + issue.reassigned * MOST_CONTACTS) * PURPOSES + issue.tier


def belongs_elsewhere(issue, tier, luck):
    """Another team is to do it: of this tier, the one below or the one above, as the outlook says."""
    place = chance(issue.fortune, luck + REASSIGNED)
    if place < tier.aside:
        issue.outlook = ASIDE
    elif place < tier.back:
        issue.outlook = BACK
    elif place < tier.elsewhere:  # it goes up, as the outlook is
        issue.able = 0
        issue.reason = TOO_HARD
    return place < tier.elsewhere


def ought_to_have_stayed(centre, issue):
    """Passed up from the tier below by somebody who was able to solve it, and allowed to."""
    if issue.handovers == 0 or issue.able == 0:
        return False
    return centre.agents[issue.sender].tier == issue.tier - 1


def within_authority(centre, issue):
    """Each issue has a sensitivity, the same for all who get it; a tier may settle the less sensitive."""
    authority = centre.topics[issue.topic].authority[issue.tier]
    return authority >= 1.0 or chance(issue.fortune, SENSITIVE) < authority


def stays(centre, issue, tier):
    """Sent back so often that only what is truly too hard for the agent goes up again."""
    if issue.sent_back == 0 or tier.above == NOBODY:
        return False
    return 0 < centre.tiers[tier.above].rejects <= issue.sent_back
