"""Tests of `casework/`."""
