"""The API: the portal's actions for programs, with tokens instead of a sign-in."""
