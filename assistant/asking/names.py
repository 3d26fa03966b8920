"""What subjects are called: as their author gives it, and what English makes of that."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.english import English
from assistant.words.lexicon import Lexicon


def called(base: KnowledgeBase, english: English, lexicon: Lexicon) -> list[tuple[str, str]]:
    """Return what subjects are called, with their ids: all given names before what is made of any of them."""
    given = [(lexicon.phrase(name), each.id) for each in base.subjects for name in (each.name, *each.aliases)]
    ways = (_plurals, _deeds)
    made = ((form, each) for way in ways for name, each in given for form in way(name, english, lexicon))
    kinds = [f"{article} {lexicon.phrase(noun)}" for article in english.articles for noun in base.kind]
    return [*given, *made, *((f"{kind} {name}", each) for kind in kinds for name, each in given)]


def _plurals(name: str, english: English, lexicon: Lexicon) -> Iterator[str]:
    """Yield the plurals of a name."""
    before, _, last = name.rpartition(" ")
    for form in lexicon.inflected(last, english.name_plurals):
        yield f"{before} {form}".lstrip()


def _deeds(name: str, english: English, lexicon: Lexicon) -> Iterator[str]:
    """Yield of what one does ("renting") who does it and that it is done."""
    if " " not in name and name.endswith(english.name_doing):
        for stem in sorted(lexicon.stems(name)):
            yield from lexicon.inflected(stem, english.name_deeds)
