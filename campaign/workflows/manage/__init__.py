"""What is kept beside sheets: directives and targets, populations, assignments."""
