"""The report as a page to print."""
