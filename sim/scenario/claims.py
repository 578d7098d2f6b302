"""Claims: what somebody says of centres, for a study to try, and whether a claim fits its study."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Protocol, Self

from pydantic import Field, model_validator

from sim.scenario.block import Block, Name, exactly_one
from sim.scenario.check import Finding
from sim.scenario.problems import NotAllowedError, listed, nearest
from sim.scenario.quantities import (
    NOTHING,
    AnyQuantity,
    Quantity,
    difference_in_unit,
    in_unit,
    read_quantity,
)
from sim.scenario.schema import Scenario
from sim.scenario.units import Share
from sim.words import _

Pair = Annotated[list[Name], Field(min_length=2, max_length=2)]
Range = Annotated[list[AnyQuantity], Field(min_length=2, max_length=2)]
PARTS = {
    "tier": "tiers",
    "topic": "topics",
    "population": "populations",
    "channel": "channel_names",
    "pool": "pools",
}  # keys of a scenario that name the parts


class Given(Block):
    """The assumed effect that a claim rests on, for which the value is sought where the answer flips."""

    key: str = Field(description="the dotted key of a value, such as pools.helpdesk.wage")
    of: Name | None = Field(None, description="in which design; default: all that the claim is about")
    between: Range = Field(description="where to search, as the value is written: `[18, 40]`")


class Claim(Block):
    """Something said of the designs, to be judged: it holds, it fails, or one can't tell."""

    say: str = Field(min_length=1, description="the claim, in a sentence")
    source: str = Field(min_length=1, description="who says so")
    measure: str = Field(description="a key of docs/measures.md")
    of: Name | None = Field(
        None, description="the design that `between` is about; default: the study's baseline"
    )
    part: str | None = Field(
        None, description="a tier, topic or pool, as the measure counts; default: the whole"
    )
    between: Range | None = Field(None, description="holds if the measure lies in here: `[60%, 80%]`")
    more: Pair | None = Field(
        None, description="two designs: holds if the measure is more in the first than in the second"
    )
    less: Pair | None = Field(None, description="two designs: holds if it is less in the first")
    same: Pair | None = Field(None, description="two designs: holds if they differ by no more than `by`")
    by: AnyQuantity = Field(
        NOTHING,
        description="the least difference that matters: `2pp` of shares, `10s`, a plain number, or `5%` of "
        "the second design's figure; default: any",
    )
    given: Given | None = Field(None, description="the assumed effect that it rests on")
    confidence: Share = Field(
        0.95, gt=0.5, lt=1, description="of it and the study's other claims together; the usual"
    )

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        exactly_one(self, "between", "more", "less", "same")
        pair = self.pair
        if pair and self.of is not None:
            raise NotAllowedError(_("of goes with between; more, less and same name their designs"))
        if pair and pair[0] == pair[1]:
            raise NotAllowedError(_("{name} is held against itself").format(name=pair[0]))
        if not pair and self.by != NOTHING:
            raise NotAllowedError(_("by goes with more, less and same, not with between"))
        return self

    @property
    def pair(self) -> tuple[str, str] | None:
        """The designs that are held against each other, in the order said."""
        said = self.more or self.less or self.same
        return (said[0], said[1]) if said else None

    def designs(self, baseline: str) -> tuple[str, ...]:
        """The designs it is about."""
        return self.pair or (self.of or baseline,)

    def wanted(self, baseline: str) -> str:
        """What it wants, in words: `tiers: 60% to 80%`, `spoc more than tiers by 5%`."""
        if self.between:
            low, high = self.between
            text = _("{design}: {low} to {high}")
            return text.format(design=self.of or baseline, low=low, high=high)
        text = _("{a} more than {b}") if self.more else _("{a} less than {b}")
        first, second = self.designs(baseline)
        if self.same:
            return _("{a} and {b} within {least}").format(a=first, b=second, least=self.by)
        least = "" if self.by == NOTHING else " " + _("by {least}").format(least=self.by)
        return text.format(a=first, b=second) + least

    def given_designs(self, baseline: str) -> tuple[str, ...]:
        """Those among them that the assumed effect belongs to."""
        if self.given is None:
            return ()
        return (self.given.of,) if self.given.of else self.designs(baseline)


class _Scope(Protocol):
    @property
    def name(self) -> str: ...


class Measured(Protocol):
    """What a claim has to know of a measure."""

    @property
    def unit(self) -> Any: ...

    @property
    def scope(self) -> _Scope: ...


def unfit(
    claim: Claim,
    names: Sequence[str],
    designs: Mapping[str, Scenario],
    baseline: str,
    measures: Mapping[str, Measured] | None,
) -> Iterator[Finding]:
    """What of a claim does not fit the study, at paths within the claim.

    `names` are those of all designs, `designs` those that could be read; measures are not looked at if None.
    """
    yield from _unknown_designs(claim, names)
    if measures is None:
        return
    if claim.measure not in measures:
        message = _("no measure is called {name}").format(name=claim.measure)
        near = nearest(claim.measure, measures)
        yield Finding(("measure",), message, _("keys of docs/measures.md"), near)
        return
    measure = measures[claim.measure]
    yield from _other_units(claim, str(measure.unit))
    if claim.part is not None:
        about = [designs[name] for name in claim.designs(baseline) if name in designs]
        yield from _unknown_part(claim.part, measure.scope.name, about)


def _unknown_designs(claim: Claim, names: Sequence[str]) -> Iterator[Finding]:
    said: list[tuple[tuple[str | int, ...], str | None]] = [(("of",), claim.of)]
    said += [(("more", number), name) for number, name in enumerate(claim.more or ())]
    said += [(("less", number), name) for number, name in enumerate(claim.less or ())]
    said += [(("same", number), name) for number, name in enumerate(claim.same or ())]
    said += [(("given", "of"), claim.given.of)] if claim.given else []
    for path, name in said:
        if name is not None and name not in names:
            message = _("no design is called {name}").format(name=name)
            yield Finding(path, message, listed(list(names)), nearest(name, names))
    about = claim.pair or ((claim.of,) if claim.of else names)
    if claim.given and claim.given.of in names and claim.given.of not in about:
        message = _("the claim is not about {name}").format(name=claim.given.of)
        yield Finding(("given", "of"), message, listed([name for name in about if name]))


def _other_units(claim: Claim, unit: str) -> Iterator[Finding]:
    right = True
    for number, limit in enumerate(claim.between or ()):
        try:
            in_unit(limit, unit)
        except NotAllowedError as error:
            right = False
            yield Finding(("between", number), error.message, error.allowed)
    if claim.between and right:
        yield from _not_ascending(claim.between, ("between",))
    if claim.pair:
        try:
            difference_in_unit(claim.by, unit)
        except NotAllowedError as error:
            yield Finding(("by",), error.message, error.allowed)


def _not_ascending(ends: list[Quantity], path: tuple[str, ...]) -> Iterator[Finding]:
    low, high = ends
    if low.number >= high.number:
        yield Finding((*path, 0), _("{low} is not below {high}").format(low=low, high=high))


def _unknown_part(part: str, scope: str, about: list[Scenario]) -> Iterator[Finding]:
    if scope not in PARTS:
        yield Finding(("part",), _("the measure is of the whole centre and has no parts"))
        return
    for scenario in about:
        known = list(getattr(scenario, PARTS[scope]))
        if part not in known:
            message = _("{design} has no {scope} called {name}")
            message = message.format(design=scenario.name, scope=scope, name=part)
            yield Finding(("part",), message, listed(known), nearest(part, known))


# --- the assumed effect --------------------------------------------------------------------------


def assumed(scenario: Scenario, key: str) -> tuple[Quantity, bool]:
    """The value of a key of the scenario and whether it is a whole number.

    Raises `NotAllowedError` if there is no such key, or its value is no quantity.
    """
    value: Any = scenario.model_dump(by_alias=True, exclude={"overrides"})
    for depth, part in enumerate(key.split(".")):
        if not isinstance(value, dict) or part not in value:
            known = list(value) if isinstance(value, dict) else []
            above = ".".join(key.split(".")[:depth])
            message = _("{design} has no such key").format(design=scenario.name)
            near = nearest(part, known)
            raise NotAllowedError(message, listed(known), f"{above}.{near}".lstrip(".") if near else "")
        value = value[part]
    try:
        return read_quantity(value), isinstance(value, int)
    except NotAllowedError:
        allowed = _("the key of a number, a share or a duration")
        raise NotAllowedError(_("the value of this key is no quantity"), allowed) from None


def unfit_given(given: Given, designs: Sequence[Scenario]) -> Iterator[Finding]:
    """What of an assumed effect does not fit the designs it belongs to, at paths within the claim."""
    yield from _not_ascending(given.between, ("given", "between"))
    for scenario in designs:
        try:
            now, whole = assumed(scenario, given.key)
        except NotAllowedError as error:
            yield Finding(("given", "key"), error.message, error.allowed, error.nearest)
            continue
        for number, end in enumerate(given.between):
            if end.kind != now.kind and end != NOTHING:  # 0 needs no unit
                message = _("{found} is of another unit").format(found=end)
                yield Finding(("given", "between", number), message, _("such as {now}").format(now=now))
            elif whole and end.number != round(end.number):
                message = _("{found} is not a whole number").format(found=end)
                yield Finding(("given", "between", number), message)
