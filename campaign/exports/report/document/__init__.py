"""The report as a Word document in the form of an official paper."""
