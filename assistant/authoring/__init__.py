"""What authors of knowledge use: scripted questions, checks, misses, a starter."""
