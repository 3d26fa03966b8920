"""What `/compare` compares: the categories that the words after it mean, and the question that tells of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process, utils

from assistant.knowledge.base import Category
from assistant.knowledge.examples import best_example, written

if TYPE_CHECKING:
    from assistant.answering.conversation import Assistant
    from assistant.answering.library import Library
    from assistant.terminal.hearing import Hearing


def categories(text: str, assistant: Assistant, hearing: Hearing) -> Sequence[Category]:
    """Return the categories that a text means by their numbers or names, or all of them; none where it means none."""
    rated = assistant.library.base.categories
    numbers = hearing.numbers(text, len(rated))
    found = [rated[each - 1] for each in numbers if 0 < each <= len(rated)]
    return rated if hearing.chooses_everything(text) else found or (_named(text, assistant, hearing) if text else [])


def _named(text: str, assistant: Assistant, hearing: Hearing) -> list[Category]:
    """Return the categories meant: the one of a name, a term of it, or the beginning or a slip of either.

    Several where a text names several, or each of its words means one ("security, performance", "perf orm").
    """
    library, base = assistant.library, assistant.library.base
    if "," in text:
        parts = filter(None, map(str.strip, text.split(",")))
        return list({each.id: each for part in parts for each in _named(part, assistant, hearing)}.values())
    terms = {each.name.casefold(): each for each in base.categories}
    terms |= {term.casefold(): each for each in base.categories for term in (each.id, *each.terms)}

    def meant(part: str) -> list[str]:
        begun = next((each.id for term, each in terms.items() if term.startswith(part.casefold())), "")
        return [begun] if begun else [each.topic for each in assistant.ask(f"{part}?").answers]

    named = library.categories_in(library.reader.read(text).content, False)
    said = " ".join(term for term, each in terms.items() if each.id in named)
    for word in hearing.naming(text) if named else ():
        named += meant(word) if word not in said and word not in library.vocabulary.fillers else []
    near = process.extractOne(text, list(terms), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=70)
    found = named or ([terms[near[0]].id] if near else meant(text))
    return list(filter(None, map(base.category, dict.fromkeys(found))))


def comparison(category: Category, library: Library) -> str:
    """Return the question whose answer tells what a category side by side shows."""
    english, base = library.english, library.base
    asked = next((each for each in english.rulings if each.split()[0] in english.beside), "")
    if len(base.subjects) != 2 or not asked:
        return best_example(category, base, english)
    return written(asked.replace("{category}", category.name), base, english)
