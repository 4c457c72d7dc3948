"""Lists over many courses: a person's day, courses, log books, forecasts, cards, and the search."""
