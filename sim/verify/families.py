"""How each family of reference cases is written as a scenario, and where its figures are read.

A family lays the parameters of a case over a scenario of `scenarios/`, and names for each exact figure what
is read from the replications. Times are minutes unless said otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sim.verify.reads import Percentile, Read, in_time, less, measured, minutes, of_all, over

Params = Mapping[str, Any]
Reads = Mapping[str, Read | Percentile]


@dataclass(frozen=True)
class Family:
    """`ids`: cases whose id begins with one of these. `days`: to simulate, for a case's parameters.

    `settings` gives values by dotted key; `reads` what is read for each exact figure by name, where a nested
    figure has a name with a full stop. Exact figures that are not read are left to the formulas' own test.
    """

    title: str
    ids: tuple[str, ...]
    scenario: str
    settings: Callable[[Params], dict[str, Any]]
    reads: Callable[[Params], Reads]
    days: Callable[[Params], float]
    where: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # more settings, by case
    again: str = ""  # name of a second way to try cases that another family tries, too


def exponential(mean: float) -> str:
    return f"{{kind: exponential, mean: {mean:.9f}min}}"


def patience(rate: float) -> str:
    """Exponential, with so many giving up a minute; so small a rate that nobody does: never."""
    return exponential(1 / rate) if rate > 1e-6 else "{kind: never}"


def levels(p: Params) -> dict[str, Read]:
    """The service levels of a case, named by their target."""
    within = f"{p['sl_t']:.6g}"
    return {
        f"sl_served_all_{within}": measured("service_level"),
        f"sl_excl_ab_{within}": measured("service_level_patient"),
        f"sl_any_{within}": measured("service_level_any"),
        f"sl_served_{within}": measured("service_level_answered"),
        f"ab_within_{within}": less("service_level_any", "service_level"),
    }


ONE_LINE: Reads = {
    "p_wait": measured("delayed"),
    "p_ab": measured("abandonment"),
    "p_block": measured("busy"),
    "EW": minutes("mean_wait"),
    "EW_served": minutes("asa"),
    "EW_abandoned": minutes("time_to_abandon"),
    "ELq": in_time("mean_wait"),
    "occupancy": measured("occupancy"),
}


# --- one line ------------------------------------------------------------------------------------

SERVICE_LAWS = {  # that of Erlang B does not matter
    "EB_1_1": "{{kind: exponential, mean: {0}min}}",
    "EB_5_3": "{{kind: lognormal, mean: {0}min, cv: 1.2}}",
    "EB_10_5": "{{kind: gamma, mean: {0}min, cv: 0.5}}",
    "EB_10_4.461": "{{kind: weibull, mean: {0}min, shape: 0.8}}",
    "EB_20_12.03": "{{kind: triangular, low: 0min, mode: {0}min, high: {1}min}}",
    "EB_100_84.06": "{{kind: deterministic, value: {0}min}}",
}


def loss(p: Params) -> dict[str, Any]:
    return {
        "demand.per_hour": 60,
        "topics.any.handle": exponential(p["offered_erlangs"]),
        "pools.people.agents": p["n"],
        "patience": "{kind: deterministic, value: 0s}",
    }


def line(p: Params) -> dict[str, Any]:
    """Arrivals and service by minute, agents; patience where it is exponential; the target."""
    settings = {
        "demand.per_hour": 60 * p["lam"],
        "topics.any.handle": exponential(p["mean_s"] if "mean_s" in p else 1 / p.get("mu", 1)),
        "pools.people.agents": p["n"],
    }
    if "theta" in p:
        settings["patience"] = patience(p["theta"])
    if "sl_t" in p:
        settings["service_level.within"] = f"{60 * p['sl_t']:.6g}s"
    return settings


TARGETS = {"EC_2": "0.5", "EC_100b": "0.05"}  # minutes, where it is not 20 seconds


def patient_reads(p: Params) -> Reads:
    return {
        **{name: ONE_LINE[name] for name in ("p_wait", "occupancy", "EW", "ELq")},
        "EW_given_wait": over("mean_wait", "delayed", 60),
        **{f"sl_{target}": measured("service_level") for target in ("0.333333", *TARGETS.values())},
        "w90": Percentile("waits", 0.9),
    }


def impatient_reads(p: Params) -> Reads:
    named = {name: read for name, read in ONE_LINE.items() if name != "p_block"}
    return {**named, **(levels(p) if "sl_t" in p else {})}


def limited_reads(p: Params) -> Reads:
    """Here the reference divides two figures by all who called, those who met busy lines included."""
    within = f"{p['sl_t']:.6g}"
    called = {
        "p_ab_offered": of_all("abandonment", "busy"),
        f"sl_served_all_{within}": of_all("service_level", "busy"),
        f"ab_within_{within}": less("service_level_any", "service_level", of="busy"),
    }
    return {**ONE_LINE, **levels(p), **called}


def balking_reads(p: Params) -> Reads:
    """Here the reference's P(wait) leaves out those who will not wait."""
    return {**impatient_reads(p), "p_wait": less("delayed", "balked")}


PATIENCE_LAWS = {
    "MMNG50_det2": "{kind: deterministic, value: 2min}",
    "MMNG50_det0.5": "{kind: deterministic, value: 0.5min}",
    "MMNG50_unif0_4": "{kind: uniform, low: 0, high: 4min}",
    "MMNG50_erl2": "{kind: erlang, mean: 2min, shape: 2}",
    # The reference says only "hyper": half with 24 s and half with 3.6 min (mean 2 min, as the others) give
    # its exact values to seven digits.
    "MMNG50_hyper": "{kind: hyperexponential, mix: [{share: 50%, mean: 24s}, {share: 50%, mean: 3.6min}]}",
    "MMNG50_balk10+exp": exponential(2),
    "MMNG10_det1": "{kind: deterministic, value: 1min}",
    "MMNG10_erl2": "{kind: erlang, mean: 1min, shape: 2}",
    "MMNG10_balk25+det2": "{kind: deterministic, value: 2min}",
}
BALKING = {"MMNG50_balk10+exp": "10%", "MMNG10_balk25+det2": "25%"}

LAWS_OF_SERVICE = {
    "SL_e2": "{kind: erlang, mean: 1min, shape: 2}",
    "SL_h2": "{kind: hyperexponential, mix: [{share: 90%, mean: 30s}, {share: 10%, mean: 5.5min}]}",
    "MG1": "{kind: lognormal, mean: 1min, cv: 1.1}",
    "MDN": "{kind: deterministic, value: 1min}",
    "MDN_2": "{kind: deterministic, value: 1min}",
}


def busy(p: Params) -> float:
    """Days enough for some hundred thousand contacts in each replication."""
    return max(2, min(60, 400 / p.get("lam", 1)))


# --- several lines -------------------------------------------------------------------------------


def two_tiers(p: Params) -> dict[str, Any]:
    return {
        "demand.per_hour": 60 * p["lam"],
        "topics.any.handle": exponential(1 / p["mu1"]),
        "topics.any.handle_at.two": exponential(1 / p["mu2"]),
        "patience": patience(p["theta1"]),
        "tiers.two.patience": patience(p.get("theta2", 0)),
        "pools.one.agents": p["n1"],
        "pools.one.ability": 1 - p["p"],
        "pools.two.agents": p["n2"],
    }


def two_tiers_reads(p: Params) -> Reads:
    reads: dict[str, Read | Percentile] = {}
    for number, tier in (("1", "one"), ("2", "two")):
        reads |= {
            f"p_wait{number}": measured("delayed", tier),
            f"p_ab{number}": measured("abandonment", tier),
            f"EW{number}": minutes("mean_wait", tier),
            f"occ{number}": measured("occupancy", tier),
            f"p_resolved_t{number}": measured("issues_solved_at", tier),
        }
    return reads | {"p_ab_total": measured("issues_abandoned")}


def warm_reads(p: Params) -> Reads:
    return {
        "p_ab1": measured("abandonment", "one"),
        "EW1": minutes("mean_wait", "one"),
        "occ1_incl_hold": measured("occupancy", "one"),
        "EW2_hold": minutes("mean_wait", "two"),
        "occ2": measured("occupancy", "two"),
    }


def three_tiers(p: Params) -> dict[str, Any]:
    names = ("one", "two", "three")
    settings: dict[str, Any] = {"demand.per_hour": 60 * p["lam"]}
    for name, agents, rate, leaving, passed in zip(
        names, p["n"], p["mu"], p["theta"], (p["p12"], p["p23"], 0), strict=True
    ):
        key = "topics.any.handle" if name == "one" else f"topics.any.handle_at.{name}"
        settings |= {
            key: exponential(1 / rate),
            f"tiers.{name}.patience": patience(leaving),
            f"pools.{name}.agents": agents,
            f"pools.{name}.ability": 1 - passed,
        }
    return settings


def three_tiers_reads(p: Params) -> Reads:
    reads: dict[str, Read | Percentile] = {}
    for number, tier in enumerate(("one", "two", "three"), start=1):
        reads |= {
            f"tier{number}.p_ab": measured("abandonment", tier),
            f"tier{number}.EW": minutes("mean_wait", tier),
            f"tier{number}.occ": measured("occupancy", tier),
            f"solved_share_tier{number}": measured("issues_solved_at", tier),
        }
    return reads


# --- classes of customers ------------------------------------------------------------------------


def two_classes(p: Params) -> dict[str, Any]:
    whole = p["lam1"] + p["lam2"]
    settings = {
        "demand.per_hour": 60 * whole,
        "topics.urgent.share": p["lam1"] / whole,
        "topics.other.share": p["lam2"] / whole,
        "pools.people.agents": p["n"],
    }
    if "theta1" in p:
        settings["patience"] = patience(p["theta2"])
        settings["topics.urgent.patience"] = p["theta2"] / p["theta1"]  # relative to the others'
    return settings


def patient_classes_reads(p: Params) -> Reads:
    return {
        "p_wait": measured("delayed"),
        "nonpreemptive.W1": minutes("wait_for_a_person", "urgent"),
        "nonpreemptive.W2": minutes("wait_for_a_person", "other"),
    }


def preemptive_reads(p: Params) -> Reads:
    return {
        "preemptive.W1": minutes("time_in_line", "urgent"),
        "preemptive.W2": minutes("time_in_line", "other"),
        "fifo": minutes("mean_wait"),
    }


def two_classes_reads(p: Params) -> Reads:
    return {
        "p_wait": measured("delayed"),
        "EW1": minutes("wait_for_a_person", "urgent"),
        "EW2": minutes("wait_for_a_person", "other"),
        "p_ab1": measured("given_up", "urgent"),
        "p_ab2": measured("given_up", "other"),
        "occupancy": measured("occupancy"),
    }


def n_design(p: Params) -> dict[str, Any]:
    whole = p["lam1"] + p["lam2"]
    return {
        "demand.per_hour": 60 * whole,
        "topics.first.share": p["lam1"] / whole,
        "topics.second.share": p["lam2"] / whole,
        "pools.own.agents": p["n1"],
        "pools.both.agents": p["n2"],
        "patience": patience(p["theta1"]),
    }


def n_design_reads(p: Params) -> Reads:
    return {
        "p_ab1": measured("given_up", "first"),
        "p_ab2": measured("given_up", "second"),
        "EW1": minutes("wait_for_a_person", "first"),
        "EW2": minutes("wait_for_a_person", "second"),
        "occ1": measured("occupancy", "own"),
        "occ2": measured("occupancy", "both"),
    }


# --- customers who come back ---------------------------------------------------------------------


def coming_back(p: Params) -> dict[str, Any]:
    back = exponential(1 / p["gamma"])
    return {
        "demand.per_hour": 60 * p["lam"],
        "returns.after": back,
        "redials": f"{{share: {p['qa']}, after: {back}}}" if p["qa"] else "null",
        "patience": patience(p["theta"]),
        "pools.people.agents": p["n"],
        "pools.people.ability": 1 - p["ru"],
    }


def coming_back_reads(p: Params) -> Reads:
    return {
        "lam_eff": measured("contacts_per_issue", per=1 / p["lam"]),
        "p_ab": measured("abandonment"),
        "EW": minutes("mean_wait"),
        "EQ": in_time("mean_wait"),
        "p_wait": measured("delayed"),
        "occupancy": measured("occupancy"),
    }


def repeats(p: Params) -> dict[str, Any]:
    return {
        "demand.per_hour": p["lam"],
        "redials": "null",
        "returns.share": p["q"],
        "patience": "{kind: never}",
        "pools.people.agents": 20,
        "pools.people.ability": p["r"],
    }


def repeats_reads(p: Params) -> Reads:
    return {
        "lam_eff": measured("contacts_per_issue", per=1 / p["lam"]),
        "contacts_per_issue": measured("contacts_per_issue"),
    }


def nothing(p: Params) -> dict[str, Any]:
    return {}


FAMILIES = (
    Family(
        "Erlang B: who finds nobody free is lost, whatever the law of service",
        ("EB_",),
        "one_tier.yaml",
        loss,
        lambda p: {"p_block": measured("abandonment")},
        lambda p: 60,
    ),
    Family(
        "Erlang C: nobody hangs up",
        ("EC_",),
        "one_tier.yaml",
        line,
        patient_reads,
        busy,
        {id: {"service_level.within": f"{60 * float(target):g}s"} for id, target in TARGETS.items()},
    ),
    Family("Erlang A: callers hang up", ("EA_", "SL_m"), "one_tier.yaml", line, impatient_reads, busy),
    Family(
        "Erlang A on days of which some are busier, as calls meet it",
        ("EAG_",),
        "one_tier.yaml",
        lambda p: line(p) | {"demand.busyness": f"{{kind: gamma, cv: {p['alpha'] ** -0.5:.9f}}}"},
        impatient_reads,
        lambda p: 20,
    ),
    Family(
        "M/M/n+G: callers some of whom will not wait at all",
        tuple(BALKING),
        "one_tier.yaml",
        line,
        balking_reads,
        busy,
        {name: {"patience": PATIENCE_LAWS[name], "balking": share} for name, share in BALKING.items()},
    ),
    Family(
        "M/M/n+G: patience of any law",
        ("MMNG",),
        "one_tier.yaml",
        line,
        impatient_reads,
        busy,
        {name: {"patience": law} for name, law in PATIENCE_LAWS.items()},
    ),
    Family(
        "M/M/n/K+M: a limited number of lines",
        ("TR_1",),
        "one_tier.yaml",
        lambda p: line(p) | {"lines": p["K"]},
        limited_reads,
        busy,
    ),
    Family(
        "Laws of service other than the exponential",
        ("SL_e2", "SL_h2", "MG1", "MDN"),
        "one_tier.yaml",
        lambda p: line({"n": 1} | dict(p)),
        impatient_reads,
        lambda p: 2 * busy(p),
        {name: {"topics.any.handle": law} for name, law in LAWS_OF_SERVICE.items()},
    ),
    Family("Two lines, cold transfers", ("TT_",), "two_tiers.yaml", two_tiers, two_tiers_reads, lambda p: 40),
    Family(
        "Three lines, cold transfers", ("TT3_",), "tiers.yaml", three_tiers, three_tiers_reads, lambda p: 40
    ),
    Family(
        "Warm transfer: the agent below stays until one above answers",
        ("WT_",),
        "two_tiers.yaml",
        lambda p: two_tiers(p) | {"tiers.one.escalate": "{transfer: warm, conference: 0s}"},
        warm_reads,
        lambda p: 40,
    ),
    Family(
        "Two classes, one first; nobody hangs up",
        ("PR_",),
        "two_classes.yaml",
        two_classes,
        patient_classes_reads,
        lambda p: 60,
    ),
    Family(
        "Two classes, one breaks off the other's calls; nobody hangs up",
        ("PR_",),
        "two_classes.yaml",
        lambda p: two_classes(p) | {"tiers.only.line": "preemptive"},
        preemptive_reads,
        lambda p: 60,
        again="preemptive",
    ),
    Family(
        "Two classes, one first; both hang up",
        ("PRA_",),
        "two_classes.yaml",
        two_classes,
        two_classes_reads,
        lambda p: 30,
    ),
    Family(
        "N-design: one kind overflows to those who serve the other first",
        ("N_",),
        "n_design.yaml",
        n_design,
        n_design_reads,
        lambda p: 30,
    ),
    Family(
        "Redials and repeat calls",
        ("RT_fast", "RT_slow", "RT_fcr"),
        "coming_back.yaml",
        coming_back,
        coming_back_reads,
        lambda p: 30,
    ),
    Family(
        "Repeat calls where nobody hangs up",
        ("RT_formula",),
        "coming_back.yaml",
        repeats,
        repeats_reads,
        lambda p: 60,
    ),
    Family(
        "Learning curve with turnover",
        ("LC_1",),
        "learning.yaml",
        nothing,
        lambda p: {"effective_AHT": measured("aht")},
        lambda p: 365,
    ),
)
"""In the order of the page. Families that need more than a steady state are in `days` and `people`."""
