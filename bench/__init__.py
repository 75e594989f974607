"""The benchmarks: one runner, one table (`make bench`)."""
