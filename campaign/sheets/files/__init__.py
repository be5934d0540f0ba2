"""Files of every kind opened behind a gate: sheets as rows of values, and what stands beside the values."""
