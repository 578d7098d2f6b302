"""Claims of small studies whose answers are known."""

import json
import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

import sim
from sim.experiment.claims import KEYS, judge
from sim.experiment.inputs import INPUTS
from sim.experiment.inputs_page import page
from sim.measure import MEASURES
from sim.scenario import ScenarioError, flatten, load_study
from sim.scenario.study import is_study

ROOT = Path(__file__).parents[2]

CENTRE = """\
name: Three
calendar: {start: 2026-01-04, length: 4 days, warm_up: 1 day}
demand: {per_hour: 20}
topics: {all: {share: 100%, handle: {kind: exponential, mean: 4min}}}
returns: {share: 0%}
tiers: {first: {pool: helpdesk}}
pools: {helpdesk: {agents: 3, wage: 10, attrition: {hazard: 0}}}
"""
STUDY = """\
study: Three or four
designs: {three: three.yaml, four: four.yaml}
replications: 6
claims:
"""
WAGE = "given: {key: pools.helpdesk.wage, of: four, between: [1, 20]}"


@pytest.fixture
def judged(tmp_path):
    """Judges claims, given as lines of YAML, on designs of three agents and of four; all are paid alike."""
    folder = tmp_path / "claims"
    folder.mkdir()
    (folder / "three.yaml").write_text(CENTRE)
    (folder / "four.yaml").write_text("extends: three.yaml\npools: {helpdesk: {agents: 4}}\n")

    def judge_lines(*claims, **how):
        lines = [f"  - {{say: x, source: nobody, {claim}}}\n" for claim in claims]
        path = folder / "study.yaml"
        path.write_text(STUDY + "".join(lines))
        return judge(path, clock="simpy", jobs=1, **how)

    return judge_lines


def test_verdicts(judged):
    found = judged(
        "measure: asa, more: [three, four], by: 10s",
        "measure: asa, less: [three, four]",
        "measure: asa, of: four, between: [0s, 2min]",
        "measure: asa, of: three, between: [30s, 31s]",
        "measure: cost_per_year, more: [four, three], by: 30%",
        "measure: fcr, of: three, between: [90%, 100%]",
        "measure: occupancy, part: helpdesk, less: [four, three], by: 5pp",
    )
    assert [each.verdict for each in found] == [
        "holds",
        "fails",
        "holds",
        "fails",
        "holds",
        "holds",
        "holds",
    ]
    assert found[4].unit == "relative"
    assert (found[4].estimate, found[4].low, found[4].high) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert all(each.low <= each.estimate <= each.high for each in found)
    assert found[0].designs == ("three", "four")


def test_more_claims_need_wider_intervals(judged):
    claim = "measure: asa, of: three, between: [0s, 2min]"
    (alone,), (among, *_others) = judged(claim), judged(*[claim] * 5)
    assert among.estimate == alone.estimate
    assert among.high - among.low > 1.3 * (alone.high - alone.low)


def test_one_replication_cannot_tell(judged):
    (found,) = judged("measure: asa, of: three, between: [0s, 10min]", replications=1)
    assert (found.verdict, found.replications) == ("can't tell", 1)
    assert "says nothing of chance" in found.reason


def test_of_a_line_that_grows_one_cannot_tell(judged, monkeypatch):
    monkeypatch.setattr("sim.centre.growing", lambda tiers, *_lengths: tuple(tiers))
    (found,) = judged(
        "measure: asa, of: three, between: [0s, 10min], given: {key: demand.scale, between: [3, 4]}"
    )
    assert found.verdict == "can't tell"
    assert found.reason == (
        "in three the line of first keeps growing, so the figure means nothing; nothing can be said at 3, 4"
    )
    assert found.row()["estimate"] is None


def test_a_known_flip_is_found(judged):
    """Four at a wage of 7.5 cost what three do at 10; all are served in the end, so a solution does too."""
    year, solution = judged(
        f"measure: cost_per_year, more: [four, three], {WAGE}",
        f"measure: cost_per_resolved, more: [four, three], {WAGE}",
    )
    assert (year.verdict, solution.verdict) == ("holds", "holds")
    assert year.flips_at == pytest.approx(7.5, rel=0.01)
    assert solution.flips_at == pytest.approx(7.5, rel=0.01)
    assert solution.flips_as_written == f"{solution.flips_at:g}"
    assert (year.kind, solution.kind) == ("illustration", "claim")


def test_a_flip_of_whole_numbers_and_of_times(judged):
    agents, handle = judged(
        "measure: occupancy, of: four, between: [0%, 50%], "
        "given: {key: pools.helpdesk.agents, between: [1, 9]}",
        "measure: aht, of: four, between: [0s, 5min], "
        "given: {key: topics.all.handle.mean, between: [1min, 20min]}",
    )
    assert agents.flips_at == 2  # 20 an hour of 4 minutes are 1.33 people
    assert handle.flips_at == pytest.approx(5, rel=0.1)
    assert handle.flips_as_written.startswith(("4m", "5m"))
    assert handle.kind == "illustration"


def test_no_flip_says_why(judged):
    (found,) = judged(
        "measure: occupancy, of: four, between: [0%, 90%], "
        "given: {key: pools.helpdesk.wage, between: [1, 20]}"
    )
    assert (found.flips_at, found.flips_as_written) == (None, None)
    assert found.reason == "the claim holds at 1, 10, 20 alike"


def test_what_was_tried_for_one_claim_is_not_run_again_for_another(judged):
    finished = []
    year, solution = (
        f"measure: {key}, more: [four, three], {WAGE}" for key in ("cost_per_year", "cost_per_resolved")
    )
    judged(solution, watch=lambda what: lambda done, to_do: finished.append(what))
    alone = len(finished)
    judged(year, solution, watch=lambda what: lambda done, to_do: finished.append(what))
    assert len(finished) == 2 * alone
    assert list(dict.fromkeys(finished)) == ["Three or four", "Where answers flip"]


def test_designs_that_differ_in_nothing_but_inputs_make_an_illustration(judged):
    (found,) = judged("measure: headcount, more: [four, three]")
    assert (found.verdict, found.kind) == ("holds", "illustration")


def test_rows_are_strict_json(judged):
    rows = [
        each.row()
        for each in judged(
            "measure: asa, of: three, between: [0s, 2min]",
            f"measure: cost_per_year, more: [four, three], {WAGE}",
            replications=1,
        )
    ]
    assert json.loads(json.dumps(rows, allow_nan=False)) == [
        row | {"designs": list(row["designs"])} for row in rows
    ]
    assert tuple(rows[0])[: len(KEYS)] == KEYS
    assert (rows[0]["low"], rows[0]["flips_at"]) == (None, None)


def test_the_same_seed_gives_the_same_verdicts(judged):
    claim = f"measure: cost_per_resolved, more: [four, three], {WAGE}"
    assert judged(claim, seed=5) == judged(claim, seed=5)
    assert judged(claim, seed=5)[0].low != judged(claim, seed=6)[0].low


def test_problems_come_before_any_run(judged):
    with pytest.raises(ScenarioError, match="no measure is called ass"):
        judged("measure: ass, of: three, between: [0s, 2min]")


def test_a_study_without_claims_is_not_run(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(CENTRE)
    path = tmp_path / "study.yaml"
    path.write_text("study: x\ndesigns: {a: a.yaml, b: b.yaml}\n")
    assert judge(path) == []


def test_inputs_name_measures_and_keys():
    folders = (ROOT / "scenarios" / name for name in ("claims", "incidents", "lessons"))
    found = (path for folder in folders for path in folder.glob("*.yaml") if path.name != "fit.yaml")
    files = [path for path in found if not is_study(path)]
    shipped = [sim.load(path) for path in files]
    shipped += [
        sim.load(path, apply=[name])
        for path, each in zip(files, shipped, strict=True)
        for name in each.overrides
    ]
    keys = {key for each in shipped for key in flatten(each) if not key.startswith("overrides")}
    assert set(INPUTS) <= set(MEASURES)
    for patterns in INPUTS.values():
        for pattern in patterns:
            assert any(fnmatchcase(key, pattern) for key in keys), pattern


def test_the_page_has_the_inputs():
    text = (ROOT / "docs" / "claims.md").read_text(encoding="utf-8")
    assert page(text) == text, "make it anew: python -m sim.experiment.inputs_page"


def test_shipped_claims_name_their_rows_and_are_all_read():
    studies = [path for path in sorted((ROOT / "scenarios" / "claims").glob("*.yaml")) if is_study(path)]
    claims = [claim for path in studies for claim in load_study(path, measures=MEASURES).claims]
    rows = [re.fullmatch(r"S([1-5]) \1\.\d+|.+ (19|20)\d\d( .*)?", claim.source) for claim in claims]
    assert all(rows), [claim.source for claim, row in zip(claims, rows, strict=True) if not row]


def test_judging_goes_on_where_it_was_stopped(judged, tmp_path):
    claim = (
        f"measure: asa, more: [three, four], {WAGE.replace('wage', 'agents').replace('[1, 20]', '[3, 5]')}"
    )
    whole = judged(claim)
    told = []

    def stopped_after(most):
        def watch(_what):
            def progress(done, to_do):
                told.append((done, to_do))
                if done == most:
                    raise KeyboardInterrupt

            return progress

        return watch

    with pytest.raises(KeyboardInterrupt):
        judged(claim, watch=stopped_after(7), unfinished=tmp_path / "kept")
    assert told[-1] == (7, 12)
    told.clear()
    again = judged(claim, watch=stopped_after(None), unfinished=tmp_path / "kept")
    assert told[0] == (7, 12)
    assert [each.row() for each in again] == [each.row() for each in whole]
