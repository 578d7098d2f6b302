"""Families of several lines, of several kinds of customers, and of customers who come back."""

from __future__ import annotations

from typing import Any

from sim.verify.family import Family, Params, Reads, exponential, patience
from sim.verify.reads import Percentile, Read, in_time, measured, minutes

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


NETWORKS = (
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
