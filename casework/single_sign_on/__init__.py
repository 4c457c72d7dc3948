"""Signing in at one's own municipality: setting out, coming back, and whom that makes somebody here."""
