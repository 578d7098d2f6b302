"""How able an agent is at a topic, where pools have skills: it grows with use."""

from sim.floor.kinds import NOBODY


def ability_at(centre, agent, topic):
    """The difficulty that the agent still solves of a topic's issues.

    What was missing at the start shrinks with the contacts handled since: relative ability is
    1 - (1 - start) half / (half + uses), a hyperbolic learning curve (Mazur & Hastie 1978). What a person has
    not been taught yet is not his to solve.
    """
    if agent.skills == NOBODY:
        return agent.ability
    return agent.ability * skill_at(centre, agent, topic)


def skill_at(centre, agent, topic):
    """The same relative to the agent's ability."""
    skill = centre.skills[agent.skills + topic]
    if skill.untaught:
        return 0.0
    half = centre.pools[agent.pool].half
    if half == 0.0:
        return skill.start
    return 1.0 - (1.0 - skill.start) * half / (half + skill.uses)


def practise(centre, issue, agent):
    """The agent handles it to the end, and learns from it for the next one."""
    outcome = centre.outcomes[issue.tally]
    outcome.skilled += 1
    outcome.skill += skill_at(centre, agent, issue.topic)
    centre.skills[agent.skills + issue.topic].uses += agent.pace
