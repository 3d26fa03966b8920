"""How replies look."""
