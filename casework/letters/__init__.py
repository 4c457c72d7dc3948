"""Letters that leave: rendered from a notice, enveloped, sent, and taken care of when they do not arrive."""
