"""Every table, every SELECT, every write; engine and migrations."""
