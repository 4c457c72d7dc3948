"""Would the tests notice a wrong rule? `python -m tests.mutants` makes some and sees (docs/mutants.md)."""
