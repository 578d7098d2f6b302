"""Lists threaded through rows: each row knows its neighbours, so it joins or leaves in one step."""

from sim.floor.kinds import NOBODY


def append(line, rows, row):
    row.previous = line.last
    row.next = NOBODY
    if line.last == NOBODY:
        line.first = row.number
    else:
        rows[line.last].next = row.number
    line.last = row.number
    line.count += 1


def remove(line, rows, row):
    if row.previous == NOBODY:
        line.first = row.next
    else:
        rows[row.previous].next = row.next
    if row.next == NOBODY:
        line.last = row.previous
    else:
        rows[row.next].previous = row.previous
    line.count -= 1
