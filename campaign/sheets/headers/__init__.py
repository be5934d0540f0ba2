"""Tables found, and what stands over and around them read: columns, groups, periods."""
