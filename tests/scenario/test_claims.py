import pytest

from sim.measure import MEASURES
from sim.scenario import ScenarioError, load_study
from sim.scenario.quantities import (
    Quantity,
    difference_in_unit,
    in_unit,
    read_quantity,
    rounded,
    write_quantity,
)
from sim.scenario.study import is_study
from tests.scenario.asserting import where

STUDY = """\
schema: 1
study: Tiers or more
designs: {tiers: ../base/centre.yaml, more: more.yaml}
claims:
  - say: The first line settles most
    source: S2 2.4
    measure: fcr1
    of: tiers
    between: [60%, 80%]
    given: {key: pools.helpdesk.ability, between: [40%, 90%]}
  - {say: More people wait less, source: S3, measure: asa, part: helpdesk, less: [more, tiers], by: 10s}
"""


@pytest.fixture
def study(tree):
    tree.write("spd/more.yaml", "extends: ../base/centre.yaml\npools: {helpdesk: {agents: 7}}\n")
    return tree.write("spd/claims.yaml", STUDY)


def problems_of(path):
    with pytest.raises(ScenarioError) as caught:
        load_study(path, measures=MEASURES)
    return caught.value.problems


def test_claims_are_read(study):
    first, second = load_study(study, measures=MEASURES).claims
    assert (first.say, first.source, first.measure, first.of) == (
        "The first line settles most",
        "S2 2.4",
        "fcr1",
        "tiers",
    )
    assert [in_unit(limit, "share") for limit in first.between] == [0.6, 0.8]
    assert first.given.key == "pools.helpdesk.ability"
    assert second.pair == ("more", "tiers")
    assert difference_in_unit(second.by, "s") == (10.0, False)
    assert second.confidence == 0.95


def test_a_claim_of_one_design_is_about_the_baseline_unless_said(study):
    first, second = load_study(study).claims
    assert first.model_copy(update={"of": None}).designs("more") == ("more",)
    assert first.designs("more") == ("tiers",)
    assert second.designs("tiers") == ("more", "tiers")


def test_a_design_with_another_value(study):
    read = load_study(study, set=["pools.engineers.agents=9"])
    varied = read.varied("more", "pools.helpdesk.ability", 0.7)
    assert varied.pools["helpdesk"].ability == pytest.approx(0.7)
    assert (varied.pools["helpdesk"].agents, varied.pools["engineers"].agents) == (7, 9)
    assert read.varied("tiers", "pools.helpdesk.agents", 5.6).pools["helpdesk"].agents == 6
    assert read.varied("tiers", "pools.helpdesk.wage", 17.5).pools["helpdesk"].wage == 17.5
    assert read.varied("tiers", "topics.system.handle.mean", 7.5).topics["system"].handle.mean == 7.5


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "key", "message", "nearest"),
    [
        ("fcr1", "fcrr1", 7, 14, "claims[0].measure", "no measure is called fcrr1", "fcr1"),
        ("of: tiers", "of: tires", 8, 9, "claims[0].of", "no design is called tires", "tiers"),
        ("[more, tiers]", "[more, tires]", 11, 89, "claims[1].less[1]", "no design is called tires", "tiers"),
        ("[more, tiers]", "[more, more]", 11, 5, "claims[1]", "more is held against itself", ""),
        ("[60%, 80%]", "[90s, 80%]", 9, 15, "claims[0].between[0]", "1m30s is of another unit", ""),
        ("[60%, 80%]", "[60, 80%]", 9, 15, "claims[0].between[0]", "60 is not a share", ""),
        ("[60%, 80%]", "[80%, 60%]", 9, 15, "claims[0].between[0]", "80% is not below 60%", ""),
        ("[60%, 80%]", "[60%]", 9, 14, "claims[0].between", "at least 2", ""),
        ("by: 10s", "by: 2pp", 11, 101, "claims[1].by", "2pp is of another unit", ""),
        ("by: 10s", "by: 10", 11, 101, "claims[1].by", "10 has no unit", ""),
        ("by: 10s", "by: ten", 11, 101, "claims[1].by", "ten is not a quantity", ""),
        ("part: helpdesk", "part: helpdesc", 11, 66, "claims[1].part", "has no tier called", "helpdesk"),
        ("measure: fcr1", "measure: fcr1\n    part: x", 8, 11, "claims[0].part", "no topic called x", ""),
        (
            "measure: fcr1",
            "measure: cost_per_resolved\n    part: x",
            8,
            11,
            "claims[0].part",
            "has no parts",
            "",
        ),
        ("    between: [60%, 80%]\n", "", 5, 5, "claims[0]", "none is given", ""),
        ("less:", "between: [1s, 2s], less:", 11, 5, "claims[1]", "given together", ""),
        ("less:", "of: more, less:", 11, 5, "claims[1]", "of goes with between", ""),
        ("    source: S2 2.4\n", "", 5, 5, "claims[0].source", "the key is missing", ""),
        (
            "helpdesk.ability",
            "helpdesk.abilty",
            10,
            18,
            "claims[0].given.key",
            "no such key",
            "pools.helpdesk.ability",
        ),
        ("helpdesk.ability", "helpdesk", 10, 18, "claims[0].given.key", "is no quantity", ""),
        ("[40%, 90%]", "[4, 9]", 10, 52, "claims[0].given.between[0]", "4 is of another unit", ""),
        ("[40%, 90%]", "[90%, 40%]", 10, 52, "claims[0].given.between[0]", "90% is not below 40%", ""),
        ("[40%, 90%]", "[40%, 190%]", 10, 57, "claims[0].given.between[1]", "is not a share", ""),
        (
            "ability, between: [40%, 90%]",
            "agents, between: [1.5, 9]",
            10,
            51,
            "claims[0].given.between[0]",
            "whole",
            "",
        ),
        ("given: {", "given: {of: more, ", 10, 17, "claims[0].given.of", "is not about more", ""),
    ],
)
def test_problems_of_claims(tree, study, old, new, line, column, key, message, nearest):
    assert old in STUDY
    tree.write("spd/claims.yaml", STUDY.replace(old, new, 1))
    found = [each for each in problems_of(study) if each.key == key]
    assert found, [str(each) for each in problems_of(study)]
    assert where(found[0]) == ("spd/claims.yaml", line, column, key)
    assert message in found[0].message
    assert found[0].nearest == nearest


def test_all_problems_at_once(tree, study):
    text = STUDY.replace("fcr1", "fcr7").replace("by: 10s", "by: 2pp").replace("    of: tiers", "    off: x")
    tree.write("spd/claims.yaml", text)
    tree.write("spd/more.yaml", "extends: ../base/centre.yaml\npools: {helpdesk: {agents: seven}}\n")
    assert [each.key for each in problems_of(study)] == [
        "claims[0].off",
        "claims[1].by",
        "pools.helpdesk.agents",
    ]


def test_without_measures_claims_are_not_held_against_any(tree, study):
    tree.write("spd/claims.yaml", STUDY.replace("fcr1", "fcr7"))
    assert load_study(study).claims[0].measure == "fcr7"


def test_studies_are_known_by_their_key(tree, study):
    assert is_study(study)
    assert not is_study(tree.folder / "base" / "centre.yaml")
    assert not is_study(tree.write("spd/note.yaml", "name: x\ndescription: >\n  a\n  study: no\n"))


# --- quantities ----------------------------------------------------------------------------------

QUANTITIES = {
    "60%": Quantity(0.6, "percent"),
    "160%": Quantity(1.6, "percent"),
    "2pp": Quantity(0.02, "points"),
    "2.5 pp": Quantity(0.025, "points"),
    "10s": Quantity(1 / 6, "time"),
    "3 weeks": Quantity(30240.0, "time"),
    "30": Quantity(30.0, "number"),
    30: Quantity(30.0, "number"),
    0.5: Quantity(0.5, "number"),
    "0": Quantity(0.0, "number"),
}


@pytest.mark.parametrize(("said", "quantity"), QUANTITIES.items(), ids=str)
def test_quantities(said, quantity):
    assert read_quantity(said) == quantity
    again = read_quantity(write_quantity(quantity))
    assert (again.kind, again.number) == (quantity.kind, pytest.approx(quantity.number))


@pytest.mark.parametrize(
    ("said", "written"),
    [("22.1345", "22.1"), ("45.678%", "45.7%"), ("25000h", "149 weeks"), ("666s", "11m6s"), ("0", "0")],
)
def test_rounded_quantities(said, written):
    assert write_quantity(rounded(read_quantity(said), 3)) == written


@pytest.mark.parametrize("said", ["", "x", "-3", -3, True, None, [1], "5 pigs", float("inf"), "1e5"])
def test_what_is_no_quantity(said):
    with pytest.raises(ValueError, match="is not a"):
        read_quantity(said)


@pytest.mark.parametrize(
    ("said", "unit", "value"),
    [
        ("60%", "share", 0.6),
        (0.6, "share", 0.6),
        ("160%", "share_per_year", 1.6),
        ("20s", "s", 20),
        ("3h", "hours", 3),
        ("2h", "s", 7200),
        (0, "s", 0),
        (30, "money", 30),
        (0, "share", 0),
    ],
)
def test_limits_in_the_unit_of_a_measure(said, unit, value):
    assert in_unit(read_quantity(said), unit) == pytest.approx(value)


@pytest.mark.parametrize(
    ("said", "unit"),
    [("60%", "s"), ("2pp", "share"), ("20s", "share"), (30, "share"), ("20s", "money"), ("160%", "share")],
)
def test_limits_in_another_unit(said, unit):
    with pytest.raises(ValueError, match=r"another unit|is not a share"):
        in_unit(read_quantity(said), unit)


@pytest.mark.parametrize(
    ("said", "unit", "found"),
    [
        ("2pp", "share", (0.02, False)),
        (0, "share", (0, False)),
        ("5%", "money", (0.05, True)),
        ("5%", "s", (0.05, True)),
        ("10s", "s", (10, False)),
        (3, "money", (3, False)),
    ],
)
def test_differences_in_the_unit_of_a_measure(said, unit, found):
    assert difference_in_unit(read_quantity(said), unit) == pytest.approx(found)


@pytest.mark.parametrize(
    ("said", "unit", "allowed"),
    [("5%", "share", "2pp"), (0.02, "share", "2pp"), ("2pp", "s", "5%"), ("10s", "money", "5%")],
)
def test_differences_in_another_unit(said, unit, allowed):
    with pytest.raises(ValueError, match="another unit") as caught:
        difference_in_unit(read_quantity(said), unit)
    assert allowed in caught.value.allowed
