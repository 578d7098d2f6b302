"""A scenario held against exact values: each must lie in the simulation's 99.9% interval.

Student's, over 20 replications. The seed was chosen once, as 1.
"""

from scipy.stats import t as student

import sim

REPLICATIONS = 20
QUANTILE = float(student.ppf(1 - 0.001 / 2, REPLICATIONS - 1))


def check(tmp_path, text, exact, seed=1):
    """`exact`: {(measure, part or None): value}."""
    path = tmp_path / "case.yaml"
    path.write_text(text)
    results = sim.run(str(path), replications=REPLICATIONS, seed=seed, clock="compiled", jobs=1)
    missed = []
    for (measure, part), value in exact.items():
        estimate = results.estimate(measure, part)
        half = QUANTILE * float(estimate.sd) / REPLICATIONS**0.5
        # A fraction of a millisecond or of a millionth: what decks and rounding may cost.
        if not abs(float(estimate.mean) - value) <= half + 2e-5 * abs(value):
            missed.append(
                f"{measure} {part or ''}: exact {value:.6g}, simulated {estimate.mean:.6g} +- {half:.2g}"
            )
    assert not missed, "\n".join(missed)
