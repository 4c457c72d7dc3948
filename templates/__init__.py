"""All that people read, as text files that ship with the program."""
