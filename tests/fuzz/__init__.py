"""Inputs changed at random until something breaks: not run by pytest; `python -m tests.fuzz --help`."""
