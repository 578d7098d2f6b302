"""A bot in front: it settles some simple issues, annoys some customers, and passes the rest on, later."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.customers.columns import Columns
from sim.customers.tally import Tally
from sim.luck import fortunes
from sim.luck.draws import ANNOYED, BOT
from sim.scenario.bot import Bot
from sim.scenario.schema import Scenario
from sim.scenario.weeks import heard_by_bot


class Gate:
    """What the bot makes of issues. It meets first contacts only."""

    def __init__(self, scenario: Scenario, bot: Bot, tally: Tally):
        self.bot, self.tally = bot, tally
        heard = heard_by_bot(scenario)
        self.hears = np.array([name in heard for name in scenario.topics])

    def passed_on(self, issues: Columns) -> Columns:
        """Those that come to the floor, when the bot has done with them."""
        bot = self.bot
        heard = self.hears[issues.topic]
        understood = heard & (issues.difficulty <= bot.ability)
        settles, annoys = fortunes.draws_of(issues.fortune, BOT, ANNOYED)
        settled = understood & (settles < fortunes.cards_below(bot.settles))
        annoyed = heard & ~settled & (annoys < fortunes.cards_below(bot.annoys))
        for what, which in (("heard", heard), ("settled", settled), ("annoyed", annoyed)):
            self.tally.note(what, issues, which)
        later = replace(issues, time=issues.time + np.where(heard, bot.takes, 0.0))
        return later.where(~(settled | annoyed))
