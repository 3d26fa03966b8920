"""A folder of YAML files read into one knowledge base, and what that lacks or names and does not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from rapidfuzz import process

from assistant.knowledge.base import BOTH, OVERALL, TIE, Category, Entry, KnowledgeBase, Subject, Topic
from assistant.knowledge.faults import DataError, Fault, Mark, shown
from assistant.knowledge.files import read_text, yaml_files
from assistant.knowledge.plain import derived_id, derived_name

if TYPE_CHECKING:
    from pathlib import Path

MOST_FAULTS = 1_000
"""Faults of a knowledge base that are told: thousands are of a few slips, gone when the first are mended."""

MOST_COMPARED = 1_000
"""Names at most among which the one is looked for that a wrong name may mean."""


def load(folder: Path | str) -> KnowledgeBase:
    """Read the knowledge base in `folder`.

    Raises DataError: a file cannot be read, does not fit the schema, or refers to nothing. It holds every fault found.
    """
    from assistant.knowledge.schema import read  # YAML is not needed where the knowledge is kept indexed

    parts: list[KnowledgeBase] = []
    faults: list[Fault] = []
    for path in yaml_files(folder):
        try:
            parts.append(read(path, KnowledgeBase))
        except DataError as error:
            from assistant.knowledge.foreign import mistaken

            other = mistaken(path, "knowledge")
            faults += [other] if other else error.faults
    if faults:
        raise DataError(faults)
    base = _with_plain(_joined(parts))
    faults = list(islice(faults_of(base, str(folder)), MOST_FAULTS))
    if faults:
        raise DataError(faults)
    return base


def place_of(key: str, paths: Iterable[str], otherwise: str) -> Mark:
    """Return where a key of a knowledge base stands in its files, or the path `otherwise` where none begins a line."""
    for path in paths:
        for number, line in enumerate(read_text(path).split("\n"), 1):
            if line.startswith(f"{key}:"):
                return Mark(path, number, 1)
    return Mark(otherwise)


def _joined(parts: list[KnowledgeBase]) -> KnowledgeBase:
    values: dict[str, Any] = {}
    for name, declared in KnowledgeBase.fields.items():
        given = [value for part in parts if _is_given(value := getattr(part, name), declared.default)]
        if given and isinstance(given[0], tuple):
            values[name] = tuple(item for each in given for item in each)
        elif given:
            values[name] = {**given[0], **given[-1]} if isinstance(given[0], dict) else given[0]
    return KnowledgeBase(**values)


def _is_given(value: Any, default: Any) -> bool:
    return value is not default and (bool(value) or value is False)


def _with_plain(base: KnowledgeBase) -> KnowledgeBase:
    """Return a knowledge base with its questions and answers as entries, and with the topics that they name.

    An id is made of its question alone: what is added later leaves those that are there as they are.
    """
    if not base.faq:
        return base
    groups: tuple[Category | Topic, ...] = (*base.categories, *base.topics)
    topics = {name: each.id for each in groups for name in (each.id, each.name)}
    taken = {each.id for each in (*groups, *base.subjects, *base.entries)} | {TIE, BOTH, OVERALL}
    taken |= {each.id for each in base.faq}
    numbers: dict[str, int] = {}
    made: list[Topic] = []
    entries: list[Entry] = []
    for each in base.faq:
        topic = each.topic or base.title or each.mark.path
        if topic not in topics:
            topics[topic] = derived_id(topic, taken, numbers)
            taken.add(topics[topic])
            made.append(Topic(id=topics[topic], name=topic, mark=each.mark))
    for each in base.faq:
        name = each.id or derived_id(each.q, taken, numbers)
        taken.add(name)
        entries.append(
            Entry(
                id=name,
                topic=topics[each.topic or base.title or each.mark.path],
                name=each.name or derived_name(each.q),
                answer=each.a,
                ask=(each.q, *each.also),
                section=each.section,
                short=each.short,
                mark=each.mark,
            )
        )
    values = {name: getattr(base, name) for name in base.fields}
    values |= {"topics": (*base.topics, *made), "entries": (*base.entries, *entries), "faq": ()}
    return KnowledgeBase(**values)


def faults_of(base: KnowledgeBase, folder: str = "") -> Iterator[Fault]:
    """Yield what a knowledge base, whose values are all of their kind, lacks or names and does not have."""
    where = Mark(folder)
    if not base.title:
        yield Fault(where, "the knowledge base has no title", "add title: … to one of its files")
    if not base.categories and not base.entries and not base.talk:
        yield Fault(where, "there is nothing to answer", "add faq: with questions and answers, categories or entries")
    if not all(base.synonyms):
        where = place_of("synonyms", yaml_files(folder), folder)
        yield Fault(where, "synonyms has a row of nothing", "write [word, other word], or take the row out")
    yield from _doubles(base)
    for mark, times in Counter(each.mark for each in base.entries if each.mark.line).items():
        if times > 1:
            yield Fault(mark, f"what stands here is named (*name) {times - 1:,} times more", "keep one")
    subjects = dict.fromkeys(each.id for each in base.subjects)
    topics = dict.fromkeys([*(each.id for each in base.categories), *(each.id for each in base.topics)])
    entries = dict.fromkeys(each.id for each in base.entries)
    rulings, topics_of_entries, told = {**subjects, TIE: None}, {**topics, OVERALL: None}, {**subjects, BOTH: None}
    for category in base.categories:
        yield from _unknown(category.winner, rulings, category.mark, "winner")
        yield from _unknown(category.edge, subjects, category.mark, "edge")
        yield from _texts(category, subjects)
    if base.source.url and not base.source.url.startswith(("https://", "http://")):
        where = place_of("source", yaml_files(folder), folder)
        yield Fault(where, f"the url {shown(base.source.url, 60)!r} of the source is none", "begin it with https://")
    claims = dict.fromkeys(each.id for each in base.entries if each.holds)
    for name in base.decide:
        if name not in claims:
            yield from _unknown(name, claims, place_of("decide", yaml_files(folder), folder), "decide")
    for topic in base.topics:
        yield from _unknown(topic.overview, entries, topic.mark, "overview")
    for entry in base.entries:
        yield from _unknown(entry.topic, topics_of_entries, entry.mark, "topic")
        yield from _unknown(entry.subject, subjects, entry.mark, "subject")
        for key, named in (("holds", entry.holds), ("figures", entry.figures), ("section", entry.section)):
            for subject in named if isinstance(named, dict) else ():
                yield from _unknown(subject, subjects, entry.mark, key)
        yield from _spans(entry)
        yield from _texts(entry, told)


def _spans(entry: Entry) -> Iterator[Fault]:
    if any(not (each.who or each.what) for each in entry.roles):
        yield Fault(entry.mark, f"one of the roles of {shown(entry.id, 60)!r} is empty", "write who: and what:")
    if entry.units and not entry.figures:
        yield Fault(
            entry.mark,
            f"{shown(entry.id, 60)!r} has units but no figures",
            "write figures: {subject: number}, or take them out",
        )
    for subject, known in entry.figures.items():
        if isinstance(known, tuple) and (len(known) != 2 or known[0] > known[1]):
            yield Fault(
                entry.mark, f"figures of {shown(subject, 60)!r} are no number and no span", "write [least, most]"
            )


def _texts(item: Category | Entry, keys: Collection[str]) -> Iterator[Fault]:
    if isinstance(item.answer, dict):
        for key in item.answer:
            yield from _unknown(key, keys, item.mark, "answer")
    texts = item.answer.values() if isinstance(item.answer, dict) else (item.answer,)
    if not item.answer or not all(texts):
        yield Fault(item.mark, f"{shown(item.id, 60)!r} has an empty answer", "write the text")
    if not item.ask:
        yield Fault(item.mark, f"{shown(item.id, 60)!r} has no examples", "add ask: with several ways to ask for it")


def _unknown(value: str, known: Collection[str], mark: Mark, key: str) -> Iterator[Fault]:
    if value and value not in known:
        names = list(islice(known, MOST_COMPARED))
        close = process.extractOne(value, names, score_cutoff=70)
        mend = f"did you mean {close[0]!r}?" if close else f"known: {shown(', '.join(names), 120) or 'none'}"
        yield Fault(mark, f"{key} names {shown(value, 60)!r}, which does not exist", mend)


def _doubles(base: KnowledgeBase) -> Iterator[Fault]:
    seen: dict[str, Mark] = {}
    named: tuple[Subject | Topic | Category | Entry, ...] = (
        *base.subjects,
        *base.topics,
        *base.categories,
        *base.entries,
    )
    for each in named:
        if each.id in seen:
            yield Fault(each.mark, f"the id {shown(each.id, 60)!r} is taken by {seen[each.id]}", "give it another id")
        elif each.id in (TIE, BOTH, OVERALL):
            yield Fault(each.mark, f"the id {shown(each.id, 60)!r} has a meaning of its own", "give it another id")
        seen.setdefault(each.id, each.mark)
