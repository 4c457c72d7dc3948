"""Commands as people might give them to a course as it stands: mostly sensible, sometimes not.

Everything that differs between programmes (tasks, categories, roles, tracks) is drawn from the programme's
own file, with something it does not have now and then.
"""

from __future__ import annotations

from tests.domain.commanding.beginning import BEGINNING
from tests.domain.commanding.case_file import CASE_FILE
from tests.domain.commanding.ending import ENDING
from tests.domain.commanding.extensions import EXTENSIONS
from tests.domain.commanding.goals import GOALS
from tests.domain.commanding.likely import likely
from tests.domain.commanding.matters import MATTERS
from tests.domain.commanding.scene import Given, Scene
from tests.domain.commanding.work import WORK

COMMANDS: dict[str, Given] = {
    **BEGINNING,
    **GOALS,
    **WORK,
    **MATTERS,
    **EXTENSIONS,
    **ENDING,
    **CASE_FILE,
}
"""For every command but RegisterReferral: what could be given to a course at an instant."""

__all__ = ["COMMANDS", "Scene", "likely"]
