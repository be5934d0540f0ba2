"""The parts of the upload pages."""
