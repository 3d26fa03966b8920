"""What is never written down, always derived: the whole comparison, counted from the rulings, and of the source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.knowledge.base import BOTH, TIE, Category, Entry, KnowledgeBase
from assistant.knowledge.english import English, spoken


def overall_entries(base: KnowledgeBase, english: English) -> tuple[Entry, ...]:
    """Return the entries about the whole comparison with their texts filled in; none where nothing is ruled."""
    if not base.categories or len(base.subjects) < 2:
        return ()
    shared = _shared_lines(base, english)
    return tuple(_filled(entry, base, english, shared) for entry in english.overall)


def sourced_entries(base: KnowledgeBase, english: English) -> tuple[Entry, ...]:
    """Return the entries about the source itself that name what it has, but for what the author answers himself."""
    known = {name: getattr(base.source, name) for name in base.source.fields if name != "mark"}
    everything: tuple[Category | Entry, ...] = (*base.categories, *base.entries)
    asked = {spoken(text) for each in everything for text in each.ask}
    found = []
    for entry in english.sourced:
        named = str(entry.answer)
        if any(not value and f"{{{name}}}" in named for name, value in known.items()):
            continue
        ask = tuple(text for text in entry.ask if spoken(text) not in asked)
        found.append(Entry(id=entry.id, topic=entry.topic, name=entry.name, answer=named.format_map(known), ask=ask))
    return tuple(each for each in found if each.ask)


def listed(names: Iterable[str], english: English) -> str:
    """Return names as a list in running text."""
    items = list(names)
    return f"{', '.join(items[:-1])} {english.say['and']} {items[-1]}" if len(items) > 1 else "".join(items)


def begun(line: str, base: KnowledgeBase) -> str:
    """Return a sentence with a capital where it begins with a subject as it stands within one."""
    begins = any(each.in_text and line.startswith(each.in_text) for each in base.subjects)
    return line[:1].upper() + line[1:] if begins else line


def _filled(entry: Entry, base: KnowledgeBase, english: English, shared: Mapping[str, str]) -> Entry:
    lines = {each.id: {**shared, **_subject_lines(base, english, each.id)} for each in base.subjects}
    template = str(entry.answer)
    texts = {subject: template.format_map(values).strip() for subject, values in lines.items()}
    if len(set(texts.values())) == 1:
        answer: str | dict[str, str] = next(iter(texts.values()))
    else:
        answer = {**texts, BOTH: " ".join(texts.values())}
    return Entry(
        id=entry.id,
        topic=entry.topic,
        name=entry.name,
        section=base.conclusion,
        answer=answer,
        ask=entry.ask,
        why=entry.why.format_map(shared).strip(),
        holds=_holds(entry, base),
        more=entry.more,
        less=entry.less,
        counts=entry.counts,
    )


def _holds(entry: Entry, base: KnowledgeBase) -> dict[str, bool]:
    wins, leader = base.wins(), base.leader()
    if entry.counts == "leader":
        return {each.id: each.id == leader for each in base.subjects}
    if entry.counts == "wins":
        return {each.id: wins[each.id] > 0 for each in base.subjects}
    if entry.counts == "losses":
        return {each.id: wins.total() - wins[TIE] > wins[each.id] for each in base.subjects}
    return {}


def _shared_lines(base: KnowledgeBase, english: English) -> dict[str, str]:
    wins, leader, say = base.wins(), base.leader(), english.say
    ranked = sorted(base.subjects, key=lambda each: -wins[each.id])
    score = ", ".join(f"{each.name} {wins[each.id]}" for each in ranked)
    numbers = {"total": len(base.categories), "ties": wins[TIE], "score": score}
    losses = wins[ranked[1].id]
    winner = say["lead_even"] if leader == TIE else say["lead"]
    ties = [category.name for category in base.categories if category.winner == TIE]
    return {
        "winner_line": begun(
            winner.format(winner=base.in_text(ranked[0].id), wins=wins[ranked[0].id], losses=losses, **numbers), base
        ),
        "score_line": say["score"].format(**numbers),
        "lists_line": " ".join(_wins_line(base, english, each.id) for each in ranked),
        "ties_line": say["ties" if ties else "ties_none"].format(
            count=len(ties), list=listed(ties, english), total=len(base.categories)
        ),
        "categories_line": say["categories"].format(
            total=len(base.categories), list=listed((each.name for each in base.categories), english)
        ),
        "advice": base.advice,
    }


def _wins_line(base: KnowledgeBase, english: English, subject: str) -> str:
    return _line(base, english, "wins", subject, [each for each in base.categories if each.winner == subject])


def _line(base: KnowledgeBase, english: English, kind: str, subject: str, categories: list[Category]) -> str:
    template = english.say[kind if categories else f"{kind}_none"]
    return begun(
        template.format(
            subject=base.in_text(subject),
            count=len(categories),
            total=len(base.categories),
            list=listed((each.name for each in categories), english),
        ),
        base,
    )


def _subject_lines(base: KnowledgeBase, english: English, subject: str) -> dict[str, str]:
    kept = [each for each in base.categories if each.winner in (subject, TIE)]
    lost = [each for each in base.categories if each not in kept]
    losses = _line(base, english, "losses", subject, lost)
    return {
        "wins_line": _wins_line(base, english, subject),
        "losses_line": losses,
        "unbeaten_line": f"{_line(base, english, 'unbeaten', subject, kept)} {losses}",
    }
