"""Queueing theory and the arithmetic of people, with exact answers: pure functions.

erlang: one line (Erlang B, C, A). service_level: its variants. staffing: how many agents. calculator: all
of that as workforce people ask it. tiers: lines that feed lines. priority: classes of customers.
attrition, learning: leaving, and its cost.
"""
