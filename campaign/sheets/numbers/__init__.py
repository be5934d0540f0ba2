"""Cells read as numbers, made into figures, and held against one another."""
