"""The web pages for coordinators, mentors and caseworkers. Every rule is in `casework` and below."""
