"""What happened on a course: its record as people read it, now and as it was known before."""
