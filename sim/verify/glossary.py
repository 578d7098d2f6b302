"""Short names of figures, as theory writes them, in words."""

from __future__ import annotations

import re

from sim.words import N_, _

WORDS = {
    "p_wait": N_("share who have to wait"),
    "p_ab": N_("share who give up"),
    "p_ab_offered": N_("share who give up, of all who called"),
    "p_ab_total": N_("share of issues given up"),
    "p_block": N_("share who find all lines busy"),
    "EW": N_("mean wait of all"),
    "EW_served": N_("mean wait of the answered"),
    "EW_abandoned": N_("mean wait of those who give up"),
    "EW_given_wait": N_("mean wait of those who have to"),
    "EW_hold": N_("mean time held on the line"),
    "W": N_("mean wait of a class"),
    "fifo": N_("mean wait of both classes together"),
    "ELq": N_("mean length of the line"),
    "EQ": N_("mean length of the line"),
    "EQ_end_by_hour": N_("mean line at the end of an hour"),
    "EX_at": N_("mean number there, at this part of the day"),
    "Pdelay_at": N_("all are busy, at this part of the day"),
    "occupancy": N_("share of agents' time that is busy"),
    "occ": N_("share of agents' time that is busy"),
    "occ_incl_hold": N_("share of agents' time that is busy, holding included"),
    "occ_0_480": N_("share of agents' time that is busy, before the last call"),
    "sl": N_("answered in time, of all offered"),
    "sl_served_all": N_("answered in time, of all offered"),
    "sl_excl_ab": N_("answered in time, of all who were patient for so long"),
    "sl_any": N_("answered or given up in time, of all offered"),
    "sl_served": N_("answered in time, of the answered"),
    "ab_within": N_("given up in time, of all offered"),
    "w90": N_("the wait that a tenth exceed"),
    "p_resolved_t": N_("share of issues solved at a line"),
    "solved_share_tier": N_("share of issues solved at a line"),
    "lam": N_("contacts a unit of time, at a line"),
    "lam_eff": N_("contacts a unit of time, those who come back included"),
    "abandoned": N_("who give up, a day"),
    "abandoned_by_hour": N_("who give up, by the hour"),
    "E_arrivals": N_("contacts a day"),
    "E_lost": N_("who give up or will not wait, a day"),
    "lost_over_1660": N_("the same, as a share of the mean volume"),
    "wait_s_over_1660": N_("seconds waited in a day, by the mean volume"),
    "EW_s": N_("mean wait of all, seconds"),
    "EW_min": N_("mean wait of all"),
    "sl20_served_all": N_("answered in 20 s, of all offered"),
    "contacts_per_issue": N_("contacts for each issue"),
    "E_headcount_before_review": N_("people before a review, mean"),
    "E_leavers_per_cycle": N_("who leave between reviews, mean"),
    "E_mean_headcount": N_("people over time, mean"),
    "annual_turnover_pct": N_("leavers in a year, percent of people"),
    "cohort": N_("hazard a week, from the share of a cohort"),
    "ratio": N_("hazard a week, from leavers over headcount"),
    "q05": N_("volume that a day in twenty falls short of"),
    "q50": N_("median volume of a day"),
    "q95": N_("volume that a day in twenty exceeds"),
    "p_gt_1_2mean": N_("days a fifth busier than the mean"),
    "p_gt_1_5mean": N_("days half as busy again as the mean"),
    "mean_AHT_per_agent": N_("mean handling time over people"),
    "mean_rate": N_("mean speed over people"),
    "mean_tenure": N_("mean tenure"),
    "E_orbit": N_("mean number of those who will come back"),
    "cov_xy": N_("covariance of the numbers at the two lines"),
    "arrivals": N_("contacts a day"),
    "n_in_20s": N_("answered in 20 s, a day"),
    "E_productive": N_("people at work, mean"),
    "sd_productive": N_("people at work, standard deviation"),
    "E_trainees": N_("people in training, mean"),
    "effective_AHT": N_("mean handling time, as customers meet it"),
    "mean": N_("mean volume of a day"),
    "var": N_("variance of a day's volume"),
    "cv": N_("standard deviation / mean"),
    "iod": N_("variance / mean"),
    "corr_periods": N_("correlation of two hours of a day"),
}


def in_words(what: str) -> str:
    """A short name in words; what is none stays as it is. Numbers, of a line or a target, are left off."""
    name = what.split(",")[0]
    last = name.split(".")[0] if name.split(".")[-1].isdigit() else re.split(r"\.(?=[A-Za-z])", name)[-1]
    for known in (name, last, re.sub(r"_?[0-9.]+$", "", last), re.sub(r"[0-9](?=_|$)", "", last)):
        if known in WORDS:
            return _(WORDS[known])
    return ""
