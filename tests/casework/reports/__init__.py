"""Tests of what people read: reports."""
