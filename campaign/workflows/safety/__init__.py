"""Nothing is lost: checks, backups, restoring."""
