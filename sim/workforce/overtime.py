"""Overtime: seats that would stay empty, offered to people who have hours and rest to spare."""

from bisect import insort

from sim.workforce.rota import LEAST, REST, SPAN, working_days


class Overtime:
    """Who has worked how much of it, and who takes what is offered."""

    def __init__(self, rules):
        """`rules`: what the scenario says of the pool's overtime, or None."""
        self.rules = rules
        self.used = {}  # by person: (year, minutes in it)

    def taken(self, people, assigned, gaps, absent, year):
        """Of the gaps, (start, end), what somebody takes: (start, end, who, before).

        `assigned`: the shifts of the week, of these people; `absent(who, start)`: whether that person does
        not come then; `before`: minutes of overtime on the same day before it.
        """
        taken: list[tuple] = []
        if not gaps:
            return taken
        week = Week(assigned, [self.left(person, year) for person in people])
        for start, end in sorted(gaps):
            halves = [(start, (start + end) / 2), ((start + end) / 2, end)]
            for parts in ([(start, end)], halves if end - start >= 2 * LEAST else []):
                found = [(a, b, who) for a, b in parts if (who := week.who_can(a, b, absent)) is not None]
                if found:
                    break
            for a, b, who in found:
                before = week.give(a, b, who)
                taken.append((a, b, who, before))
                done = self.used.get(people[who], (year, 0.0))
                self.used[people[who]] = (year, (done[1] if done[0] == year else 0.0) + b - a)
        return taken

    def left(self, person, year):
        """Minutes of it that a person may work this week."""
        weekly, yearly = self.rules.weekly, self.rules.yearly
        last, minutes = self.used.get(person, (year, 0.0))
        used = minutes if last == year else 0.0
        return weekly if yearly is None else max(0.0, min(weekly, yearly - used))


class Week:
    """The shifts of people in a week, to which overtime is added."""

    def __init__(self, assigned, left):
        self.left = left  # by person: minutes of overtime
        self.order = sorted((-minutes, who) for who, minutes in enumerate(left))  # who has most comes first
        self.extra = {}  # by (person, start of the working day): minutes of overtime
        self.own = dict(assigned.own)
        self.days = {who: working_days(sorted(own)) for who, own in self.own.items()}

    def who_can(self, start, end, absent):
        """Whoever has most overtime left, of those who are free then and rested; None if nobody is."""
        for spent, who in self.order:
            if -spent < end - start:
                return None
            if self.fits(self.days.get(who, ()), start, end) and not absent(who, start):
                return who
        return None

    @staticmethod
    def fits(days, start, end):
        """Whether overtime goes with these working days. It may lengthen one at either end, to its span."""
        first, last = start, end
        for begins, ends in days:
            if ends <= start:
                first = begins if start - ends < REST else start
            elif begins < end:
                return False
            else:
                last = ends if begins - end < REST else end
                break
        return last - first <= SPAN

    def give(self, start, end, who):
        self.order.remove((-self.left[who], who))
        self.left[who] -= end - start
        insort(self.order, (-self.left[who], who))
        self.own[who] = [*self.own.get(who, ()), (start, end)]
        self.days[who] = working_days(sorted(self.own[who]))
        day = max(begins for begins, _ in self.days[who] if begins <= start)
        last = self.extra.get((who, day), 0.0)
        self.extra[who, day] = last + end - start
        return last
