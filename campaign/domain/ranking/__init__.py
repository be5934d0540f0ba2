"""Units in order: by one target or several, how fragile a rank is, how it went over the weeks."""
