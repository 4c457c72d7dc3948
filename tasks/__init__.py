"""Prefect tasks: one casework effect each."""
