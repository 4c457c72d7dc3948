"""Prefect flows: one per phase of a course, and the standing rounds."""
