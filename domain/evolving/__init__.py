"""What each event changes on a course, part by part; `domain.evolve` puts them together."""
