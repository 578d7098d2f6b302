"""The measures of one design, estimated over its replications."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.experiment import statistics
from sim.experiment.gathered import Shelf, blocks
from sim.experiment.statistics import Estimate, Floats
from sim.measure import LINE, Definition, Measure, sums_of

if TYPE_CHECKING:
    from sim.record import Record
    from sim.scenario.schema import Scenario

NOTHING = float("nan")
NOT_SAID = Estimate(*(np.array(NOTHING) for _each in range(4)))

Asked = tuple[Measure, str | None]  # a measure, and the part that it is asked of: None is the whole


class Estimates:
    """Sums of measures over finished replications, each made once, and what they say."""

    def __init__(self, records: Sequence[Record], scenario: Scenario):
        self.records, self.scenario = records, scenario
        self._sums = Shelf()  # by key of the measure and part

    @cached_property
    def growing(self) -> dict[str, int]:
        """By tier in how many replications its line kept growing."""
        growing = Counter(tier for record in self.records for tier in record.unstable)
        return {tier: growing[tier] for tier in self.records[0].tiers}

    @cached_property
    def unstable(self) -> tuple[str, ...]:
        """Tiers whose line kept growing in at least half of the replications."""
        return tuple(tier for tier, runs in self.growing.items() if 2 * runs >= len(self.records))

    def meaningless(self, measure: Definition, part: str | None = None) -> bool:
        """Whether a line that keeps growing makes the figure depend on the length of the run alone."""
        if measure.scope.name != LINE.name:
            return measure.steady and bool(self.unstable)
        return measure.steady and (part or next(iter(self.growing))) in self.unstable

    def sums(self, measure: Measure, part: str | None = None) -> tuple[Floats, Floats]:
        """Numerators and denominators of a measure, one each per replication."""
        self.add_up([(measure, part)])
        numerators, denominators = self._sums[measure.key, part]
        return numerators, denominators

    def add_up(self, wanted: Iterable[Asked]) -> None:
        """The sums of measures and parts, in one go through the records."""
        missing = [(measure, part) for measure, part in wanted if (measure.key, part) not in self._sums]
        if not missing:
            return
        pairs = np.empty((len(missing), 2, len(self.records)))
        for number, record in enumerate(self.records):
            pairs[:, :, number] = sums_of(record, self.scenario, missing)
        self._sums.put([(measure.key, part) for measure, part in missing], pairs)

    def of(self, measure: Measure, part: str | None = None) -> Estimate:
        """Nan where a line that keeps growing makes it meaningless."""
        if self.meaningless(measure, part):
            return NOT_SAID
        return statistics.ratio(*self.sums(measure, part), measure.most, events=measure.counted == "both")

    def columns(self, asked: Sequence[Asked]) -> dict[str, Any]:
        """The same of each measure and part, as columns of a table with their unit; those of one kind in one
        go."""
        self.add_up(asked)
        kinds: dict[tuple[float, bool], list[int]] = {}
        for number, (measure, part) in enumerate(asked):
            if not self.meaningless(measure, part):
                kinds.setdefault((measure.most, measure.counted == "both"), []).append(number)
        figures = np.full((4, len(asked)), NOTHING)
        for (most, events), of_kind in kinds.items():
            for block in blocks(len(of_kind), len(self.records)):
                numbers = of_kind[block]
                sums = [self._sums[measure.key, part] for measure, part in (asked[n] for n in numbers)]
                # Transposed, so that each measure is added up over neighbours in memory, as it is by itself.
                numerators, denominators = np.array(sums).transpose(1, 2, 0)
                found = statistics.ratio(numerators, denominators, most, events=events)
                figures[:, numbers] = found.mean, found.low, found.high, found.sd
        columns: dict[str, Any] = dict(zip(("mean", "low", "high", "sd"), figures, strict=True))
        return columns | {"unit": [measure.unit for measure, _part in asked]}
