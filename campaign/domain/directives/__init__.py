"""Directives and the targets they set: checks, readings of deadlines, what is in force when."""
