"""What leadership asks each Monday: what has changed, who is late, what it costs to catch up."""
