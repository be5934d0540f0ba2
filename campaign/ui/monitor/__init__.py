"""The parts of the monitor pages."""
