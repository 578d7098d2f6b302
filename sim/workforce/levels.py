"""What the ledger follows, by pool. Each name is a column of the record."""

from sim.floor.presence import CAUSES, SHIFTS
from sim.workforce.person import STAGES

POSTS = ("vacancies", "trainers", "teaching")
"""Posts open until someone's first day; trainers employed, and those who have a class."""

LEADS = ("leads", "leads_there", "leads_coaching", "leads_watching")
"""Team leads employed, on duty, and of them in sessions."""

STRAIN = ("strained", "strain", "covered")
"""People whose occupancy is smoothed over weeks, and the sum of theirs; people of a bench who cover here."""

LEVELS = ("employed", *STAGES, "newcomers", *SHIFTS, *POSTS, *STRAIN, *CAUSES, *LEADS)
"""Numbers of people and seats, integrated over time."""

EVENTS = (
    *("left", "hired", "trained", "refilled"),
    *("seen", "screened_out", "left_early"),
    *("gave_notice", "sent_away", "promoted", "moved_up"),
)
"""What happens to people, counted. Candidates are seen and screened out; early leavers never worked alone."""

WEEK_EVENTS = ("left", "hired", "sent_away", "promoted")
"""Those counted by week too."""

AMOUNTS = (
    *("refill_time", "overtime_time", "hire_time", "coaching_asked", "watch_asked"),
    *("tenure_left", "burnt_out", "overtime_extra"),
)
"""Sums: minutes from leaving until the next one works; person-minutes worked beyond contracts; minutes from
opening a post until someone's first day; minutes of leads that sessions would take, were all of them held;
minutes of tenure of those who left; leavers by what burnout has added to their hazards; what
overtime is paid beyond the wage, as minutes of it."""
