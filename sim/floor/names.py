"""What numbers in the rows that the floor writes stand for: names in the order of the numbers."""

LEG_OUTCOMES = ("answered", "abandoned", "blocked", "moved", "balked", "busy", "promised", "broken_off")
CONTACT_KINDS = ("first", "repeat", "redial", "reopened")
SIDES = ("call", "promise", "behind", "follow_up")  # what a leg was
MISHAP_NAMES = ("error_caught", "error_missed", "partial_answer", "left_script", "cut_short", "held_on")
REASON_NAMES = (
    "unsolved",
    "difficulty",
    "after",
    "repeats",
    "waiting",
    "age",
    "unsure",
    "authority",
    "untaught",
)
CONSULTED = ("not asked", "no one could help", "not settled", "settled")
ENDINGS = ("solved", "abandoned", "lost", "blocked")
