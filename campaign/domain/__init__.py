"""The rules: plain values and DataFrames in, the same out; no files, no clock, no SQL."""
