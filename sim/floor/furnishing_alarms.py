"""Topics that monitoring raises, filled into their rows."""

from sim.scenario.schema import Scenario


def furnish_alarms(centre, scenario: Scenario):
    for number, topic in enumerate(scenario.topics.values()):
        if topic.alarm is not None:
            row = centre.topics[number]
            row.alarm, row.again = 1, topic.alarm.again
            row.tells = 0.0
