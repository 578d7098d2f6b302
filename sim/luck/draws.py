"""Draws: integers that depend on nothing but whose luck it is and what for.

An issue (or a person) has one fortune, 62 bits. `draw` hashes it with a name, so no draw disturbs
another: add a purpose, remove an agent, change a threshold, and everybody else's luck stays.

`draw` gives the same bits for Python's integers, for columns of int64 and compiled:
words have 32 bits and factors 31, so no product reaches 2**63, beyond which compiled code may do as
it likes. The hash is a multiply-and-shift finaliser of the murmur family; tests/luck measures its
uniformity and independence.
"""

WORD = 0xFFFFFFFF
CARDS = 65536  # in a deck: draws are whole numbers below it

MOST_TIERS = 4

# What a draw is for. A piece of work is a contact at a tier, so these take up a number per tier.
HANDLE = 0
PATIENCE = 4
DIFFICULTY = 8
KNOWN = 12
AVOIDABLE = 16  # passed up though the agent could have solved it
NOTICED = 20  # by the next tier, that it was
ERRS = 24
CAUGHT = 28
OFF_SCRIPT = 32
CUT = 36  # under pressure for short calls
HELD = 40  # under pressure to resolve
SETTLED = 44  # with a colleague's help
COLLEAGUE = 48  # who is asked
HANDLE_AGAIN = 52  # after it was sent back
# Once a contact.
RETURN = 56
RETURN_AFTER = 57
RETURN_PLACE = 58
REDIAL = 59
REDIAL_AFTER = 60
BALK = 61
ACCEPTS = 62  # to be called back
REACHED = 63  # when called back
BOT = 64
ANNOYED = 65
SURVEYED = 66
SURVEY_AFTER = 67
DEFLECTED = 68  # by an announcement
PURPOSES = 72  # names of one contact; the next contact's follow
# Once an issue: they lie within the first contact's names.
SENSITIVE = 69
DEFERRABLE = 70
CHURN = 71
# Once an issue, for what is dealt before the floor: far from all contacts.
DIFFICULT = 1 << 30
CHANNEL = DIFFICULT + 1
POPULATION = DIFFICULT + 2
PREVENTABLE = DIFFICULT + 3
PREVENTED = DIFFICULT + 4
ROOT_CAUSE = DIFFICULT + 5
REACHABLE = DIFFICULT + 6

MOST_CONTACTS = 4096  # of an issue with names of their own; after them those of work begun anew elsewhere
REASSIGNED = 1 << 29  # beside the names of a piece of work: whether another team is to do it
REASSIGNING = REASSIGNED + MOST_TIERS  # how long it takes to see that

TOPIC_NAMES = 1 << 31  # from here on: one draw per topic or channel, named after it


def draw(fortune, name):
    """One of the cards, 0 to CARDS - 1, for the owner of this fortune and this purpose.

    The same finaliser twice, of the name and then of all, written out: in Python a call costs as much again.
    """
    word = ((fortune >> 32) + name * 0x1E3779B1) & WORD
    word = ((word ^ (word >> 15)) * 0x2C1B3C6D) & WORD
    word = ((word ^ (word >> 12)) * 0x297A2D39) & WORD
    word ^= (word >> 15) ^ (fortune & WORD)
    word = ((word ^ (word >> 15)) * 0x2C1B3C6D) & WORD
    word = ((word ^ (word >> 12)) * 0x297A2D39) & WORD
    return (word ^ (word >> 15)) >> 16


def chance(fortune, name):
    """The same as a fraction strictly between 0 and 1, in steps of 1/65,536."""
    return (draw(fortune, name) + 0.5) / CARDS
