"""Programmes as people read and change them: what is installed, in words, compared, and courses moved."""
