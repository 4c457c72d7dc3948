"""A month's hours: reconciled, sealed, written as files, and what a later correction changes."""
