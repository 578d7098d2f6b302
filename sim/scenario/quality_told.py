"""Errors, scripts and pressure in `explain`, a sentence each."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.durations import write_duration
from sim.scenario.schema import Scenario
from sim.scenario.telling import told
from sim.scenario.units import write_share
from sim.words import N_, _

_OFF_SCRIPT = {
    "rigid": N_("then the answer is partial, passes for a solution, and the customer may come back"),
    "guideline": N_("then the agent leaves it, which takes {longer} of the time"),
    "living": N_(
        "then the agent leaves it, which takes {longer} of the time; every {revision} an agent revises "
        "it for {takes}, and {improves} of that share becomes part of it"
    ),
}


@told
def of_errors(scenario: Scenario) -> Iterator[str]:
    errors = scenario.errors
    if errors:
        text = _(
            "Agents get {share} of what they could solve wrong, up to {sensitive} of that in sensitive "
            "issues, newcomers {newcomer} of it; {caught} is caught and put right in {rework}, the rest may "
            "come back and takes {dearer} of the time. Load estimates leave this out."
        )
        yield text.format(
            share=write_share(errors.share),
            sensitive=write_share(errors.sensitive),
            newcomer=write_share(errors.newcomer),
            caught=write_share(errors.caught),
            rework=write_duration(errors.rework),
            dearer=write_share(errors.dearer),
        )


@told
def of_scripts(scenario: Scenario) -> Iterator[str]:
    tier = next(iter(scenario.tiers))
    for name, topic in scenario.topics.items():
        script = topic.script
        if script:
            text = _(
                "{topic}: {tier} goes by a {mode} script. Handling takes {handle} of the time; it does not "
                "fit {share} of contacts: {what}. Load estimates leave this out."
            )
            what = _(_OFF_SCRIPT[script.mode]).format(
                longer=write_share(script.longer),
                revision=write_duration(script.revision),
                takes=write_duration(script.takes),
                improves=write_share(script.improves),
            )
            mode = {"rigid": _("rigid"), "guideline": _("guiding"), "living": _("living")}[script.mode]
            yield text.format(
                topic=name,
                tier=tier,
                mode=mode,
                handle=write_share(script.handle),
                share=write_share(script.off_script),
                what=what,
            )


@told
def of_pressure(scenario: Scenario) -> Iterator[str]:
    for name, tier in scenario.tiers.items():
        aht = tier.pressure.aht if tier.pressure else None
        fcr = tier.pressure.fcr if tier.pressure else None
        if aht:
            text = _(
                "{tier} is judged by its handle time: of handlings longer than {limit}, {cut} end there, and "
                "the customer is told that it is solved. Load estimates leave this out."
            )
            yield text.format(tier=name, limit=write_duration(aht.limit), cut=write_share(aht.cut))
        if fcr:
            text = _(
                "{tier} is judged by what it resolves: it holds on to {hold} of what should go up, which "
                "takes {longer} of the time. Load estimates leave this out."
            )
            yield text.format(tier=name, hold=write_share(fcr.hold), longer=write_share(fcr.longer))
