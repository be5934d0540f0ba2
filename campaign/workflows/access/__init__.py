"""Who is allowed in, and who may do what."""
