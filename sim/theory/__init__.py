"""Queueing theory and the arithmetic of people, with exact answers: pure functions.

One line: erlang (Erlang B, C, A), patience (any law), trunks (busy signals), priority (classes),
service_laws (not exponential). Several: tiers (cold and warm transfers), overflow (N-design), returns
(redials and repeats). Time: varying (by hour, from empty, a cycle), volume (days that differ). Use:
service_level (its variants), staffing (how many agents), calculator (as workforce people ask it). People:
attrition, tenure, headcount, learning, gatekeeper. chains: what is no formula, as a Markov chain. cases: all
of it on the reference cases, in one table.

Where a line has no long run, functions return infinite waits or raise `OutOfRangeError`; each says which.
"""
