"""Draws: integers that depend on nothing but whose luck it is and what for.

An issue (or a person) has one fortune, 62 bits. `draw` hashes it with a name, so no draw disturbs
another: add a purpose, remove an agent, change a threshold, and everybody else's luck stays.

`shuffle` and `draw` give the same bits for Python's integers, for columns of int64 and compiled:
words have 32 bits and factors 31, so no product reaches 2**63, beyond which compiled code may do as
it likes. The hash is a multiply-and-shift finaliser of the murmur family; tests/luck measures its
uniformity and independence.
"""

WORD = 0xFFFFFFFF
CARDS = 65536  # in a deck: draws are whole numbers below it

MOST_TIERS = 4

# What a draw is for. A piece of work is a visit at a tier, so these take up a number per tier.
HANDLE = 0
PATIENCE = 4
DIFFICULTY = 8
KNOWN = 12
# Once a visit.
RETURN = 16
RETURN_AFTER = 17
RETURN_PLACE = 18
PURPOSES = 20  # names of one visit; the next visit's follow

TOPIC_NAMES = 1 << 31  # from here on: one draw per topic, named after it


def shuffle(word):
    word = ((word ^ (word >> 15)) * 0x2C1B3C6D) & WORD
    word = ((word ^ (word >> 12)) * 0x297A2D39) & WORD
    return word ^ (word >> 15)


def draw(fortune, name):
    """One of the cards, 0 to CARDS - 1, for the owner of this fortune and this purpose."""
    return shuffle((fortune & WORD) ^ shuffle(((fortune >> 32) + name * 0x1E3779B1) & WORD)) >> 16


def chance(fortune, name):
    """The same as a fraction strictly between 0 and 1, in steps of 1/65,536."""
    return (draw(fortune, name) + 0.5) / CARDS
