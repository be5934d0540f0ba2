"""One function per thing a person does: gather, decide, save."""
