"""What goes wrong around the system, and that nothing is lost, doubled or told by it."""
