"""The command `mentor`: what an operator, a coordinator or a script types."""

from deployments.cli.app import main

__all__ = ["main"]
