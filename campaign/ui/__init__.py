"""What the pages share: the frame around them, the session, cached reads, pickers, tables, messages."""
