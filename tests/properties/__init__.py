"""What holds of any input: tried on inputs that hypothesis makes up, the same ones each time."""
