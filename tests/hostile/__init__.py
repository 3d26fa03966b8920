"""Ways to break the program, in groups: each a module with cases that are tried against the real command."""
