"""What is looked at: progress, outlook, rankings, districts, the cells behind a number."""
