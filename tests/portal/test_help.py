"""Every page says what it is for, and every word of the field is explained."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from portal.helping import abouts, by_letter, explain, no_pages, term, words
from portal.pages import every_page
from tests.domain.readable import is_sentence
from tests.portal.town import ACCOUNTS, Portal, Visitor

Visiting = Callable[[str], Visitor]
READ = [rule.path for part in every_page() for rule in part.rules if rule.method == "GET"]
ASKED_FOR = [
    "bestilling",
    "henvisning",
    "bevilling",
    "bevillingsperiode",
    "samtykke",
    "jobplan",
    "mentor",
    "mentorkoordinator",
    "sagsbehandler",
    "jobkonsulent",
    "jobcenter",
    "aftale",
    "forandringsplan",
    "mal",
    "fokusomrade",
    "opfolgning",
    "trepartsmode",
    "logbog",
    "fravigelse",
    "udeblivelse",
    "progressionsrapport",
    "forlaengelse",
    "helt-saerlige-tilfaelde",
    "udfasning",
    "afsluttende-rapport",
    "orientering",
    "rykker",
    "aktindsigt",
    "afgorelse",
    "klage",
    "skanehensyn",
    "praktik",
    "vikar",
]


@pytest.mark.requirement("local.explained")
@pytest.mark.parametrize("path", READ)
def test_a_page_says_what_it_is_for(path: str) -> None:
    """A new page needs a text in templates/portal/help/pages.toml; what is no page stands there with why."""
    assert (path in abouts()) != (path in no_pages())


def test_nothing_is_explained_that_is_not_there() -> None:
    assert {*abouts(), *no_pages()} <= {*READ}


@pytest.mark.requirement("local.explained")
def test_the_words_of_the_field_are_explained_in_sentences() -> None:
    assert set(ASKED_FOR) <= set(words())
    texts = [word.means for word in words().values()] + [about.text for about in abouts().values()]
    assert [text for text in texts if not is_sentence(text)] == []


@pytest.mark.requirement("local.explained")
def test_the_glossary_is_in_danish_order_and_open_to_every_role(portal: Portal, visitor: Visiting) -> None:
    assert "".join(letter for letter, _ in by_letter()).startswith("AB")
    assert sum(len(found) for _, found in by_letter()) == len(words())
    for key in ACCOUNTS:
        assert "Progressionsrapport" in visitor(key).get("/hjaelp").text
    assert visitor("").get("/hjaelp").status_code in {302, 303, 307, 401}


@pytest.mark.requirement("local.explained")
def test_a_page_carries_its_explanation_and_the_words_it_uses(portal: Portal, visitor: Visiting) -> None:
    page = visitor("mentor:amira").get("/min-dag").text
    assert "Om denne side" in page
    assert abouts()["/min-dag"].text in page
    assert words()["rykker"].means in page


def test_a_word_is_explained_in_place_or_led_to() -> None:
    assert explain("rykker").startswith('<details class="explain"><summary>Hvad er rykker?')
    assert term("rykker", "rykkere") == '<a class="term" href="/hjaelp#rykker">rykkere</a>'
    with pytest.raises(KeyError):
        explain("ukendt")
