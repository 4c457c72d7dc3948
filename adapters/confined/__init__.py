"""Does work on bytes from strangers in a warm child process that can neither hurt nor delay us for long."""

from adapters.confined.process import ConfinedProcess, Limits, WorkFailed

__all__ = ["ConfinedProcess", "Limits", "WorkFailed"]
