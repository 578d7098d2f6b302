"""What goes wrong in a handling: errors, scripts that do not fit, and pressure on agents.

`handling` asks only where a scenario has any of it. The issue's `mishap` tells the story of the leg; where
two things happen at once, the later one.
"""

from sim.floor.kinds import (
    ADMITS,
    BELIEVES,
    CUT_SHORT,
    ERROR_CAUGHT,
    ERROR_MISSED,
    ESCALATES,
    HELD_ON,
    LEFT_SCRIPT,
    NOBODY,
    PARTIAL_ANSWER,
    SOLVES,
)
from sim.luck.draws import CAUGHT, CUT, ERRS, HELD, OFF_SCRIPT, SENSITIVE, chance


def would_hold_on(centre, issue, agent, luck):
    """Whether the agent, judged by what he resolves, would keep even what should go up."""
    issue.mishap = NOBODY
    return chance(issue.fortune, luck + HELD) < centre.pools[agent.pool].hold


def work_at_hand(centre, issue, luck, work):
    """Minutes of work on it: dearer where an error has to be put right, or where the script does not fit."""
    topic = centre.topics[issue.topic]
    if issue.botched:
        work *= centre.house.dearer
    if issue.tier == 0 and chance(issue.fortune, luck + OFF_SCRIPT) < topic.off_script:
        centre.tallies[issue.slot + issue.tier].off_script += 1
        if topic.rigid:
            issue.mishap = PARTIAL_ANSWER
        else:
            issue.mishap = LEFT_SCRIPT
            work *= topic.off_script_longer
    return work


def is_cut_short(centre, issue, pool, luck):
    """Whether the agent, judged by his handle time, ends it at the limit and says that it is solved."""
    if chance(issue.fortune, luck + CUT) >= pool.cut:
        return False
    issue.mishap = CUT_SHORT
    issue.outlook = BELIEVES
    issue.explained = min(issue.explained, pool.limit)
    centre.tallies[issue.slot + issue.tier].cut_short += 1
    return True


def in_the_end(centre, issue, agent, luck, minutes, held, due):
    """Minutes of a handling that is not passed up: held on to, answered in part, cut short, or in error.

    `held`: the agent keeps what should go up; `due`: a threshold says that this should.
    """
    pool = centre.pools[agent.pool]
    tally = centre.tallies[issue.slot + issue.tier]
    in_part = issue.mishap == PARTIAL_ANSWER
    if held and (due or (issue.outlook == ESCALATES and not in_part)):
        issue.mishap = HELD_ON
        tally.held += 1
        if issue.outlook == ESCALATES:
            issue.outlook = ADMITS
        minutes = issue.explained + (minutes - issue.explained) * pool.held_longer
    elif in_part:
        issue.outlook = BELIEVES
        tally.partial += 1
    if minutes > pool.limit and is_cut_short(centre, issue, pool, luck):
        return pool.limit
    if issue.outlook == SOLVES:
        return minutes + rework(centre, issue, agent, luck)
    return minutes


def rework(centre, issue, agent, luck):
    """Minutes to put an error right that is caught at once. One that is not leaves the issue unsolved."""
    house = centre.house
    risk = 1.0 + (house.sensitive - 1.0) * chance(issue.fortune, SENSITIVE)
    if chance(issue.fortune, luck + ERRS) >= agent.error * risk:
        return 0.0
    tally = centre.tallies[issue.slot + issue.tier]
    tally.errors += 1
    tally.newcomers_errors += agent.newcomer
    if chance(issue.fortune, luck + CAUGHT) < max(house.caught, agent.watched):
        issue.mishap = ERROR_CAUGHT
        tally.errors_caught += 1
        tally.rework += house.rework
        return house.rework
    issue.mishap = ERROR_MISSED
    issue.outlook = BELIEVES
    issue.botched = 1
    return 0.0
