"""Living scripts: agents revise them from use."""

from sim.scenario.levels import pool_names
from sim.scenario.weeks import topic_shares
from sim.workforce.off_phone import until_next_look


def living_scripts(env, centre):
    """Start a process for each script that lives."""
    for number, topic in enumerate(centre.scenario.topics.values()):
        if topic.script and topic.script.mode == "living":
            env.process(revisions(env, centre, number, topic.script))


def revisions(env, centre, number, script):
    """Time after time an agent of the first tier leaves the phone to revise it; then it fits more.

    It waits until at least two are on the phone, so that somebody stays.
    """
    while True:
        yield env.timeout(script.revision)
        while True:
            crew, agent = someone(centre)
            if crew:
                break
            yield env.timeout(until_next_look(env, first_line(centre)))
        centre.sign_out([agent])
        yield env.timeout(script.takes)
        row = centre.floor.centre.topics[number]
        row.off_script *= 1 - script.improves
        if crew.floor.attends("on_phone", agent):
            centre.sign_in([agent])


def someone(centre):
    """(crew, number) of an agent of the first tier who can be spared, or (None, None)."""
    there = [(crew, n) for crew in first_line(centre) for n in centre.signed_in(crew.name)]
    return there[0] if len(there) > 1 else (None, None)


def first_line(centre):
    """The crews of the first tier."""
    return [centre.crews[name] for name in pool_names(next(iter(centre.scenario.tiers.values())))]


def training_share(scenario, pool):
    """Of the training without scripts, what a newcomer to this pool still needs: by the topics' shares."""
    if pool not in pool_names(next(iter(scenario.tiers.values()))):
        return 1.0
    shares = topic_shares(scenario)
    return sum(shares[n] * (t.script.training if t.script else 1.0) for n, t in scenario.topics.items())
