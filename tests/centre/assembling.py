"""Small scenarios assembled from blocks of every mechanism, by chance: what no one would think of trying."""

from random import Random

import sim
from sim.scenario import WeekTable


def assembled(seed):
    """A scenario of a few days. The same seed gives the same one."""
    luck = Random(seed)
    mapping = mapping_of(luck)
    put_teams(luck, mapping["tiers"], mapping["pools"])
    put_times(luck, mapping)
    return sim.load(mapping)


def put_times(luck, mapping):
    """What changes in the course of the day, and patience of a topic's own; drawn after all else."""
    topics = mapping["topics"]
    if luck.random() < 0.3:
        mapping["pace"] = by_hour(1.2, 0.7)
    if luck.random() < 0.3:
        for number, topic in enumerate(topics.values()):
            topic["share"] = by_hour(1.0, float(number))
    first = next(iter(topics.values()))
    if luck.random() < 0.3:
        first["patience"] = {"kind": "lognormal", "mean": "5min", "cv": 1.5}
    if luck.random() < 0.3:
        first["told_ahead"] = luck.choice(["50%", "90%"])


def by_hour(morning, later):
    """A table of the week with a figure until noon and another from then."""
    return WeekTable("by hour", (0, 720), ((morning,) * 7, (later,) * 7))


def put_teams(luck, tiers, pools):
    """Who hands contacts on to another team; drawn last, so that nothing else depends on it."""
    names = [name for name in tiers if "outside" not in pools[name]]
    owned = any("owner" in tier for tier in tiers.values())
    for number, name in enumerate(names):
        if luck.random() < 0.4:
            tiers[name]["reassign"] = {
                "aside": luck.choice(["0%", "25%"]),
                "back": "30%" if number and not owned else "0%",
                "up": luck.choice(["0%", "20%"]) if name != [*tiers][-1] else "0%",
                "takes": {"kind": "exponential", "mean": "2min"},
            }


def mapping_of(luck):
    some = luck.random() * 0.8 + 0.1  # of the mechanisms, the share that is in use

    def maybe(value):
        return value if luck.random() < some else None

    one_of = luck.choice
    tiers = tiers_of(luck, maybe)
    pools = pools_of(luck, maybe, tiers)
    populations = one_of([None, {"here": {"share": "60%"}, "there": {"share": "40%", "hours_ahead": -7}}])
    if populations and maybe(1):
        populations["there"]["language"] = "french"
    topics = topics_of(luck, maybe, tiers)
    alarms = "alarm" in topics["disk"]
    if populations and alarms:
        populations["machines"] = {"per_hour": 2, "topics": {"disk": "100%"}}
    priorities = any(tier.get("line") in ("priority", "ageing", "preemptive") for tier in tiers.values())
    priorities = priorities or any("reserve" in pool for pool in pools.values())
    if priorities:
        topics["server"]["priority"] = 2
        if populations:
            populations["here"]["priority"] = 1
    put_leads(maybe, tiers, pools)
    led = "leads" in pools["one"]
    early = maybe(one_of(["outreach", "bot", "problem_management"]))
    return {
        "schema": 1,
        "name": "assembled",
        "calendar": {
            "length": f"{one_of([2, 5, 8])} days",
            "warm_up": one_of(["0min", "1 days"]),
            "interval": "60min",
        },
        "opening": one_of([{}, {"Sun-Thu": "08:00-20:00", "Fri": "08:00-13:00"}]),
        "demand": {"per_hour": one_of([4, 12]), "populations": populations},
        "topics": topics,
        "patience": one_of([{"kind": "never"}, {"kind": "exponential", "mean": "6min"}]),
        "lines": maybe(8),
        "balking": maybe("20%"),
        "redials": maybe({"share": "70%", "after": {"kind": "exponential", "mean": "30min"}}),
        "resolution": {
            "kind": one_of(["ability", "probability"]),
            "known": one_of(["0%", "50%", "100%"]),
        },
        "returns": {
            "share": one_of(["0%", "70%"]),
            "after": {"kind": "exponential", "mean": "8h"},
            "window": "3 days",
        },
        "explanation": {"handover": "1min", "repeat": "30s"},
        "errors": maybe({"share": "20%"}),
        "difficult": maybe({"share": "30%"}),
        "satisfaction": {},
        "churn": maybe({"value": 100}),
        "downtime": maybe({"cost": 10}),
        "incidents": maybe(
            {
                "fault": {
                    "topic": "server",
                    "per_year": 150,
                    "contacts": 12,
                    "announcement": {"after": "20min", "deflects": "50%"},
                }
            }
        ),
        "outreach": {"topics": {"mail": {"preventable": "40%"}}, "lead": "1 days", "by": one_of([*tiers][:2])}
        if early == "outreach" and "outside" not in pools[[*tiers][min(1, len(tiers) - 1)]]
        else None,
        "bot": {"topics": ["mail"], "ability": "50%"} if early == "bot" else None,
        "problem_management": {"server": {"removes": "30%"}} if early == "problem_management" else None,
        "channels": channels_of(luck, maybe),
        "callback": maybe({"above": "1min", "within": "1h", "reached": "60%", "again": "5min"}),
        "defer": maybe({"above": "1min", "within": "3h"}),
        "survey": maybe(
            {
                "sample": "60%",
                "after": {"kind": "uniform", "low": "6h", "high": "10h"},
                "within": "4h",
                "leads": led and one_of([True, False]),
            }
        ),
        "tiers": tiers,
        "pools": pools,
    }


def put_leads(maybe, tiers, pools):
    """Who coach, help, dispatch and survey."""
    for name, tier in tiers.items():
        if "agents" in pools[name] and maybe(1):
            coaching = {"every": "2 days", "takes": "30min", "ability": "110%"}
            pools[name]["leads"] = {"number": 1, "coaching": maybe(coaching)}
            if tier.get("consult") and maybe(1):
                tier["consult"]["ask"] = "lead"


def channels_of(luck, maybe):
    mail = {"share": "30%", "kind": "written", "answer_within": luck.choice(["1h", "6h"]), "handle": "120%"}
    chat = {"share": "30%", "kind": "chat", "at_once": luck.choice([1, 3]), "slower": "30%"}
    which = luck.choice(["none", "mail", "chat", "both", "both"])
    if which == "none":
        return {}
    if which == "mail":
        return {"phone": {"share": "70%"}, "mail": mail}
    if which == "chat":
        return {"phone": {"share": "70%"}, "chat": chat}
    return {"phone": {"share": "40%"}, "mail": mail, "chat": chat}


def topics_of(luck, maybe, tiers):
    laws = [
        {"kind": "exponential", "mean": "5min"},
        {"kind": "triangular", "low": "2min", "mode": "4min", "high": "9min"},
        {"kind": "hyperexponential", "mean": "4min", "cv": 1.8},
        {"kind": "empirical", "values": ["3min", "4m30s", "11min"], "weights": [5, 3, 1]},
    ]
    topics = {
        name: {"share": share, "handle": luck.choice(laws)}
        for name, share in (("mail", "50%"), ("server", "30%"), ("disk", "20%"))
    }
    topics["disk"]["difficulty"] = {"kind": "uniform", "low": "20%", "high": "80%"}
    if maybe(1):
        topics["disk"]["alarm"] = {"again": "2h"}
    topics["mail"]["deferrable"] = "60%"
    topics["mail"]["promise"] = "10min"
    topics["mail"]["script"] = maybe({"mode": luck.choice(["rigid", "guideline", "living"])})
    if len(tiers) > 1:
        topics["server"]["authority"] = maybe({"one": "60%"}) or {}
    return topics


def tiers_of(luck, maybe):
    one_of = luck.choice
    names = ["one", "two", "three"][: one_of([1, 2, 2, 3, 3])]
    owner = len(names) > 1 and one_of([False, False, True])
    tiers = {}
    for number, name in enumerate(names):
        last = name == names[-1]
        tier = {"pool": [name, f"{name}_more"] if one_of([False, True]) else name}
        tier["route"] = one_of(
            ["longest_idle", "most_idle_pool", "best_skill", "fastest", "p_mu", "last_agent"]
        )
        tier["line"] = one_of(
            ["fifo", "fifo", "priority", "ageing", "shortest", "least_slack", "preemptive", "preemptive"]
        )
        tier["dispatch"] = maybe({"takes": "20s"}) if tier["line"] != "preemptive" else None
        tier["backlog"] = {"quiet": one_of([0, 1]), "urgent": one_of(["0s", "20min"])}
        if not last:
            tier["escalate"] = {
                "difficulty_above": maybe("90%"),
                "after": maybe("12min"),
                "waiting": maybe("3min"),
                "repeats": maybe(2),
                "age": maybe(one_of(["10min", "1 days"])),
                "avoidable": maybe("20%"),
                "transfer": "cold" if owner else one_of(["cold", "warm"]),
            }
            tier["authority"] = maybe("80%")
            tier["consult"] = maybe(
                {
                    "ask": one_of(["everyone", "colleague"]),
                    "of": one_of(["own", "next"]),
                    "glance": "10s",
                    "after": "30s",
                    "learning": {"struggling": "1%", "answers": "1%"},
                }
            )
            tier["pressure"] = maybe(
                {"aht": {"limit": "7min"}, "fcr": one_of([None, {}])},
            )
        if number and not owner:
            tier["reject"] = maybe({"at_most": one_of([1, 2])})
        tiers[name] = tier
    if owner:
        tiers["one"]["owner"] = {"promise": "2h"}
    return tiers


def pools_of(luck, maybe, tiers):
    """The pool named like its tier takes everything; the one beside it may not."""
    pools = {}
    for number, (name, tier) in enumerate(tiers.items()):
        last = number + 1 == len(tiers)
        if number and last and luck.random() < 0.35:
            pools[name] = {"outside": {"cases": 3, "fee": 50}, "ability": "100%"}
            tier.clear()
            tier["pool"] = name
            below = tiers[[*tiers][number - 1]]
            below["escalate"]["transfer"] = "cold"
            if below["consult"]:
                below["consult"]["of"] = "own"
            continue
        ability = "100%" if last else f"{50 + 20 * number}%"
        pools[name] = {
            "agents": luck.choice([2, 3, 4]),
            "ability": ability,
            "attrition": maybe({"hazard": 8.0}),
            "hiring": {"lead_time": "1 days", "training": "1 days"},
            "learning": maybe({"time_constant": "4 weeks", "ability": "30%", "handle_time": "150%"}),
            "seats": maybe(2),
        }
        if pools[name]["seats"]:
            pools[name]["at_shift_end"] = luck.choice(["finish", "hand_back"])
        if isinstance(tier["pool"], list):
            more = pools[f"{name}_more"] = {"agents": 2, "ability": "80%"}
            kind = luck.choice(["skills", "help", "language", "reserve"])
            if kind == "skills":
                more["skills"] = {"topics": {"server": "100%", "disk": "70%"}, "known": 1, "half": 20}
            elif kind == "help":
                more["helps_after"] = "1min"
            elif kind == "language":
                more["languages"] = ["english"]
            else:
                more["reserve"] = {"agents": 1, "priority": 2}
    return pools
