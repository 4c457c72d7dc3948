"""Help: the words of the field, and what each page is for: texts in `templates/portal/help/`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from adapters.templates import FOLDER, initial

HELP = FOLDER / "portal" / "help"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the field: its name, what it means in our own words, and which source uses it."""

    key: str
    name: str
    means: str
    source: str


@dataclass(frozen=True, slots=True)
class About:
    """What a page is for, and the words on it that may need explaining."""

    text: str
    words: tuple[Word, ...]


@cache
def words() -> Mapping[str, Word]:
    """Every word by its key, in the order of the file."""
    found = tomllib.loads((HELP / "words.toml").read_text(encoding="utf-8"))
    return {key: Word(key, **fields) for key, fields in found.items()}


@cache
def abouts() -> Mapping[str, About]:
    """What each page is for, by its path as the route table writes it."""
    found = tomllib.loads((HELP / "pages.toml").read_text(encoding="utf-8"))["page"]
    known = words()
    return {
        path: About(page["about"], tuple(known[key] for key in page.get("words", ())))
        for path, page in found.items()
    }


@cache
def no_pages() -> Mapping[str, str]:
    """The paths at which there is no page to explain, each with the reason."""
    found: Mapping[str, str] = tomllib.loads((HELP / "pages.toml").read_text(encoding="utf-8"))["no-page"]
    return found


def explain(key: str) -> Markup:
    """The word explained where it stands, folded up until somebody asks. Raises KeyError."""
    word = words()[key]
    return Markup('<details class="explain"><summary>Hvad er {}?</summary><p>{}</p></details>').format(
        word.name, word.means
    )


def term(key: str, shown: str = "") -> Markup:
    """The word in running text, leading to where it is explained. Raises KeyError for an unknown one."""
    word = words()[key]
    return Markup('<a class="term" href="/hjaelp#{}">{}</a>').format(key, shown or word.name)


def by_letter() -> list[tuple[str, list[Word]]]:
    """The words in Danish alphabetical order, by their first letter."""
    ordered = sorted(words().values(), key=_danish)
    letters = dict.fromkeys(initial(word.name)[:1] for word in ordered)
    return [(one, [word for word in ordered if initial(word.name).startswith(one)]) for one in letters]


def _danish(word: Word) -> str:
    """Æ, ø and å come last, in this order."""
    return word.name.lower().translate(str.maketrans("æøå", "{|}"))
