"""A course with all that is kept about it, written out: for the citizen's access, and to be returned."""
