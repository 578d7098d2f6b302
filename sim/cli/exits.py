"""Exit codes beside 0."""

FAILED, BAD_INPUT, INTERRUPTED = 1, 2, 130
