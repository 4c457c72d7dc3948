"""What is asked of a mentor course, and which tests show it."""
