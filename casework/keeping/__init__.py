"""How long a file is kept, the citizen's access to it, handing it back, and erasing it for good."""
