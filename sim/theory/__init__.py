"""Queueing theory with exact answers: pure functions."""
