"""Forms for commands: made from the command's own class, read back into it, done, and shown again when
something is wrong. Pages use `doing.form_of`, `doing.do` and the macros of `templates/portal/forms/`.
"""
