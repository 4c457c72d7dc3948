"""Key figures: what a course's neutral history adds to which month, and what may be handed on of the sums."""
