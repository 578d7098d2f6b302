"""The engine against queueing theory, through YAML and the public API.

Each exact value must lie in the simulation's 99.9% interval (Student, 20 replications), so of the
about 110 values compared 0.11 would be missed by chance if they were independent: a run of these
tests with fixed seeds fails by chance with probability below 0.11. The seed was chosen once, as 1.
Values typed in here carry the id of the case they come from; where that is a queue with known exact
answers, `sim/theory` gives the same to six digits (tests/theory).
"""

import pytest
from scipy.stats import t as student

import sim
from tests.centre import yaml_text

pytest.importorskip("numba", reason="long runs need the compiled calendar, which is equal to the last bit")

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


# Erlang B: nobody waits. M/G/n/n is insensitive to the law of service, so any will do.
ERLANG_B = [
    ("EB_1_1", 1, 1, 0.5, "exponential"),
    ("EB_5_3", 5, 3, 0.11005435, "lognormal"),
    ("EB_10_5", 10, 5, 0.01838457, "gamma"),
    ("EB_10_4.461", 10, 4.461, 0.0099977867, "weibull"),
    ("EB_20_12.03", 20, 12.03, 0.0099958679, "uniform"),
    ("EB_100_84.06", 100, 84.06, 0.0099917026, "deterministic"),
]


@pytest.mark.parametrize(("name", "n", "load", "lost", "law"), ERLANG_B, ids=[c[0] for c in ERLANG_B])
def test_erlang_b(tmp_path, name, n, load, lost, law):
    mean = f"{load * 60:.6f}s"
    handle = {
        "exponential": f"{{kind: exponential, mean: {mean}}}",
        "lognormal": f"{{kind: lognormal, mean: {mean}, cv: 1.2}}",
        "gamma": f"{{kind: gamma, mean: {mean}, cv: 0.5}}",
        "weibull": f"{{kind: weibull, mean: {mean}, shape: 0.8}}",
        "uniform": f"{{kind: uniform, low: 0s, high: {load * 120:.6f}s}}",
        "deterministic": f"{{kind: deterministic, value: {mean}}}",
    }[law]
    text = yaml_text.one_tier(60, handle, n, patience="{kind: deterministic, value: 0s}", days=60)
    check(tmp_path, text, {("abandonment", None): lost})


# Erlang C: arrivals and service per minute, agents; P(wait), mean wait, occupancy, service level.
ERLANG_C = [
    ("EC_14", 10 / 3, 1 / 3, 14, "20s", 0.17413193, 0.13059895, 0.71428571, 0.88835002, 20),
    ("EC_MMC", 4.2, 0.5, 12, "20s", 0.18388863, 0.10216035, 0.7, 0.89907978, 20),
    ("EC_2", 1.5, 1, 2, "30s", 0.64285714, 1.2857143, 0.75, 0.49934235, 60),
    ("EC_100b", 95, 1, 100, "3s", 0.50645685, 0.10129137, 0.95, 0.60557101, 5),
]


@pytest.mark.parametrize("case", ERLANG_C, ids=[c[0] for c in ERLANG_C])
def test_erlang_c(tmp_path, case):
    _, arrivals, service, n, within, p_wait, wait, occupancy, level, days = case
    handle = f"{{kind: exponential, mean: {60 / service:.9f}s}}"
    text = yaml_text.one_tier(arrivals * 60, handle, n, patience="{kind: never}", days=days, within=within)
    check(
        tmp_path,
        text,
        {
            ("delayed", None): p_wait,
            ("mean_wait", None): wait * 60,
            ("asa", None): wait * 60,
            ("occupancy", None): occupancy,
            ("service_level", None): level,
        },
    )


# Erlang A: arrivals, service, patience per minute, agents, seconds of the target; then
# P(wait), P(abandon), wait of all, of the served, of those who left, occupancy; four service levels.
ERLANG_A = [
    (
        ("EA_GMR", 48, 1, 0.5, 50, 20),
        (0.46777407, 0.030912249, 0.061824498, 0.060265004, 0.11071408, 0.93032424),
        (0.94301895, 0.9720296, 0.97286439, 0.97309965),
    ),
    (
        ("EA_theta_eq_mu", 10, 1, 1, 10, 30),
        (0.54207029, 0.12511004, 0.12511004, 0.11494312, 0.19620689, 0.87488996),
        (0.82951264, 0.93922718, 0.94632627, 0.94813368),
    ),
    (
        ("EA_small", 1.2, 0.25, 0.5, 3, 60),
        (0.77322831, 0.44079259, 0.88158519, 0.76964443, 1.0235978, 0.89473185),
        (0.3889858, 0.53143893, 0.65703754, 0.69560201),
    ),
    (
        ("EA_single", 0.9, 1, 0.25, 1, 60),
        (0.69527672, 0.22747031, 0.90988123, 0.83224315, 1.173554, 0.69527672),
        (0.52887843, 0.60520304, 0.65499249, 0.68460595),
    ),
    (
        ("EA_overload", 120, 1, 0.5, 100, 20),
        (0.99663437, 0.16679063, 0.33358126, 0.35999011, 0.20165479, 0.99985124),
        (0.35852202, 0.41495902, 0.49452823, 0.43029043),
    ),
    (
        ("EA_impatient", 10, 1, 4, 10, 6),
        (0.39533897, 0.1651982, 0.041299549, 0.030746064, 0.094629843, 0.8348018),
        (0.73374357, 0.82040416, 0.83937515, 0.87894344),
    ),
    (
        ("EA_whitt", 102, 1, 1, 100, 6),
        (0.59171863, 0.049917976, 0.049917976, 0.049040922, 0.066610828, 0.96908366),
        (0.7587773, 0.78898811, 0.79706787, 0.79864399),
    ),
    (
        ("EA_whitt_half", 102, 1, 0.5, 100, 6),
        (0.68633976, 0.04289346, 0.085786921, 0.085285504, 0.096975327, 0.97624867),
        (0.61140688, 0.62774785, 0.63743799, 0.63880754),
    ),
    (
        ("EA_bank", 1.9, 0.3125, 2 / 13, 7, 30),
        (0.46036441, 0.07631886, 0.49607259, 0.45914552, 0.94299805, 0.80228305),
        (0.66268922, 0.68267602, 0.69196636, 0.71744371),
    ),
]


@pytest.mark.parametrize(("centre", "exact", "levels"), ERLANG_A, ids=[c[0][0] for c in ERLANG_A])
def test_erlang_a(tmp_path, centre, exact, levels):
    _, arrivals, service, patience, n, within = centre
    p_wait, p_abandon, wait, wait_served, wait_left, occupancy = exact
    text = yaml_text.one_tier(
        arrivals * 60,
        f"{{kind: exponential, mean: {60 / service:.9f}s}}",
        n,
        patience=f"{{kind: exponential, mean: {60 / patience:.9f}s}}",
        days=max(2, min(60, 400 / arrivals)),
        within=f"{within}s",
    )
    of_offered, patient, either, of_answered = levels
    check(
        tmp_path,
        text,
        {
            ("delayed", None): p_wait,
            ("abandonment", None): p_abandon,
            ("mean_wait", None): wait * 60,
            ("asa", None): wait_served * 60,
            ("time_to_abandon", None): wait_left * 60,
            ("occupancy", None): occupancy,
            ("service_level", None): of_offered,
            ("service_level_patient", None): patient,
            ("service_level_any", None): either,
            ("service_level_answered", None): of_answered,
        },
    )


# Two tiers: what tier 1 cannot settle (share p) is transferred cold to tier 2.
TWO_TIERS = [
    (
        ("TT_1", 4, 9, 0.5, 0.25, 0.3, 6, 0.2, 0.2),
        (0.46218189, 0.068921217, 0.27568487, 0.82762558),
        (0.48191115, 0.13112121, 0.65560606, 0.8089946),
        (0.65175515, 0.24269838, 0.10554647),
    ),
    (
        ("TT_noab1_burke", 4, 9, 0.5, 1e-9, 0.3, 6, 0.25, 0.5),
        (0.65332692, 1.3066538e-09, 1.3066538, 0.88888889),
        (0.3065582, 0.10949893, 0.21899785, 0.71240086),
        (0.7, 0.26715032, 0.032849679),
    ),
    (
        ("TT_overload2", 3, 8, 0.5, 0.3, 0.4, 3, 0.25, 0.25),
        (0.27738486, 0.041261733, 0.13753911, 0.7190537),
        (0.8387555, 0.39620369, 1.5848147, 0.92621221),
        (0.57524296, 0.23155305, 0.19320399),
    ),
]


@pytest.mark.parametrize(("centre", "tier1", "tier2", "issues"), TWO_TIERS, ids=[c[0][0] for c in TWO_TIERS])
def test_two_tiers(tmp_path, centre, tier1, tier2, issues):
    exact = {}
    for tier, (p_wait, p_abandon, wait, occupancy) in (("one", tier1), ("two", tier2)):
        exact |= {
            ("delayed", tier): p_wait,
            ("abandonment", tier): round(p_abandon, 6),  # 1e-9 of TT_noab1: none
            ("mean_wait", tier): wait * 60,
            ("occupancy", tier): occupancy,
        }
    at_first, at_second, abandoned = issues
    exact |= {
        ("issues_solved", None): at_first + at_second,
        ("issues_abandoned", None): abandoned,
        ("fcr1", None): at_first / (1 - tier1[1]),
    }
    check(tmp_path, yaml_text.two_tiers(*centre[1:], days=40), exact)


def test_learning_curve_lc_1(tmp_path):
    """LC_1: AHT 480 s new, 300 s experienced, time constant 8 weeks, hazard .0075 a week, replaced at once.

    Agents who are never idle answer in proportion to their speed, so the AHT of their contacts is the
    harmonic mean over tenures, 308.14 s; hence the centre is overloaded. The case's week is a day
    here: the answer is the same, and a year holds seven times as many careers.
    """
    text = yaml_text.learning()
    check(tmp_path, text, {("aht", None): 308.13894})


# Redials and repeats: rates per minute, agents, share of redials, share not solved, rate of returning; then
# the rate of all contacts, P(abandon), wait of all, P(wait), occupancy.
RETRIALS = [
    (("RT_fast", 8, 1, 0.5, 10, 0.5, 0.2, 6), (10.535716, 0.13559363, 0.27118726, 0.68758187, 0.910714)),
    (("RT_slow", 8, 1, 0.5, 10, 0.5, 0.2, 0.05), (10.49446, 0.1256435, 0.25128701, 0.68746813, 0.91758995)),
    (("RT_fcr", 8, 1, 0.5, 12, 0, 0.25, 0.2), (10.493334, 0.049554952, 0.099109905, 0.4069961, 0.83111148)),
]


@pytest.mark.parametrize(("centre", "exact"), RETRIALS, ids=[c[0][0] for c in RETRIALS])
def test_redials_and_repeats(tmp_path, centre, exact):
    _, arrivals, service, patience, n, redials, unsolved, rate = centre
    contacts, p_abandon, wait, p_wait, occupancy = exact
    text = yaml_text.retrials(arrivals, service, patience, n, redials, unsolved, rate, days=30)
    check(
        tmp_path,
        text,
        {
            ("contacts_per_issue", None): contacts / arrivals,
            ("abandonment", None): p_abandon,
            ("mean_wait", None): wait * 60,
            ("delayed", None): p_wait,
            ("occupancy", None): occupancy,
        },
    )


def test_limited_lines_tr_1(tmp_path):
    text = yaml_text.one_tier(
        12 * 60, "{kind: exponential, mean: 1min}", 10, patience="{kind: exponential, mean: 2min}", days=30,
        within="15s",
    )  # fmt: skip
    check(
        tmp_path,
        text + "lines: 15\n",
        {
            ("busy", None): 0.13074246,
            ("blocked", None): 0.13074246,
            ("delayed", None): 0.72155723,
            ("abandonment", None): 0.095278285,
            ("mean_wait", None): 60 * 0.19055657,
            ("asa", None): 60 * 0.18913099,
            ("time_to_abandon", None): 60 * 0.2040933,
            ("occupancy", None): 0.94372341,
            ("service_level_answered", None): 0.67088745,
        },
    )


# Arrivals, agents, share that balks, patience of the others, the target; then P(abandon), balkers included,
# wait of all, of the served, occupancy, service level.
BALKING = [
    (
        ("MMNG50_balk10+exp", 48, 50, 0.1, "{kind: exponential, mean: 2min}", "20s"),
        (0.048272282, 0.0284502, 0.028646287, 0.91365861, 0.9466736),
    ),
    (
        ("MMNG10_balk25+det2", 12, 10, 0.25, "{kind: deterministic, value: 2min}", "15s"),
        (0.20704742, 0.41986053, 0.50641387, 0.9515431, 0.35794592),
    ),
]


@pytest.mark.parametrize(("centre", "exact"), BALKING, ids=[c[0][0] for c in BALKING])
def test_balking(tmp_path, centre, exact):
    _, arrivals, n, share, patience, within = centre
    p_abandon, wait, wait_served, occupancy, level = exact
    text = yaml_text.one_tier(
        arrivals * 60, "{kind: exponential, mean: 1min}", n, patience=patience, days=20, within=within
    )
    check(
        tmp_path,
        text + f"balking: {share:.0%}\n",
        {
            ("abandonment", None): p_abandon,
            ("mean_wait", None): 60 * wait,
            ("asa", None): 60 * wait_served,
            ("occupancy", None): occupancy,
            ("service_level", None): level,
        },
    )


def test_warm_transfer(tmp_path):
    """WT_1: the agent of tier 1 is held until one of tier 2 answers. Nobody hangs up there."""
    text = yaml_text.two_tiers(3, 8, 0.5, 0.3, 0.3, 5, 0.25, 0, days=40)
    text = text.replace("{pool: one}", "{pool: one, escalate: {transfer: warm, conference: 0s}}")
    exact = {
        ("abandonment", "one"): 0.063616329,
        ("mean_wait", "one"): 0.21205443 * 60,
        ("occupancy", "one"): 0.75660089,
        ("mean_wait", "two"): 0.51558293 * 60,
        ("occupancy", "two"): 0.67419624,
        # Of tier 1's answered contacts 30% are held, for tier 2's mean wait.
        ("held_time", "one"): 0.3 * 0.51558293 * 60,
    }
    check(tmp_path, text, exact)


def test_three_tiers(tmp_path):
    """TT3_1: cold transfers through three lines, with abandonment from each."""
    text = yaml_text.three_tiers(3, (6, 4, 2), (0.6, 0.4, 0.25), (0.3, 0.2, 0.1), (0.4, 0.25), days=40)
    exact = {
        ("abandonment", "one"): 0.075576978,
        ("mean_wait", "one"): 0.25192326 * 60,
        ("occupancy", "one"): 0.77035252,
        ("issues_solved_at", "one"): 0.55465381,
        ("abandonment", "two"): 0.061496945,
        ("mean_wait", "two"): 0.30748472 * 60,
        ("occupancy", "two"): 0.65068037,
        ("issues_solved_at", "two"): 0.26027215,
        ("abandonment", "three"): 0.067618527,
        ("mean_wait", "three"): 0.67618527 * 60,
        ("occupancy", "three"): 0.48534586,
        ("issues_solved_at", "three"): 0.080890977,
    }
    check(tmp_path, text, exact)
