"""What must hold between a pool and how its newcomers come."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.check import Finding, check
from sim.scenario.durations import write_duration
from sim.scenario.hiring import Hiring
from sim.scenario.people import Pool
from sim.scenario.problems import listed, nearest
from sim.words import _


@check
def hiring_fits(pools: dict[str, Pool]) -> Iterator[Finding]:
    for name, pool in pools.items():
        if pool.hiring:
            path = ("pools", name, "hiring")
            yield from _candidates(path, pool.hiring, pool.languages)
            yield from _trainers(path, pool.hiring)


def _candidates(path: tuple[str, ...], hiring: Hiring, languages: list[str] | None) -> Iterator[Finding]:
    candidates = hiring.candidates
    if candidates is None:
        for key in ("screening", "profile"):
            if getattr(hiring, key):
                message = _("there are no candidates to choose from: hiring.candidates is not given")
                yield Finding((*path, key), message, _("null, or candidates"))
        return
    screening = hiring.screening
    if screening and screening.stay and not candidates.stability:
        message = _("candidates have no last stay: hiring.candidates.stability is not given")
        yield Finding((*path, "screening", "stay"), message, _("0, or candidates.stability"))
    if screening and screening.attitude and not candidates.attitude:
        message = _("candidates have no interview: hiring.candidates.attitude is not given")
        yield Finding((*path, "screening", "attitude"), message, _("0%, or candidates.attitude"))
    for language in candidates.languages:
        if language not in (languages or []):
            message = _("the pool does not need {language}").format(language=language)
            known = languages or []
            allowed = listed(known) or _("nothing: the pool has no languages")
            where = (*path, "candidates", "languages", language)
            yield Finding(where, message, allowed, nearest(language, known), of_key=True)


def _trainers(path: tuple[str, ...], hiring: Hiring) -> Iterator[Finding]:
    trainers = hiring.trainers
    if trainers and trainers.least > trainers.class_size:
        message = _("a class starts with {least}, more than the {size} it has room for")
        found = message.format(least=trainers.least, size=trainers.class_size)
        yield Finding((*path, "trainers", "least"), found, _("at most {n}").format(n=trainers.class_size))
    if trainers and hiring.training == 0:
        message = _("there is nothing to teach: training takes {none}").format(none=write_duration(0))
        yield Finding((*path, "trainers"), message, _("null, or a training"))
