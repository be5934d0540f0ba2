"""The gate before every page: sign-in, sessions, who may reach which address."""
