"""The parts of the overview, top to bottom as a leader reads them; HTML alone, so that nothing waits for a chart."""
