"""The life of an issue: its contacts, from the first to the last."""

from sim.floor.backlog import enter_channel, on_reminder
from sim.floor.calendar_simpy import await_arrival, schedule
from sim.floor.consulting import ask
from sim.floor.duty import on_plan
from sim.floor.endings import close, come_back, free, hang_up, take, turn_away
from sim.floor.following import (
    forgo_call,
    forgo_survey,
    is_over,
    is_reopened,
    on_following,
    warn,
)
from sim.floor.hourly import look_at_lines
from sim.floor.kinds import (
    ADMITS,
    ARRIVAL,
    ASIDE,
    ASKS,
    BACK,
    BELIEVES,
    DEFERS,
    ESCALATES,
    FOLLOWS,
    GIVES_UP,
    HANDLED,
    HOURLY,
    LEAD_CALLS,
    LEAD_COMES,
    LEAD_GOES,
    LOOKS_AGAIN,
    MOST_LANES,
    MOVES_UP,
    NEVER,
    NOBODY,
    PLANNED,
    REDIALLED,
    REDIALS,
    REJECTS,
    RELEASED,
    REMINDS,
    REPEATED,
    RETURNS,
    SOLVES,
    SURVEYS,
    TOO_OLD,
    WAITED,
    WARNS,
    WITH_CUSTOMER,
)
from sim.floor.leading import change_leads
from sim.floor.legs import (
    note_abandonment,
    note_busy,
    note_closed,
    note_handling,
    note_hanging_up_again,
    note_moving,
    note_offer,
    note_turning_away,
)
from sim.floor.outcomes import by_phone, note_contact, note_issue, note_solution
from sim.floor.rejecting import reassign, send_back
from sim.floor.surveying import on_lead_call
from sim.floor.transfers import go_up, let_go, put_down, told
from sim.floor.waiting import free_of, join, leave_line, look_again, release
from sim.floor.week import is_open, slot_of
from sim.floor.written import GAVE_UP, SOLVED, TURNED_AWAY


def happen(centre, now, kind, number):
    """Every event of the floor."""
    if kind == HANDLED:
        on_handled(centre, now, number)
    elif kind == ARRIVAL:
        on_arrival(centre, now, number)
    elif kind == GIVES_UP:
        on_giving_up(centre, now, number)
    elif kind == RETURNS:
        on_return(centre, now, number)
    elif kind == REDIALS:
        on_redial(centre, now, number)
    elif kind == MOVES_UP:
        on_moving_up(centre, now, number)
    elif kind == LOOKS_AGAIN:
        look_again(centre, now, number)
    elif kind == RELEASED:
        release(centre, now, centre.agents[number])
    elif kind == REMINDS:
        on_reminder(centre, now, number)
    elif kind == FOLLOWS:
        on_following(centre, now, number)
    elif kind == LEAD_CALLS:
        on_lead_call(centre, now, number)
    elif kind == HOURLY:
        look_at_lines(centre, now)
    elif kind == PLANNED:
        on_plan(centre, now)
    elif kind == LEAD_COMES:
        change_leads(centre, now, number, 1)
    elif kind == LEAD_GOES:
        change_leads(centre, now, number, -1)
    else:
        on_desertion(centre, now, number)


def on_arrival(centre, now, number):
    """An issue's first contact: of the next to come, or of one that was foreseen and has a row."""
    if number == NOBODY:
        if centre.coming.time[centre.coming.at] != now:
            return  # others have come in before
        issue = take(centre)
        await_arrival(centre, centre.coming.time[centre.coming.at])
    else:
        issue = centre.issues[number]
        if issue.calling and is_called(centre, now, issue):
            return
    note_issue(centre, now, issue)
    begin(centre, now, issue)


def is_called(centre, now, issue):
    """Whether the centre's own call keeps the customer from calling, or is still under way."""
    if issue.outlook == WARNS and issue.done > now:
        schedule(centre, issue.done, ARRIVAL, issue.number)
        return True
    if forgo_call(centre, now, issue):
        return False
    free(centre, issue)
    return True


def on_return(centre, now, number):
    """The customer calls again: it was not solved."""
    issue = centre.issues[number]
    if issue.comes != now:
        return
    issue.comes = NEVER
    if not centre.house.plain and issue.surveying:
        forgo_survey(centre, issue)
    issue.kind = REPEATED
    issue.visit += 1
    issue.returns += 1
    issue.owner = NOBODY
    outcome = centre.outcomes[issue.tally]
    outcome.repeats += 1
    if issue.agent != NOBODY:  # else the contact before was an alarm that nobody took up
        outcome.reopened += issue.outlook == BELIEVES
        first = issue.contacts_answered == 1
        outcome.returned += first and now - issue.left <= centre.house.fcr_window
    begin(centre, now, issue)


def on_redial(centre, now, number):
    """The customer tries again: nobody answered."""
    issue = centre.issues[number]
    issue.kind = REDIALLED
    issue.visit += 1
    centre.outcomes[issue.tally].redials += 1
    begin(centre, now, issue)


def begin(centre, now, issue):
    """A contact: the first tier takes it, if the centre is open and has a line free."""
    issue.arrives = now
    issue.tier = 0
    issue.handovers = 0
    if not centre.house.plain:
        begin_anew(issue)
    issue.agent = NOBODY
    note_contact(centre, now, issue, slot_of(centre, now))
    if not centre.house.plain and not by_phone(centre, issue):
        begin_elsewhere(centre, now, issue)
    elif not is_open(centre, now):
        find_closed(centre, now, issue)
    elif centre.desk.contacts > centre.house.busy_lines:
        issue.joined = now
        note_offer(centre, issue)
        note_busy(centre, now, issue)
        hang_up(centre, now, issue, TURNED_AWAY)
    else:
        join(centre, now, issue, centre.tiers[0])


def begin_anew(issue):
    """What the contact before this one has left on the row."""
    issue.sent_back = issue.reassigned = 0
    issue.channel = issue.home
    if issue.agent != NOBODY:
        issue.last_agent = issue.agent


def begin_elsewhere(centre, now, issue):
    """Not by telephone, so it holds no line; what may wait is let in when the centre is closed."""
    centre.outcomes[issue.tally].elsewhere += 1
    centre.desk.contacts -= 1
    if issue.home > 0:
        enter_channel(centre, now, issue, issue.home)
    if issue.deadline < NEVER or is_open(centre, now):
        join(centre, now, issue, centre.tiers[0])
    else:
        find_closed(centre, now, issue)


def find_closed(centre, now, issue):
    issue.joined = now
    note_offer(centre, issue)
    note_closed(centre, now, issue)
    turn_away(centre, now, issue)


def on_giving_up(centre, now, number):
    """A reminder: whoever has been answered or passed up in the meantime is not due."""
    issue = centre.issues[number]
    if issue.gives_up == now:
        leave_line(centre, issue)
        if not centre.house.plain and issue.broken_off:
            issue.broken_off = 0
            note_hanging_up_again(centre, now, issue)
        else:
            note_abandonment(centre, now, issue)
        if not centre.house.plain and issue.holder != NOBODY:
            let_go(centre, now, issue)
        hang_up(centre, now, issue, GAVE_UP)


def on_moving_up(centre, now, number):
    """A reminder likewise: too long in line, or open for too long, goes up unanswered."""
    issue = centre.issues[number]
    if issue.moves_up == now:
        tier = centre.tiers[issue.tier]
        leave_line(centre, issue)
        issue.able = 0  # nobody has passed it up who could have solved it
        note_moving(centre, now, issue, WAITED if now == issue.joined + tier.waiting else TOO_OLD)
        if issue.holder != NOBODY:
            let_go(centre, now, issue)
        above = centre.tiers[tier.above]
        if above.outside:
            put_down(centre, issue)
        join(centre, now, issue, above)


def on_desertion(centre, now, number):
    """Closed, and nobody there: whoever still waits at this tier is turned away."""
    tier = centre.tiers[number]
    for lane in range(MOST_LANES):
        line = centre.lines[number * MOST_LANES + lane]
        while tier.present == 0 and line.first != NOBODY and may_not_wait(centre, line):
            issue = centre.issues[line.first]
            if not centre.house.plain and issue.broken_off:
                issue.gives_up = now  # who has been answered before cannot be turned away any more
                on_giving_up(centre, now, issue.number)
                continue
            leave_line(centre, issue)
            note_turning_away(centre, now, issue)
            if issue.holder != NOBODY:
                let_go(centre, now, issue)
            turn_away(centre, now, issue)


def may_not_wait(centre, line):
    """Whether those in the line are there themselves: other work stays overnight."""
    issue = centre.issues[line.first]
    return issue.deadline == NEVER and issue.behind == WITH_CUSTOMER


def on_handled(centre, now, number):
    """The agent is free again; the contact goes up, or is over."""
    issue = centre.issues[number]
    if issue.done != now:  # put off: a later reminder is on its way
        return
    agent = centre.agents[issue.agent]
    if not centre.house.plain:
        issue.done = 0.0
        if issue.outlook == ASKS and ask(centre, now, issue, agent):
            return
    outlook = issue.outlook
    if outlook == ESCALATES:
        go_up(centre, now, issue, agent)
        return
    note_handling(centre, now, issue, NOBODY)
    if centre.house.plain:
        release(centre, now, agent)
    else:
        free_of(centre, now, issue, agent)
        if goes_on(centre, now, issue):
            return
    if outlook == SOLVES:
        note_solution(centre, now, issue)
        close(centre, now, issue, SOLVED)
    elif outlook == WARNS:
        warn(centre, issue)
    elif outlook == SURVEYS:
        if not is_reopened(centre, now, issue):
            free(centre, issue)
    elif outlook >= DEFERS:
        if is_over(centre, now, issue):
            close(centre, now, issue, GAVE_UP)
    else:
        outcome = centre.outcomes[issue.tally]
        outcome.falsely_solved += outlook == BELIEVES
        outcome.unsolved_known += outlook == ADMITS
        come_back(centre, now, issue)


def goes_on(centre, now, issue):
    """Whether another team or the tier below goes on with it, or the owner has to tell the customer first."""
    if issue.outlook == REJECTS:
        send_back(centre, issue)
        join(centre, now, issue, centre.tiers[issue.tier - 1])
        return True
    if issue.outlook == ASIDE or issue.outlook == BACK:
        reassign(centre, issue)
        join(centre, now, issue, centre.tiers[issue.tier - (issue.outlook == BACK)])
        return True
    return issue.behind != WITH_CUSTOMER and not told(centre, now, issue)
