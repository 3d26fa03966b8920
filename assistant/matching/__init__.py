"""Labelled texts in, ranked labels out: usable alone."""
