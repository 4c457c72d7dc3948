"""Mail that comes twice, and an intake that is struck down again and again: one course each, nothing lost."""
