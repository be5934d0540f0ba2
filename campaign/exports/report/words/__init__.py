"""The report's sentences, made once for every form."""
