"""The health of an installation for its operator: codes, counts and times, nothing about any citizen."""
