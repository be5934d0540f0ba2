"""Splitting a target over units, and how far each has come with its share."""
