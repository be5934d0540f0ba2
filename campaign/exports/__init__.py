"""Rankings out of the program, as files that open right in an office in Việt Nam."""
