"""What reports add up to: figures, periods, running totals, and what contradicts what."""
