"""Topics that monitoring raises, filled into their rows."""

from sim.floor.kinds import NEVER
from sim.scenario.schema import Scenario


def furnish_alarms(centre, scenario: Scenario):
    for number, topic in enumerate(scenario.topics.values()):
        if topic.alarm is not None:
            row = centre.topics[number]
            row.alarm, row.again = 1, topic.alarm.again
            row.patience, row.tells = NEVER, 0.0
