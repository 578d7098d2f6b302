"""The lines and the backlog as they stand by the hour, while contacts are counted."""

from sim.floor.calendar_simpy import schedule
from sim.floor.kinds import HOURLY, LIVE_LANES, MOST_LANES, NEVER, NOBODY

HOUR = 60.0


def look_at_lines(centre, now):
    """Another hour is over. At that moment people have acted already."""
    house, desk = centre.house, centre.desk
    if now + HOUR < house.counts_until:
        schedule(centre, now + HOUR, HOURLY, 0)
    quarter = 0
    while desk.looks >= house.looks_until[quarter]:
        quarter += 1
    desk.looks += 1
    for number in range(house.tiers):
        waiting = 0
        for lane in range(number * MOST_LANES, (number + 1) * MOST_LANES):
            waiting += centre.lines[lane].count
        seen = centre.lengths[number]
        seen.in_quarter[quarter] += waiting
        seen.most = max(seen.most, waiting)
        seen.last = waiting
    if house.channels > 1:
        look_at_backlog(centre, now)


def look_at_backlog(centre, now):
    see_backlog(centre, now)
    for channel in range(centre.house.channels):
        seen = centre.parked[channel]
        seen.size += seen.contacts
        seen.oldest += seen.age
        seen.oldest_most = max(seen.oldest_most, seen.age)


def see_backlog(centre, now):
    """What of each channel stands in it now; of all, in the place of the first channel, which has none."""
    all_channels = centre.parked[0]
    all_channels.contacts = 0
    all_channels.age = 0.0
    for channel in range(1, centre.house.channels):
        seen = centre.parked[channel]
        seen.contacts = 0
        seen.age = 0.0
        for tier in range(centre.house.tiers):
            line = centre.lines[tier * MOST_LANES + LIVE_LANES + channel]
            if line.first != NOBODY and centre.issues[line.first].deadline < NEVER:
                seen.contacts += line.count
                seen.age = max(seen.age, now - centre.issues[line.first].joined)
        all_channels.contacts += seen.contacts
        all_channels.age = max(all_channels.age, seen.age)
