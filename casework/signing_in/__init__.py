"""Signing in to the portal: a link by mail, a second factor, a session."""
