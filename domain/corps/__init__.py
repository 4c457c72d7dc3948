"""The mentor corps: who the mentors are, what they have room for, who stands in for whom, and when (S3)."""
