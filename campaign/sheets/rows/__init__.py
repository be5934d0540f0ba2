"""Whose each row is, and what else its own cells say."""
