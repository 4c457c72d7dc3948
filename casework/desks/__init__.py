"""What lies before a person who has to judge one thing: everything she needs of it on one page."""
