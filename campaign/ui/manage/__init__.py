"""The parts of the pages for directives, populations and assignments."""
