"""Letters and words, whatever they are about."""
