"""OpenID Connect towards a municipality's sign-in: its papers, the way there, and what it answers."""
