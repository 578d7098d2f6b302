"""The rows that the floor writes one after the other: times always; legs, contacts and issues on request.

The rules write them into room for CHUNK rows of each kind, which Python takes away before it is full.
"""

from sim.floor.kinds import ASIDE, BACK, DEFERS, ESCALATES, NEVER, NOBODY, REJECTS, SURVEYS, WARNS

ANSWERED, ABANDONED, BLOCKED, MOVED, BALKED, BUSY_LINES, PROMISED, BROKEN_OFF = range(8)  # how a leg ends
SOLVED, GAVE_UP, LOST, TURNED_AWAY, OPEN = range(5)  # how an issue ends; open when the run does
DID_NOT_ASK, HELPLESS, HELPED, SETTLED_BY_HELP = range(4)  # what came of asking colleagues


def write_sample(centre, kind, minutes):
    sample = centre.samples[centre.desk.samples]
    centre.desk.samples += 1
    centre.desk.written += 1
    sample.kind = kind
    sample.minutes = minutes


def write_issue(centre, now, issue, ending):
    """It is over, and with it its last contact."""
    write_contact(centre, issue)
    write_ended(centre.ended[centre.desk.ended], now, issue, ending)
    centre.desk.ended += 1
    centre.desk.written += 1


def write_ended(ended, now, issue, ending):
    ended.identity = issue.identity
    ended.fortune = issue.fortune
    ended.topic = issue.topic
    ended.population = issue.population
    ended.ending = ending
    ended.visits = issue.visit + 1
    ended.handovers = issue.handed_over
    ended.hand_backs = issue.hand_backs
    ended.difficulty = issue.difficulty
    ended.opened = issue.opened
    ended.ended = now
    ended.satisfaction = issue.satisfaction


def write_leg(centre, now, issue, outcome, reason):
    if centre.house.keep_record:
        ended = outcome == ANSWERED
        handled = ended or outcome == BROKEN_OFF
        leg = centre.legs[centre.desk.legs]
        centre.desk.legs += 1
        centre.desk.written += 1
        leg.identity = issue.identity
        leg.visit = issue.visit
        leg.kind = issue.kind
        leg.tier = issue.tier
        leg.channel = issue.channel
        leg.agent = issue.agent if handled else NOBODY
        leg.outcome = outcome
        leg.outlook = issue.outlook if ended else NOBODY
        leg.reason = reason
        leg.mishap = issue.mishap if ended else NOBODY
        leg.joined = issue.joined
        leg.answered = issue.answered if handled else NEVER
        leg.ended = now
        leg.explained = issue.explained if handled else 0.0
        leg.side = side_of(issue)
        leg.avoidable = issue.able if ended and reason != NOBODY else 0
        leg.consulted = issue.consulted if ended else DID_NOT_ASK
        leg.helper = issue.helper if ended else NOBODY
        leg.number = number_of(issue)
        if not (ended and (issue.outlook == SURVEYS or issue.outlook == WARNS)):  # no contact of a customer
            add_leg(issue, leg)


def side_of(issue):
    if issue.behind:
        return issue.behind + 1
    return int(issue.owner != NOBODY)


def number_of(issue):
    """Of the leg that is over, among those of its contact."""
    if issue.numbered != issue.identity or issue.numbered_visit != issue.visit:
        issue.numbered = issue.identity
        issue.numbered_visit = issue.visit
        issue.leg_number = 0
    issue.leg_number += 1
    return issue.leg_number


def add_leg(issue, leg):
    """To what is written of its contact when that is over."""
    handled = leg.outcome == ANSWERED or leg.outcome == BROKEN_OFF
    if issue.legs == 0:
        issue.began = leg.joined
        issue.began_as = leg.kind
        issue.first_line = ANSWERED if handled else leg.outcome
        issue.in_lines = issue.in_hands = 0.0
        issue.passed_on = 0
    elif handled and issue.leg_outcome == BROKEN_OFF and issue.leg_agent != leg.agent:
        issue.passed_on += 1
    if leg.outcome == ANSWERED and leg.side == 0:
        outlook = leg.outlook
        issue.passed_on += outlook == ESCALATES or REJECTS <= outlook <= DEFERS or ASIDE <= outlook <= BACK
    issue.in_lines += min(leg.answered, leg.ended) - leg.joined
    if handled:
        issue.in_hands += leg.ended - leg.answered
    issue.legs += 1
    issue.leg_ended = leg.ended
    issue.leg_outcome = leg.outcome
    issue.leg_outlook = leg.outlook
    issue.leg_agent = leg.agent


def write_contact(centre, issue):
    """Nothing more will come of it. Without legs there is none, or it has been written."""
    if issue.legs > 0:
        contact = centre.over[centre.desk.over]
        centre.desk.over += 1
        centre.desk.written += 1
        contact.identity = issue.numbered
        contact.visit = issue.numbered_visit
        contact.kind = issue.began_as
        contact.legs = issue.legs
        contact.began = issue.began
        contact.ended = issue.leg_ended
        contact.waited = issue.in_lines
        contact.handled = issue.in_hands
        contact.handovers = issue.passed_on
        contact.first_line = issue.first_line
        contact.outcome = issue.leg_outcome
        contact.outlook = issue.leg_outlook
        issue.legs = 0
