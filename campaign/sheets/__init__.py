"""Workbook bytes to tables to figures with their cell addresses; a blank template out.

reading     the way through the rooms: `read_workbook`; reading_apart: the same in a process of its own
files       a file of any kind opened behind a gate, old fonts in Unicode
headers     tables found; what stands over and around them: columns, groups, periods, layouts
rows        whose each row is, and what else its own cells say
words       what words in sheets mean
numbers     cells as numbers, figures, and the rules that hold them against one another
result      what reading gives: tables, numbers, findings, questions; answers: what it is read with
template    the blank workbook
"""
