"""What is doubtful of records whatever is asked: what is said twice, contradicts itself, is lacking, is too long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from assistant.answering.library import Library
from assistant.authoring.written import base_forms, items, place_of, texts_of
from assistant.knowledge.base import TIE, Category, Entry
from assistant.knowledge.faults import Fault, Mark

LONGEST_TEXTS = {name: Category.fields[name].most for name in ("answer", "verdict", "why")}
"""Characters above which a text is more than one looks for."""


def _taken_twice(library: Library, named: Iterable[tuple[str, Mark, Iterable[str]]], what: str) -> Iterator[Fault]:
    """Find phrases that stand for two of the named things."""
    owner: dict[str, str] = {}
    for name, mark, phrases in named:
        for phrase in phrases:
            plain = base_forms(library, phrase)
            if owner.setdefault(plain, name) != name:
                yield Fault(
                    place_of(mark, phrase),
                    f"{what} {phrase!r} of {name} is {owner[plain]}'s too",
                    "keep it where it belongs",
                )


def alias_collisions(library: Library) -> Iterator[Fault]:
    subjects, outside = library.base.subjects, library.base.outside
    yield from _taken_twice(
        library,
        (
            *((each.id, each.mark, dict.fromkeys((each.name, *each.aliases))) for each in subjects),
            *((each.name, each.mark, each.terms) for each in outside),
        ),
        "the alias or term",
    )


def term_collisions(library: Library) -> Iterator[Fault]:
    yield from _taken_twice(
        library, ((each.id, each.mark, (each.name, *each.terms)) for each in library.base.categories), "the term"
    )


def synonym_collisions(library: Library) -> Iterator[Fault]:
    folder = _folder(library)
    yield from _taken_twice(library, ((row[0], folder, row) for row in library.base.synonyms), "the synonym")


def two_signs(library: Library) -> Iterator[Fault]:
    for each in items(library):
        less = {base_forms(library, text) for text in each.less}
        for text in each.more:
            if base_forms(library, text) in less:
                yield Fault(
                    place_of(each.mark, text),
                    f"{each.id!r} has {text!r} both under more and under less",
                    "keep it under one",
                )


def contradictions(library: Library) -> Iterator[Fault]:
    """A claim that asserts a category's own comparison must not hold for another subject than the ruling says."""
    for entry in library.base.entries:
        category = library.base.category(entry.topic)
        if not category or not entry.holds:
            continue
        ruled = {base_forms(library, text) for text in category.more} & {
            base_forms(library, text) for text in entry.more
        }
        holders = [subject for subject, holds in entry.holds.items() if holds]
        right = category.edge if category.winner == TIE else category.winner
        if ruled and len(holders) == 1 and len(entry.holds) > 1 and holders[0] != right:
            yield Fault(
                entry.mark,
                f"the claim {entry.id!r} says {', '.join(sorted(ruled))!r} of {holders[0]}, "
                f"while {category.id} rules {category.winner}",
                "mend holds, more, or the ruling",
            )


def edges(library: Library) -> Iterator[Fault]:
    for each in library.base.categories:
        if each.edge and each.winner != TIE:
            yield Fault(
                place_of(each.mark, "edge"),
                f"{each.id!r} has an edge although {each.winner} wins",
                "leave edge out, or rule a tie",
            )


def sources(library: Library) -> Iterator[Fault]:
    base = library.base
    if base.cite and base.subjects and not base.source.title:
        yield Fault(_folder(library), "no source is named", "add source: {title: …}, or cite: false")


def sections(library: Library) -> Iterator[Fault]:
    some = any(each.section for each in items(library))
    for each in items(library):
        if some and not each.section:
            yield Fault(each.mark, f"{each.id!r} names no section of the source", "add section: its heading")


def lengths(library: Library) -> Iterator[Fault]:
    for each in items(library):
        for key, text in texts_of(each):
            brief = key == "answer" and isinstance(each, Entry) and each.short
            if len(text) > LONGEST_TEXTS[key] and not brief:
                short = "write short: beside it, " if key == "answer" and isinstance(each, Entry) else ""
                yield Fault(
                    place_of(each.mark, text[:30]),
                    f"{each.id!r}: {key} has {len(text)} characters",
                    f"keep it under {LONGEST_TEXTS[key]}, {short}or make two entries",
                )


def verdicts(library: Library) -> Iterator[Fault]:
    names = {each.id: [each.name, *each.aliases] for each in library.base.subjects}
    for each in library.base.categories:
        words = f" {base_forms(library, each.verdict)} "
        said = names.get(each.winner, library.english.ties)
        if not any(f" {base_forms(library, name)} " in words for name in said):
            yield Fault(
                place_of(each.mark, "verdict"),
                f"the verdict of {each.id!r} does not say that it is {each.winner}",
                "say it in its first words",
            )


def direct(library: Library) -> Iterator[Fault]:
    """Texts that begin with a yes or no: true of the question as it is written, false of the same turned round."""
    begins = {library.english.say[each].casefold() for each in ("yes", "no")}
    for each in items(library):
        judged = isinstance(each, Category) or bool(each.holds)
        mend = "yes or no is put in front, as the question wants it" if judged else "the opposite question gets it too"
        for key, text in texts_of(each):
            first = text.split()[0].rstrip(",.:;!") if text else ""
            if first.casefold() in begins:
                place = place_of(each.mark, text[:30])
                yield Fault(place, f"{each.id!r}: {key} begins with {first!r}", f"begin with the fact: {mend}")


def gaps(library: Library) -> Iterator[Fault]:
    for each in library.base.categories:
        for subject in library.base.subjects:
            if subject.id not in each.answer:
                yield Fault(
                    each.mark, f"{each.id!r} does not say how {subject.id} stands", f"add answer: {subject.id}: …"
                )


def unused_topics(library: Library) -> Iterator[Fault]:
    used = {each.topic for each in library.base.entries}
    for each in library.base.topics:
        if each.id not in used:
            yield Fault(each.mark, f"no entry has the topic {each.id!r}", "write one, or leave the topic out")


def _folder(library: Library) -> Mark:
    return Mark(str(Path(items(library)[0].mark.path).parent))
