"""What the floor counts of work that passes from hand to hand, and of help that agents give each other."""

from sim.floor.kinds import BACK, MOST_OUTCOMES, NOBODY
from sim.floor.written import SETTLED_BY_HELP


def note_holding(centre, until, issue):
    """Of the tier below the one that was waited for."""
    tally = centre.tallies[issue.slot + issue.tier - 1]
    tally.handled += until - issue.held_since
    tally.holding += until - issue.held_since


def note_passing_up(centre, issue, tally):
    """By an agent, and whether he could have solved it."""
    outcome = centre.outcomes[issue.tally]
    agent = centre.agents[issue.agent]
    issue.sender = issue.agent
    outcome.passed_up += 1
    outcome.avoidable += issue.able
    if issue.tally < MOST_OUTCOMES:  # counted, as the outcome is
        agent.passed_up += 1
        agent.avoidable += issue.able
    tally.avoidable += issue.able


def note_rejection(centre, issue):
    """A hand-over too, downwards."""
    outcome = centre.outcomes[issue.tally]
    centre.tallies[issue.slot + issue.tier].rejected += 1
    issue.handovers += 1
    issue.handed_over += 1
    issue.hand_backs += 1
    outcome.handovers += 1
    outcome.hand_backs += 1
    outcome.rejected += 1


def note_reassignment(centre, issue):
    """A hand-over, unless an owner keeps the customer, who does not notice then."""
    outcome = centre.outcomes[issue.tally]
    tally = centre.tallies[issue.slot + issue.tier]
    back = issue.outlook == BACK
    tally.back += back
    tally.aside += not back
    if issue.owner == NOBODY:
        issue.handovers += 1
        issue.handed_over += 1
        outcome.handovers += 1
        issue.hand_backs += back
        outcome.hand_backs += back


def note_question(centre, issue):
    centre.tallies[issue.slot + issue.tier].asked += 1


def note_help(centre, issue, asked, in_call, minutes):
    """Somebody of the tier `asked` answers."""
    asking = centre.tallies[issue.slot + issue.tier]
    asking.advised += 1
    asking.settled += issue.consulted == SETTLED_BY_HELP
    answering = centre.tallies[issue.slot + asked]
    answering.answers += 1
    answering.interrupted += in_call
    answering.helping += minutes
