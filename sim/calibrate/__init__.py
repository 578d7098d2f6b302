"""From logs to scenarios."""
