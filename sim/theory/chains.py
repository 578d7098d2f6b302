"""The long run of a Markov chain on a grid of whole numbers: the balance equations, solved.

A state is a place on the grid, such as (number at the first tier, number at the second). A move has its steps
along each axis and its rate in every state. Where lines have no end the caller cuts the grid where longer
ones do not happen; what would leave it does not happen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.theory.domain import OutOfRangeError
from sim.words import _

if TYPE_CHECKING:
    from numpy.typing import NDArray

# A line is cut where its length is this much less likely than the likeliest.
NEGLIGIBLE = 1e-16
LONGEST_LINE = 5_000

Move = tuple[tuple[int, ...], "NDArray[np.float64] | float"]


def long_run(
    shape: Sequence[int], moves: Sequence[Move], allowed: NDArray[np.bool_] | None = None
) -> NDArray[np.float64]:
    """The probabilities of all places on the grid, 0 of those that are not `allowed`.

    Moves take at most one step along an axis, so the balance equations fall into levels of the longest axis,
    each of which feels only its neighbours: from the last level down, a level is expressed by the one before
    (Gaussian elimination by blocks, also known as linear level reduction: Gaver, Jacobs & Latouche 1984).
    Probabilities come out to about 1e-15 of the likeliest state's.
    """
    from scipy.linalg import lu_factor, lu_solve

    levels = int(np.argmax(shape))
    allowed = np.moveaxis(np.ones(shape, dtype=bool) if allowed is None else allowed, levels, 0)
    turned = [
        (
            steps[levels],
            steps[:levels] + steps[levels + 1 :],
            np.moveaxis(np.broadcast_to(rate, shape), levels, 0),
        )
        for steps, rate in moves
    ]
    height, width = allowed.shape[0], int(np.prod(allowed.shape[1:]))
    places = np.arange(width)
    within = [_neighbours(allowed.shape[1:], across) for _up, across, _rate in turned]
    blocks: dict[int, list[NDArray[np.float64]]] = {step: [] for step in (-1, 0, 1)}
    for level in range(height):
        here = {step: np.zeros((width, width)) for step in blocks}
        for (up, _across, rate), there in zip(turned, within, strict=True):
            if 0 <= level + up < height:
                speed = rate[level].ravel() * (there >= 0) * allowed[level].ravel()
                speed = speed * allowed[level + up].ravel()[there]
                here[up][places, there] += speed
                here[0][places, places] -= speed
        here[0][places, places] -= ~allowed[level].ravel()  # a place of its own, which nothing enters
        for step, block in here.items():
            blocks[step].append(block)

    solved = []
    for level in range(height - 1, 0, -1):
        factors = lu_factor(-blocks[0][level])
        solved.append(factors)
        blocks[0][level - 1] += blocks[1][level - 1] @ lu_solve(factors, blocks[-1][level])
    first = blocks[0][0].copy()
    measured = int(np.argmax(allowed[0]))
    first[:, measured] = allowed[0].ravel()  # one balance equation is left out for a sum of 1
    p = np.zeros((height, width))
    p[0] = np.linalg.solve(first.T, np.eye(width)[measured])
    for level in range(1, height):
        p[level] = lu_solve(solved[height - 1 - level], p[level - 1] @ blocks[1][level - 1], trans=1)
        p[level] = np.maximum(p[level], 0)  # rounding, where a place is as good as impossible
        p[: level + 1] /= max(1.0, p[level].max())  # an empty centre may be rarer than any number
    return np.moveaxis((p / p.sum()).reshape(allowed.shape), 0, levels)


def _neighbours(shape: Sequence[int], steps: Sequence[int]) -> NDArray[np.intp]:
    """For each place of a level the place these steps away, -1 where that is beyond the edge."""
    there = np.indices(shape) + np.array(steps).reshape(-1, *[1] * len(shape))
    inside = np.all([(axis >= 0) & (axis < size) for axis, size in zip(there, shape, strict=True)], axis=0)
    number = np.ravel_multi_index(tuple(there), tuple(shape), mode="clip")
    return np.where(inside, number, -1).ravel()


def on_the_edge(p: NDArray[np.float64], axes: Sequence[int] | None = None) -> float:
    """The probability of the outermost states along these axes (all of them): what is lost by the cut."""
    edge = np.zeros(p.shape, dtype=bool)
    for axis in range(p.ndim) if axes is None else axes:
        edge |= np.indices(p.shape)[axis] == p.shape[axis] - 1
    return float(p[edge].sum())


def longest(
    arrival_rate: float, handle_time: float, agents: int, patience: float, negligible: float = NEGLIGIBLE
) -> int:
    """The number present at an Erlang A line (Erlang C: infinite patience) beyond which states are
    negligible.

    Raises `OutOfRangeError` if that takes a line of more than `LONGEST_LINE`.
    """
    likelihood = likeliest = 0.0  # logarithms, against that of an empty line
    number = 0
    while number <= agents or likelihood > likeliest + math.log(negligible):
        number += 1
        if number > agents + LONGEST_LINE:
            raise OutOfRangeError("patience", patience, _("shorter, or the agents more: the line has no end"))
        down = min(number, agents) / handle_time + max(0, number - agents) / patience
        likelihood += math.log(arrival_rate / down)
        likeliest = max(likeliest, likelihood)
    return number
