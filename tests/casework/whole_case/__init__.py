"""Tests of a course written out."""
