"""How newcomers come, in sentences for `explain`."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.durations import write_duration
from sim.scenario.hiring import Ahead, Classes, Hiring, Target
from sim.scenario.people import Pool
from sim.scenario.problems import listed
from sim.scenario.schema import Scenario
from sim.scenario.telling import told
from sim.scenario.units import write_share
from sim.words import _


@told
def of_hiring(scenario: Scenario) -> Iterator[str]:
    for name, pool in scenario.pools.items():
        hiring = pool.hiring
        if hiring:
            parts = [*_policy(pool, hiring), *_candidates(pool, hiring), *_choice(hiring), *_stages(hiring)]
            for part in parts:
                yield f"{name}: {part}"
        if pool.brand:
            text = _(
                "{pool}: by its name as an employer it needs {cycle} of the time to find people and {cost} "
                "of the money, and {turnover} as many leave."
            )
            shares = {key: write_share(getattr(pool.brand, key)) for key in ("cycle", "cost", "turnover")}
            yield text.format(pool=name, **shares)


def _policy(pool: Pool, hiring: Hiring) -> Iterator[str]:
    policy = hiring.policy
    if isinstance(policy, Classes):
        text = _("every {every} {size} people are looked for, whoever has left.")
        yield text.format(every=write_duration(policy.every), size=policy.size)
    elif isinstance(policy, Target | Ahead):
        text = _("every {every} as many are looked for as lack to {agents}.")
        if isinstance(policy, Ahead):
            text = _(
                "every {every} as many are looked for as lack to {agents}, and as will have left when they "
                "have been trained, {rate}."
            )
        seen = _("by what was seen since the first day")
        rate = getattr(policy, "yearly_rate", None)
        if rate is not None:
            seen = _("at {rate} a year").format(rate=write_share(rate))
        yield text.format(every=write_duration(policy.every), agents=policy.agents or pool.agents, rate=seen)


def _candidates(pool: Pool, hiring: Hiring) -> Iterator[str]:
    candidates = hiring.candidates
    if candidates is None:
        return
    text = _(
        "{rate:g} candidates a week come, and are seen while a post is open; who is taken comes after "
        "{lead}. A post stays open until one fits."
    )
    yield text.format(rate=candidates.per_week, lead=write_duration(hiring.lead_time))
    needed = [language for language in candidates.languages if language in (pool.languages or [])]
    if needed:
        shares = [f"{write_share(candidates.languages[each])} {each}" for each in needed]
        yield _("of candidates speak {shares}; all are needed.").format(shares=", ".join(shares))


def _choice(hiring: Hiring) -> Iterator[str]:
    screening, profile = hiring.screening, hiring.profile
    if screening:
        rules = []
        if screening.experience:
            rules.append(
                _("less than {time} of experience").format(time=write_duration(screening.experience))
            )
        if screening.stay:
            rules.append(_("a last stay below {time}").format(time=write_duration(screening.stay)))
        if screening.attitude:
            share = write_share(screening.attitude)
            rules.append(_("an interview among the worst {share}").format(share=share))
        if rules:
            yield _("turned down are candidates with {rules}.").format(rules=listed(rules))
    if profile:
        text = _(
            "taken is the {admits} of candidates who resemble the best {best} of those hired so far, by what "
            "they did in their first {after}; that is looked at anew every {every}, from {least} hires on."
        )
        yield text.format(
            admits=write_share(profile.admits),
            best=write_share(profile.best),
            after=write_duration(profile.after),
            every=write_duration(profile.every),
            least=profile.least,
        )


def _stages(hiring: Hiring) -> Iterator[str]:
    trainers, nesting = hiring.trainers, hiring.nesting
    if trainers:
        text = _(
            "newcomers wait until one of {n} trainers is free and {least} have come; a class takes {size}."
        )
        yield text.format(n=trainers.number, least=trainers.least, size=trainers.class_size)
    if nesting:
        text = _(
            "for {length} after training newcomers sit beside a veteran, who has been there for {veteran}: "
            "they need {slow} of their time and the veteran {slowed} of his, {help} of the distance to the "
            "experienced is closed, and {checks} of errors are prevented. Load estimates leave this out."
        )
        yield text.format(
            length=write_duration(nesting.length),
            veteran=write_duration(nesting.veteran),
            slow=write_share(nesting.handle_time),
            slowed=write_share(nesting.veteran_handle_time),
            help=write_share(nesting.help),
            checks=write_share(nesting.checks),
        )
