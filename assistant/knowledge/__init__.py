"""What is known: the knowledge base and the English cues, as typed records."""
