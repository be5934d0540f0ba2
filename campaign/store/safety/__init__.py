"""The audit trail, seals and fingerprints, backups and what takes a database's place."""
