"""What is done with sheets: read, answer, compare, save, withdraw."""
