"""What only the authority decides: who its deciders are, new periods, the end of an effort."""
