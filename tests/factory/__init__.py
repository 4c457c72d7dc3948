"""The parts `tests.factories` is made of."""
