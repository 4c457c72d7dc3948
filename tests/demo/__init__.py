"""The demonstration, played once for all tests that look at what it left."""
