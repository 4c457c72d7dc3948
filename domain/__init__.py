"""Pure rules of a mentor course: no clock, no storage, no network."""
