"""What the user writes: schema, units, loading, composing, errors."""

from sim.scenario.explain import Explanation, explain
from sim.scenario.levels import pool_names
from sim.scenario.loading import load
from sim.scenario.problems import Problem, ScenarioError
from sim.scenario.schema import Scenario
from sim.scenario.study import Study, load_study
from sim.scenario.week_table import WeekTable
from sim.scenario.writing import flatten

__all__ = [
    "Explanation",
    "Problem",
    "Scenario",
    "ScenarioError",
    "Study",
    "WeekTable",
    "explain",
    "flatten",
    "load",
    "load_study",
    "pool_names",
]
