"""Replications, their statistics, the comparison of designs, and claims about them."""

from sim.experiment.claims import Judgement, judge
from sim.experiment.comparison import Comparison
from sim.experiment.experiments import compare, run
from sim.experiment.results import Results
from sim.experiment.running import ReplicationError

__all__ = ["Comparison", "Judgement", "ReplicationError", "Results", "compare", "judge", "run"]
