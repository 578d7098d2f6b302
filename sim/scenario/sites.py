"""Where people sit: a site is a profile of its people, laid over the pools that are there.

What a cheaper country changes is said once: the wage, how many leave, how newcomers are trained, what they
solve. A design that moves a pool says no more than its `site`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sim.scenario.nodes import Node
from sim.scenario.people import Site
from sim.scenario.problems import Problem, listed, nearest
from sim.scenario.schema import Scenario
from sim.scenario.telling import told
from sim.words import _

PROFILE = tuple(Site.model_fields)


def with_sites(node: Node, problems: list[Problem]) -> Node:
    """The tree of a scenario with each site's profile laid over the pools that name it.

    A site goes before what the file says of the pool. What an override or a setting says of the pool and its
    site says too is a problem, since it would change nothing.
    """
    pools, sites = (node.value.get(name) for name in ("pools", "sites"))
    if not (pools and isinstance(pools.value, dict)):
        return node
    profiles = sites.value if sites and isinstance(sites.value, dict) else {}
    laid = {}
    for name, pool in pools.value.items():
        said = pool.value.get("site") if isinstance(pool.value, dict) else None
        if said is None or said.value is None:
            laid[name] = pool
            continue
        key = f"pools.{name}.site"
        if not isinstance(said.value, str) or said.value not in profiles:
            message = _("no site is called {name}").format(name=said.value)
            known = listed(list(profiles)) or _("none: there are no sites")
            problems.append(Problem.at(said.place, key, message, known, nearest(str(said.value), profiles)))
            laid[name] = pool
            continue
        profile = profiles[said.value].value
        profile = (
            {k: each for k, each in profile.items() if k in PROFILE} if isinstance(profile, dict) else {}
        )
        problems += _in_vain(name, pool, str(said.value), profile)
        laid[name] = replace(pool, value=pool.value | profile)
    return replace(node, value=node.value | {"pools": replace(pools, value=laid)})


def _in_vain(name: str, pool: Node, site: str, profile: dict[str, Node]) -> Iterator[Problem]:
    for key in profile:
        said = pool.value.get(key)
        if said and said.value is not None and (said.place.override or said.place.file.startswith("--set")):
            message = _("{site} says it already, and goes before").format(site=site)
            yield Problem.at(said.key_place, f"pools.{name}.{key}", message, f"sites.{site}.{key}")


@told
def sites_told(scenario: Scenario) -> Iterator[str]:
    for name, site in scenario.sites.items():
        pools = [pool for pool, of in scenario.pools.items() if of.site == name]
        if pools:
            text = _("{pools}: at the site {site}, which says {keys} of its people.")
            keys = [key for key in PROFILE if getattr(site, key) is not None]
            yield text.format(pools=listed(pools), site=name, keys=listed(keys))
