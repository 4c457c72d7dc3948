"""Tests of what people read: notices."""
