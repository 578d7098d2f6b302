"""The intervals of the week."""


def slot_of(centre, time):
    """The number of the interval of the week. The clock starts at the beginning of a week."""
    return int(time / centre.house.interval) % centre.house.week_slots


def is_open(centre, time):
    return centre.house.always_open or centre.slots[slot_of(centre, time)].open
