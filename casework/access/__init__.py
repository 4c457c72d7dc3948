"""Who is who and sees what: accounts, sight of courses and their parts, and the log of every reading."""
