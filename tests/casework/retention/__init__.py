"""Tests of the retention list and of erasure."""
