"""Doing something on a course: who may, what stands in the way, and what becomes of what was typed."""
