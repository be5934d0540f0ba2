"""Workbook bytes to tables to figures with their cell addresses; a blank template out."""
