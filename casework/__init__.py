"""Plain async functions that do the work; no Prefect in them."""
