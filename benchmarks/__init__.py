"""How quick Moked is, measured against other ways to simulate the same centres: `python -m benchmarks`."""
