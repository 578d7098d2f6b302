"""The formulas of `sim.theory` against figures of an independent reference, to six digits."""

from __future__ import annotations

from sim.theory.cases import CASES, THEORY, flat
from sim.verify.catalogue import Effort, verified
from sim.verify.outcome import Finding, Value
from sim.words import _

EXACT = 1e-6
NOTHING = 1e-9
"""Figures below it, whatever their digits, are what numerical integrals leave of 0."""

SOURCE = "an independent reference"


def try_formula(id: str) -> Finding:
    """Each exact figure of a case, computed."""
    case = CASES[id]
    computed = flat(THEORY[id](case.params))
    values = []
    for name, exact in flat(case.exact).items():
        if name != "p_top":  # how much of a grid was cut off there, which is no figure of the queue
            slack = EXACT * abs(exact) + NOTHING
            figure = float(computed[name])
            values.append(Value(name, exact, figure, figure - slack, figure + slack))
    return Finding(values)


def _register() -> None:
    for case in CASES.values():
        if case.id in THEORY:

            def run(effort: Effort, id: str = case.id) -> Finding:
                return try_formula(id)

            verified(f"formula.{case.id}", group=_("Formulas"), title=case.model, source=SOURCE, quick=True)(
                run
            )


_register()
