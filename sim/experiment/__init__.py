"""Replications, their statistics and the comparison of designs."""

from sim.experiment.comparison import Comparison
from sim.experiment.experiments import compare, run
from sim.experiment.results import Results
from sim.experiment.running import ReplicationError

__all__ = ["Comparison", "ReplicationError", "Results", "compare", "run"]
