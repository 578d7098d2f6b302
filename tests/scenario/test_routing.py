"""Skills, routes and priorities as users write them: what is refused, and what `explain` tells."""

import pytest

from sim.scenario import explain, load
from tests.scenario.asserting import the_problem


def exponential(minutes):
    return {"kind": "exponential", "mean": f"{minutes}min"}


def centre(a=None, b=None, tier=None, topics=None, **blocks):
    """Two pools share a line; two topics."""
    said = {"mail": {}, "server": {}} if topics is None else topics
    return {
        "name": "C",
        "demand": {"per_hour": 60},
        "topics": {name: {"share": "50%", "handle": exponential(5)} | more for name, more in said.items()},
        "tiers": {"desk": {"pool": ["a", "b"]} | (tier or {})},
        "pools": {"a": {"agents": 4} | (a or {}), "b": {"agents": 4} | (b or {})},
    } | blocks


MAIL_ONLY = {"skills": {"topics": {"mail": "100%"}}}
FRENCH = {"per_hour": 60, "populations": {"paris": {"share": "100%", "language": "french"}}}
REFUSED = [
    (
        centre(a={"skills": {"topics": {"mial": "100%"}}}),
        "pools.a.skills.topics.mial",
        "no topic is called mial",
        "mail",
    ),
    (
        centre(a=MAIL_ONLY, b=MAIL_ONLY),
        "pools.a.skills.topics",
        "nobody in the tier desk takes server",
        "",
    ),
    (
        centre(a=MAIL_ONLY, b=MAIL_ONLY | {"skills": {"topics": {"mail": "100%", "sever": "50%"}}}),
        "pools.b.skills.topics.sever",
        "no topic is called sever",
        "server",
    ),
    (
        centre(a=MAIL_ONLY, b={"languages": ["english"]}, demand=FRENCH),
        "demand.populations.paris.language",
        "nobody in the tier desk who speaks french takes server",
        "",
    ),
    (centre(a={"skills": {"known": 3}}), "pools.a.skills.known", "there are 2 topics to know", ""),
    (
        centre(a={"helps_after": "30s"}, b={"helps_after": "20s"}),
        "pools.a.helps_after",
        "nobody to help",
        "",
    ),
    (centre(tier={"line": "least_slack"}), "topics.mail.promise", "no topic has a promise", ""),
    (
        centre(topics={"mail": {}, "server": {"priority": 1}}),
        "topics.server.priority",
        "no tier's line heeds priorities",
        "",
    ),
    (
        centre(a={"reserve": {"agents": 4, "priority": 1}}),
        "pools.a.reserve.agents",
        "all 4 people are kept back",
        "",
    ),
    (centre(tier={"route": "best_skil"}), "tiers.desk.route", "best_skil", "best_skill"),
    (
        centre(a={"languages": ["frensh"]}, b={"languages": ["english"]}, demand=FRENCH),
        "demand.populations.paris.language",
        "speaks french",
        "frensh",
    ),
]


@pytest.mark.parametrize(("scenario", "key", "message", "nearest"), REFUSED, ids=[c[1] for c in REFUSED])
def test_refused(scenario, key, message, nearest):
    problem = the_problem(scenario)
    assert problem.key == key
    assert message in problem.message
    assert nearest in str(problem)


def test_told():
    tier = {"route": "best_skill", "line": "ageing", "dispatch": {"takes": "30s"}}
    skills = {"topics": {"mail": "100%", "server": "60%"}, "known": 1, "half": 40}
    a = {"ability": "80%", "skills": skills, "reserve": {"agents": 1, "priority": 2}}
    b = {"helps_after": "20s", "languages": ["french"]}
    topics = {"mail": {}, "server": {"priority": 2}}
    told = explain(load(centre(a, b, tier, topics, demand=FRENCH))).mechanisms
    expected = [
        "a take, with a mean ability to begin with: mail 60%, server 36%.",
        "Each of a knows 1 of these topics, and has 50% of the ability at the others.",
        "What one of a lacks at a topic is halved by 40 contacts about it.",
        "Customers of paris need french, spoken by a, b.",
        "desk: of the idle, whoever is ablest at the topic takes a contact.",
        "desk: the line goes by priority (server 2 > mail 0), which rises by a step in 5min of waiting.",
        "desk: 1 dispatching at most, 30s for each contact: 120 an hour at most.",
        "desk: the last 1 idle of a are kept for contacts of priority 2 and above.",
        "desk: b take only what has waited for 20s.",
    ]
    assert [line for line in told if line in expected] == expected


def test_unskilled_hands_count_in_the_estimate_of_work():
    """Half of those who take servers solve 40% of them: so many come back, or are lost."""
    from sim.scenario.workload import work_per_issue

    plain = load(centre(resolution={"known": "0%"}, returns={"share": "50%"}))
    able = {"topics": {"mail": "100%", "server": "40%"}}
    uneven = load(centre(a={"skills": able}, resolution={"known": "0%"}, returns={"share": "50%"}))
    more = work_per_issue(uneven)["desk"].contacts - work_per_issue(plain)["desk"].contacts
    assert more == pytest.approx(0.5 * 0.6 * (0.5 * 0.5 / (1 - 0.5 * 0.5)), rel=0.02)
