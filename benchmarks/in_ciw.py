"""The centres in Ciw: a network of nodes with reneging, counted from the records that it keeps."""

import ciw
import numpy as np

from benchmarks.work import DAY, TARGET, Work


def network(work: Work):
    tiers, exponential = work.tiers, ciw.dists.Exponential
    onward = [[0.0] * len(tiers) for _ in tiers]
    for number, tier in enumerate(tiers[:-1]):
        onward[number][number + 1] = tier.escalates
    return ciw.create_network(
        arrival_distributions=[exponential(work.rate)] + [None] * (len(tiers) - 1),
        service_distributions=[exponential(1 / tier.handle) for tier in tiers],
        reneging_time_distributions=[exponential(1 / tier.patience) for tier in tiers],
        number_of_servers=[tier.agents for tier in tiers],
        routing=onward,
    )


def run(work: Work, days: float, seed: int) -> np.ndarray:
    """COUNTED by tier after so many days."""
    ciw.seed(seed)
    simulation = ciw.Simulation(network(work))
    simulation.simulate_until_max_time(days * DAY)
    counts = np.zeros((len(work.tiers), 5))
    for record in simulation.get_all_records():
        row = counts[record.node - 1]
        row[0] += 1
        row[3] += record.waiting_time
        if record.record_type == "renege":
            row[1] += 1
        else:
            row[2] += record.waiting_time <= TARGET
            row[4] += record.service_time
    return counts
