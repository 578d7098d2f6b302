"""Which agent for a contact, and which contact for an agent, where it is not simply the first of each.

A line is kept in the order in which it is served, so who is free takes the first contact that fits. It
costs a look at each contact before that one, and at each idle agent when a contact comes; to join a
line that is not by arrival costs the shorter way, from the front or from the back.
"""

from sim.floor.desk import take_lead
from sim.floor.kinds import FOLLOW_UP, LIVE_LANES, MOST_LANES, NEVER, NOBODY, OTHERS_TAKE, READY
from sim.floor.lists import append
from sim.floor.skills import ability_at
from sim.luck.draws import CARDS

LONGEST_IDLE, IN_ORDER, MOST_IDLE_POOL, BEST_SKILL, FASTEST, P_MU, LAST_AGENT = range(7)  # routes
FIFO, PRIORITY, AGEING, SHORTEST, LEAST_SLACK, PREEMPTIVE = range(6)  # disciplines


def line_of(centre, issue):
    """Where it stands, or would."""
    return centre.lines[issue.tier * MOST_LANES + issue.lane]


def agent_for(centre, now, issue, tier):
    """The number of the idle agent who takes it, or NOBODY."""
    if issue.behind == FOLLOW_UP and centre.agents[issue.owner].state == READY:
        return issue.owner
    return best_agent(centre, now, issue, tier)


def work_for(centre, now, agent):
    """The number of the waiting caller whom the agent takes, or NOBODY."""
    for lane in range(LIVE_LANES):
        line = centre.lines[agent.tier * MOST_LANES + lane]
        if line.first != NOBODY:
            number = first_fitting(centre, now, line, agent)
            if number != NOBODY:
                return number
    return NOBODY


# --- who may -------------------------------------------------------------------------------------


def fits(centre, now, issue, agent):
    """May the agent take it, now?"""
    pool = centre.pools[agent.pool]
    if not pool.takes[issue.topic] or now < issue.assigned or now < issue.joined + pool.helps_after:
        return False
    if pool.graded == OTHERS_TAKE and centre.skills[agent.skills + issue.topic].untaught:
        return False
    if centre.populations[issue.population].language & ~pool.languages:
        return False
    return pool.reserve == 0 or is_urgent(centre, issue, pool) or idle_with(centre, agent) > pool.reserve


def is_urgent(centre, issue, pool):
    return priority_of(centre, issue) >= pool.reserve_priority


def priority_of(centre, issue):
    """Of the topic and of the customer together."""
    return centre.topics[issue.topic].priority + centre.populations[issue.population].priority


def idle_with(centre, agent):
    """How many of the agent's pool are idle, the agent included."""
    count = int(agent.state != READY)
    number = centre.idle[agent.tier].first
    while number != NOBODY:
        count += centre.agents[number].pool == agent.pool
        number = centre.agents[number].next
    return count


# --- which agent ---------------------------------------------------------------------------------


def best_agent(centre, now, issue, tier):
    """Of the idle agents who fit, the best by the tier's route; of equals the one idle longest."""
    if tier.route == MOST_IDLE_POOL:
        count_idle(centre, tier)
    best = NOBODY
    most = 0.0
    number = centre.idle[tier.number].first
    while number != NOBODY:
        agent = centre.agents[number]
        if fits(centre, now, issue, agent):
            if tier.route == LONGEST_IDLE:
                return number
            worth = worth_of(centre, issue, agent, tier)
            if best == NOBODY or worth > most:
                best = number
                most = worth
        number = agent.next
    return best


def worth_of(centre, issue, agent, tier):
    """What the tier's route compares; the highest takes the contact."""
    if tier.route == IN_ORDER:
        return -1.0 * centre.pools[agent.pool].order
    if tier.route == MOST_IDLE_POOL:
        return 1.0 * centre.pools[agent.pool].idle
    if tier.route == BEST_SKILL:
        return ability_at(centre, agent, issue.topic)
    if tier.route == FASTEST:
        return -agent.handle_time
    if tier.route == P_MU:
        return share_solved(centre, issue.topic, ability_at(centre, agent, issue.topic)) / agent.handle_time
    return 1.0 * knows_customer(issue, agent)


def knows_customer(issue, agent):
    """Did this person, not someone before in the same place, handle the contact before?"""
    return issue.last_agent == agent.number and agent.since <= issue.left


def share_solved(centre, topic, ability):
    """Of a topic's issues, those no harder than this: by halving its deck, which rises."""
    deck = centre.decks[centre.topics[topic].difficulty_deck]
    low = 0
    high = CARDS
    while low < high:
        middle = (low + high) >> 1
        if deck[middle] <= ability:
            low = middle + 1
        else:
            high = middle
    return low / CARDS


def count_idle(centre, tier):
    for number in range(centre.house.pools):
        centre.pools[number].idle = 0
    number = centre.idle[tier.number].first
    while number != NOBODY:
        centre.pools[centre.agents[number].pool].idle += 1
        number = centre.agents[number].next


# --- which contact -------------------------------------------------------------------------------


def first_fitting(centre, now, line, agent):
    """Of one line, the number of the first contact that the agent may take, or NOBODY."""
    number = line.first
    while number != NOBODY:
        issue = centre.issues[number]
        if fits(centre, now, issue, agent):
            return number
        number = issue.next
    return NOBODY


def stand_in(centre, line, issue, tier):
    """Into the line, at the place that the tier's discipline gives it; of equals the last."""
    issue.place = place_of(centre, issue, tier)
    rows = centre.issues
    if line.last == NOBODY or rows[line.last].place <= issue.place:
        append(line, rows, issue)
        return
    ahead = line.first  # whom it will stand in front of, sought from the front ...
    behind = rows[line.last].previous  # ... and behind whom, from the back
    while rows[ahead].place <= issue.place < rows[behind].place:
        ahead = rows[ahead].next
        behind = rows[behind].previous
    if rows[ahead].place <= issue.place:
        ahead = rows[behind].next
    insert_before(line, rows, issue, rows[ahead])


def insert_before(line, rows, row, following):
    row.next = following.number
    row.previous = following.previous
    if following.previous == NOBODY:
        line.first = row.number
    else:
        rows[following.previous].next = row.number
    following.previous = row.number
    line.count += 1


def place_of(centre, issue, tier):
    """Every discipline compares something that stays the same while they wait.

    Where priority rises by a step in so many minutes, whoever came so many minutes later needs one step
    more to stand level: hence the time of arrival less the priority's worth in minutes.
    """
    topic = centre.topics[issue.topic]
    if tier.discipline == PRIORITY or tier.discipline == PREEMPTIVE:
        return -1.0 * priority_of(centre, issue)
    if tier.discipline == AGEING:
        return issue.joined - tier.ageing * priority_of(centre, issue)
    if tier.discipline == SHORTEST:
        return topic.minutes[tier.number]
    if tier.discipline == LEAST_SLACK:
        return issue.arrives + topic.promise - topic.minutes[tier.number]
    return 0.0


# --- what takes a while --------------------------------------------------------------------------


def assign(centre, now, issue, tier):
    """Whoever dispatches reads it, after those before it; then it may be taken. Without one, at once."""
    issue.assigned = now
    if tier.dispatch > 0.0:
        tally = centre.tallies[issue.slot + issue.tier]
        if tier.leads == 0:
            tally.undispatched += 1
        else:
            issue.assigned = take_lead(now, tier, tier.dispatch)
            tally.dispatching += tier.dispatch


def next_look(centre, now, issue, tier):
    """When others may take it than now, or NEVER."""
    soonest = issue.assigned if issue.assigned > now else NEVER
    for number in range(centre.house.pools):
        pool = centre.pools[number]
        if pool.tier == tier.number and pool.helps_after > 0.0:
            time = issue.joined + pool.helps_after
            if now < time < soonest:
                soonest = time
    return soonest


def note_route(centre, issue, agent):
    """Who takes it, for the measures of routing; before the answer."""
    centre.tallies[issue.slot + issue.tier].helped += centre.pools[agent.pool].helps_after > 0.0
    if issue.returns > 0 and issue.agent == NOBODY:
        outcome = centre.outcomes[issue.tally]
        outcome.repeats_answered += 1
        outcome.same_agent += knows_customer(issue, agent)
