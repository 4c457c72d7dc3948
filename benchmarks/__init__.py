"""The workload, the lower bound, the peers and one runner."""
