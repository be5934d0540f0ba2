"""The commands, a file for each kind of thing; campaign/cli.py puts them together."""
