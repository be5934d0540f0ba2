"""The parts of the pages for accounts, the audit trail and backups."""
