"""`mentor doctor`: what the installation lacks."""

from __future__ import annotations

from adapters.as_json import as_json
from deployments import doctor as examination
from deployments.printing import Json, console, tell


def doctor(*, json: Json = False) -> int:
    """Undersøg installationen, og sig hvad der skal gøres."""
    findings = examination.examine()
    for finding in findings:
        if json:
            print(as_json(finding))
        else:
            console.print("[green]✓[/green] " if finding.ok else "[red]✗[/red] ", end="")
            tell(f"{finding.what}: {finding.found}")
    return 0 if all(finding.ok for finding in findings) else 4
