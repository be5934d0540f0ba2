"""Coverage over time against a threshold and a deadline: pace, projection, status, outlook."""
