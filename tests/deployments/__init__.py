"""Tests of `deployments/`."""
