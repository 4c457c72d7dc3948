"""Reportable matters, apart from every course: their post and how long they are kept."""
