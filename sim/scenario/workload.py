"""An estimate of the work that an issue makes at each tier: how often it comes, how many minutes it takes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.scenario.bot import Bot
from sim.scenario.cooperation import authority_of
from sim.scenario.customers import Topic
from sim.scenario.distributions import FixedDifficulty, Law, mean, quantile
from sim.scenario.durations import WEEK
from sim.scenario.levels import Tier, is_outside, pool_names
from sim.scenario.people import Pool
from sim.scenario.routing import skill_levels, takes
from sim.scenario.schema import Scenario
from sim.scenario.weeks import first_contacts, heard_by_bot, topic_shares

GRID = 200  # difficulties, and handling times, that stand for their distribution
MOST_VISITS = 500


@dataclass(frozen=True)
class Work:
    """What an average issue makes at a tier, all its contacts together."""

    contacts: float
    minutes: float


def work_per_issue(scenario: Scenario) -> dict[str, Work]:
    """By tier, for experienced agents.

    Nobody hangs up, and no wait is long enough for the thresholds of waiting and age: of the first tier it is
    an upper estimate, of those above it a lower one where these thresholds pass contacts up.
    """
    contacts = np.zeros(len(scenario.tiers))
    minutes = np.zeros(len(scenario.tiers))
    shares = topic_shares(scenario)
    for name, topic in scenario.topics.items():
        of_topic = _work_of_topic(scenario, name, topic)
        contacts += shares[name] * of_topic[0]
        minutes += shares[name] * of_topic[1]
    return {name: Work(float(contacts[k]), float(minutes[k])) for k, name in enumerate(scenario.tiers)}


def practice_of(scenario: Scenario, pool: str) -> list[float]:
    """Contacts a minute and person, by topic, that the people of a pool handle: an estimate as above.

    Those of a topic are shared evenly by all of the tier whom the topic is for.
    """
    issues = float(first_contacts(scenario).sum()) / WEEK
    tier, pools = next(
        (number, pool_names(tier))
        for number, tier in enumerate(scenario.tiers.values())
        if pool in pool_names(tier)
    )
    rates, shares, work = [], topic_shares(scenario), _work_by_topic(_Same(scenario))
    for name in scenario.topics:
        sharing = [each for each in pools if takes(scenario.pools[each], name)]
        people = sum(scenario.pools[each].agents for each in sharing)
        contacts = shares[name] * work[name][0, tier]
        rates.append(issues * contacts / people if pool in sharing and people else 0.0)
    return rates


class _Same:
    """A scenario as a key: told apart by identity."""

    def __init__(self, scenario: Scenario):
        self.scenario = scenario

    def __hash__(self) -> int:
        return id(self.scenario)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.scenario is self.scenario


@lru_cache(maxsize=8)
def _work_by_topic(same: _Same) -> dict[str, NDArray[np.float64]]:
    """Every pool and every replication asks for it."""
    scenario = same.scenario
    return {name: _work_of_topic(scenario, name, topic) for name, topic in scenario.topics.items()}


def _work_of_topic(scenario: Scenario, topic_name: str, topic: Topic) -> NDArray[np.float64]:
    """Contacts and minutes by tier, shape (2, tiers).

    Vectors are over difficulties. Where an issue keeps its difficulty, a vector follows each on its way;
    where it is drawn anew for each piece of work, the way is the same for all and is averaged after each.
    """
    difficulty = difficulties(topic)
    drawn_anew = scenario.resolution.kind == "probability"
    issues = float(first_contacts(scenario).sum()) / WEEK * topic_shares(scenario)[topic_name]
    tiers = scenario.tiers
    handling = [
        _of_all(scenario, topic.handle_at.get(name, topic.handle), tier.escalate.after)
        for name, tier in tiers.items()
    ]
    solved = [_solved(scenario, tier, topic_name, issues, difficulty) for tier in tiers.values()]
    alike_from = max(1, *(tier.escalate.repeats or 0 for tier in tiers.values()))
    work = np.zeros((2, len(scenario.tiers)))
    arriving = _past_the_bot(scenario, topic_name, difficulty)
    for visit in range(MOST_VISITS):
        if visit <= alike_from:
            steps = [
                _step(scenario, topic, number, difficulty, handling[number], solved[number], visit)
                for number in range(len(tiers))
            ]
        reaching, returning = np.zeros((len(scenario.tiers), len(difficulty))), np.zeros(len(difficulty))
        reaching[0] = arriving
        while max(map(_mean, reaching)) > 1e-9:
            again = np.zeros_like(reaching)  # what another team of a tier, or of the one below, begins anew
            for number, step in enumerate(steps):
                here = reaching[number]
                work[0, number] += _mean(here)
                work[1, number] += _mean(here * step.minutes)
                returning += here * step.returning
                if step.aside or step.back:
                    again[number] += here * step.aside
                    again[number - 1] += here * step.back
                if number < len(steps) - 1:
                    passed_up = here * step.up
                    reaching[number + 1] += _mean(passed_up) if drawn_anew else passed_up
            reaching = again
        arriving = returning * scenario.returns.share
        if drawn_anew:
            arriving = np.full(len(difficulty), _mean(arriving))
        if _mean(arriving) < 1e-9:
            break
    return work


@dataclass(frozen=True)
class _Step:
    """What becomes of a contact that reaches a tier, by difficulty: minutes of the tier, and what share goes
    where."""

    minutes: NDArray[np.float64]
    up: NDArray[np.float64]  # to the next tier
    returning: NDArray[np.float64]  # the customer finds it unsolved
    aside: float  # to another team of the tier
    back: float  # to the tier below


def _step(
    scenario: Scenario,
    topic: Topic,
    number: int,
    difficulty: NDArray[np.float64],
    handling: tuple[float, float],
    solved: NDArray[np.float64],
    visit: int,
) -> _Step:
    """Of the tier with this number. `handling`: see `_of_all`; `solved`: see `_solved`."""
    name, tier = list(scenario.tiers.items())[number]
    telling, known = _telling(scenario, number, visit), scenario.resolution.known
    handle, over = handling
    here, work, up, aside, back = 1.0, 0.0, 0.0, 0.0, 0.0
    if moves := tier.reassign:
        here, work = 1 - moves.share, moves.share * (mean(moves.takes) + telling)
        up, aside, back = moves.up, moves.aside, moves.back
    passed_at_start = _passed_at_start(tier, difficulty, visit)
    taken_on = here * authority_of(scenario, topic, name) * (1 - passed_at_start)
    handled = taken_on * (1 - solved * (tier.escalate.avoidable or 0.0))
    failed = taken_on * (1 - over) * (1 - solved)
    passed_up = up + (here - handled) + handled * over + failed * known
    minutes = work + (here - handled) * tier.escalate.triage + handled * (handle + telling)
    if tier.owner:
        minutes = minutes + passed_up * (tier.owner.note + tier.owner.follow_up)
    returning = failed * (1 - known)
    if number == len(scenario.tiers) - 1:
        returning = returning + passed_up
    return _Step(minutes, passed_up, returning, aside, back)


def _telling(scenario: Scenario, number: int, visit: int) -> float:
    """Minutes of explaining again at a tier: to it, or with it to the next."""
    tiers = list(scenario.tiers.values())
    if number == 0:
        return scenario.explanation.repeat if visit else 0.0
    if tiers[0].owner or is_outside(tiers[number], scenario.pools):
        return 0.0
    before = tiers[number - 1].escalate
    return before.conference if before.transfer == "warm" else scenario.explanation.handover


def _past_the_bot(scenario: Scenario, topic: str, difficulty: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of issues of each difficulty that come to people."""
    bot = scenario.bot
    if bot is None or topic not in heard_by_bot(scenario):
        return np.ones(len(difficulty))
    return (1 - settled_by(bot, difficulty)) * (1 - bot.annoys)


def settled_by(bot: Bot, difficulty: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of issues of each difficulty that a bot which hears them settles."""
    return bot.settles * (difficulty <= bot.ability).astype(np.float64)


def difficulties(topic: Topic) -> NDArray[np.float64]:
    """Some that stand for the topic's."""
    law = topic.difficulty
    if isinstance(law, FixedDifficulty):
        return np.array([law.value])
    return law.low + (law.high - law.low) * (np.arange(GRID) + 0.5) / GRID


def _passed_at_start(tier: Tier, difficulty: NDArray[np.float64], visit: int) -> NDArray[np.float64]:
    rules = tier.escalate
    if rules.repeats is not None and visit >= rules.repeats:
        return np.ones(len(difficulty))
    if rules.difficulty_above is None:
        return np.zeros(len(difficulty))
    return (difficulty > rules.difficulty_above).astype(float)


def _solved(
    scenario: Scenario, tier: Tier, topic: str, issues: float, difficulty: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The share of a tier's agents, of those whom the topic is for, who solve an issue of each difficulty.

    `issues`: about the topic, a minute. Skill that grows with use is taken as it is after the mean tenure of
    the first day, every issue seen once.
    """
    pools = [pool for name in pool_names(tier) if takes(pool := scenario.pools[name], topic)]
    agents = sum(pool.agents for pool in pools)
    solved = np.zeros(len(difficulty))
    for pool in pools:
        part = pool.agents / agents if agents else 1 / len(pools)
        uses = issues / max(1, agents) * _mean_tenure(pool)
        for share, skill in skill_levels(pool, topic, len(scenario.topics), uses):
            solved += (difficulty <= pool.ability * skill) * part * share
    return solved


def _mean_tenure(pool: Pool) -> float:
    tenure = pool.tenure
    return sum(tenure) / len(tenure) if isinstance(tenure, list) else mean(tenure)


def _of_all(scenario: Scenario, law: Law, after: float | None) -> tuple[float, float]:
    """Mean minutes at a tier, and the share passed up because handling went on for longer than `after`, of
    difficult customers and the others together."""
    times = None if after is None else np.array([quantile(law, (n + 0.5) / GRID) for n in range(GRID)])

    def handling(factor: float) -> tuple[float, float]:
        if times is None or after is None:
            return factor * mean(law), 0.0
        return _mean(np.minimum(factor * times, after)), _mean(factor * times > after)

    minutes, over = handling(1.0)
    if scenario.difficult is None:
        return minutes, over
    share = scenario.difficult.share
    longer, more = handling(scenario.difficult.handle)
    return (1 - share) * minutes + share * longer, (1 - share) * over + share * more


def _mean(values: NDArray[Any]) -> float:
    """As numpy's, in a third of the time."""
    return float(np.add.reduce(values)) / len(values)
