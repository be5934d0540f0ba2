"""What is kept by hand: units, directives, targets, assignments, boundaries, closed periods."""
