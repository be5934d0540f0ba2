"""What a file was sent for: a report of doses given, or the people that coverages are taken against."""

from __future__ import annotations

REPORT, POPULATIONS = "report", "populations"
