"""DataFrame in, plotly Figure out, with the words that describe it to those who cannot see it."""
