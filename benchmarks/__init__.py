"""What is measured, against which peer: `make bench`, or python -m benchmarks.

Ratios are taken within one run on one machine: whole processes, CPU seconds, the contenders in turn, medians.
"""
