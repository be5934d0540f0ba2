"""The words of findings, a file for each kind of thing that is checked."""
