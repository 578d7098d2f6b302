"""Replications, their statistics and the comparison of designs."""
