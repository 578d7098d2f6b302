"""Moked simulates call centres and help desks, and compares their designs."""
