"""Accounts, sessions, links and failed sign-ins."""
