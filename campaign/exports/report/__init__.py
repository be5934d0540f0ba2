"""The report to leadership: what it says, and its forms on paper and on slides."""
