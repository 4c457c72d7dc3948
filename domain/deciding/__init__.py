"""The rules, one module per stretch of a course's life; `domain.decide` is the way in."""
