"""Mail that comes in: sealed before it is looked at, judged, and given exactly one fate."""
