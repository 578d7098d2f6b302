"""What the user writes: schema, units, loading, composing, errors."""

from sim.scenario.loading import load
from sim.scenario.problems import Problem, ScenarioError
from sim.scenario.schema import Scenario, pool_names
from sim.scenario.week_table import WeekTable

__all__ = ["Problem", "Scenario", "ScenarioError", "WeekTable", "load", "pool_names"]
