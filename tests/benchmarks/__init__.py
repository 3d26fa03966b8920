"""Benchmarks: how right and how fast.  `python -m tests.benchmarks FILE…` runs all of them and writes a report."""
