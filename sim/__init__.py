"""Moked simulates call centres and help desks, and compares their designs.

>>> import sim
>>> two_tiers = sim.load("scenarios/spd/two_tiers.yaml")
>>> results = sim.run(two_tiers, replications=30, seed=1)
>>> study = sim.compare([two_tiers, "scenarios/spd/spoc.yaml"])
>>> study.differences()
>>> study.report("reports/spd.html")
>>> sim.judge("scenarios/claims/hierarchy.yaml")
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.experiment import Comparison, Judgement, ReplicationError, Results, compare, judge, run
    from sim.scenario import Scenario, ScenarioError, load

__all__ = [
    "Comparison",
    "Judgement",
    "ReplicationError",
    "Results",
    "Scenario",
    "ScenarioError",
    "compare",
    "judge",
    "load",
    "run",
]

_HOMES = {
    "sim.experiment": ("Comparison", "Judgement", "ReplicationError", "Results", "compare", "judge", "run"),
    "sim.scenario": ("Scenario", "ScenarioError", "load"),
}


def __getattr__(name: str) -> Any:
    """The public names, imported when first used, so that `import sim` stays quick."""
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
