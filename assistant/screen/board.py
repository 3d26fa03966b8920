"""The result at a glance: the score as bars, the rulings as a table, what can be asked, sides next to each other."""

from __future__ import annotations

from typing import Any

from assistant.knowledge.base import OVERALL, TIE, Category, KnowledgeBase, Subject
from assistant.knowledge.english import English
from assistant.knowledge.examples import best_example
from assistant.screen.layout import Line, Span, cells, cut, pad, wrap
from assistant.screen.render import Renderer, direct_answer_bold

_GAP = 2


def score(view: Renderer) -> list[Line]:
    """Return the score as bars and the rulings as a table; nothing where nothing is ruled."""
    if not view.base.categories:
        return view.paragraph([("", "Nothing is ruled here: see the topics instead.")])
    return [*bars(view), [], *rulings(view)]


def bars(view: Renderer) -> list[Line]:
    """Return one bar for each subject and one for the ties, the longest the most categories."""
    wins = view.base.wins()
    ranked = sorted((each.id for each in view.base.subjects), key=lambda each: -wins[each])
    rows = [each for each in [*ranked, TIE] if each != TIE or wins[TIE]]
    label = max(cells(view.winner_name(each)) for each in rows)
    room = max(min(view.screen.measure - label - 6, 40), 4) if view.screen.drawings else 0
    most = max(wins[each] for each in rows) or 1
    lines = []
    for each in rows:
        full = round(room * wins[each] / most)
        lines.append(
            view.indented(
                [
                    (f"{view.colour(each)} bold", pad(view.winner_name(each), label + _GAP)),
                    (view.colour(each), "█" * full),
                    ("dim", "░" * (room - full)),
                    ("bold", f"  {wins[each]}"),
                ]
            )
        )
    return lines


def rulings(view: Renderer) -> list[Line]:
    """Return the categories with their rulings, and the reason where there is room."""
    lines = []
    widest = max(cells(view.winner_name(each.winner)) for each in view.base.categories) + 2
    for category in view.base.categories:
        lines.append(_row(view, category.name, category.winner, category.verdict, widest))
    return lines


def topics(view: Renderer, english: English) -> list[Line]:
    """Return all that can be asked: categories with their rulings, the score, other topics, each with an example."""
    base = view.base
    lines: list[Line] = []
    if base.categories:
        lines += [view.indented([("bold", "Categories")])]
        widest = max(cells(view.winner_name(each.winner)) for each in base.categories) + 2
        for category in base.categories:
            lines.append(_row(view, category.name, category.winner, best_example(category, base, english), widest))
        lines += [[], view.indented([("bold", "Score")]), *bars(view), []]
    others = _other_topics(base, english)
    if others:
        lines += [view.indented([("bold", "Other topics" if base.categories else "Topics")])]
        widest = max(cells(name) for _, name, _ in others) + _GAP
        for _, name, example in others:
            lines += _example_row(view, name, example, widest)
    return lines


def topic_records(base: KnowledgeBase, english: English) -> list[dict[str, Any]]:
    """Return the same as data: `topic`, `name`, `winner` (a subject, `tie` or null) and `example`."""
    found: list[dict[str, Any]] = [
        {"topic": each.id, "name": each.name, "winner": each.winner, "example": best_example(each, base, english)}
        for each in base.categories
    ]
    if base.categories:
        example = next((best_example(each, base, english) for each in english.overall), "")
        found.append(
            {"topic": OVERALL, "name": OVERALL.capitalize(), "winner": base.leader() or None, "example": example}
        )
    found += [
        {"topic": topic, "name": name, "winner": None, "example": example}
        for topic, name, example in _other_topics(base, english)
        if topic != OVERALL or not base.categories
    ]
    return found


def compare(view: Renderer, category: Category) -> list[Line]:
    """Return a category with what holds for each subject: side by side where there is room, else one after another."""
    lines = [
        view.indented([("bold", category.name), ("dim", " · "), view.ruling(category.winner)]),
        *view.paragraph(direct_answer_bold(category.verdict)),
        [],
    ]
    sides = [(each, category.answer[each.id]) for each in view.base.subjects if each.id in category.answer]
    width = (min(view.screen.width, 120) - 2 * len(view.screen.margin) - 3 * (len(sides) - 1)) // max(len(sides), 1)
    if width < 30:
        for subject, text in sides:
            lines += [view.indented([_name(view, subject)]), *view.paragraph([("", text)]), []]
    else:
        blocks = [[[_name(view, subject)], *wrap([("", view.screen.text(text))], width)] for subject, text in sides]
        lines += [*(view.indented(line) for line in _beside(blocks, width)), []]
    return [*lines, *view.paragraph([("dim", view.source([category.section]))])]


def _name(view: Renderer, subject: Subject) -> Span:
    return f"{view.colour(subject.id)} bold", subject.name


def _row(view: Renderer, name: str, winner: str, text: str, widest: int) -> Line:
    style, shown = view.ruling(winner)
    names = max(cells(each.name) for each in view.base.categories) + _GAP
    names = min(names, max(view.screen.width - len(view.screen.margin) - widest, 8))
    room = min(view.screen.width, 120) - 2 * len(view.screen.margin) - names - widest - _GAP
    line = [("", pad(name, names)), (style, pad(shown, widest))]
    return view.indented([*line, ("dim", " " * _GAP + cut(text, room))] if room >= 20 else line)


def _example_row(view: Renderer, name: str, example: str, widest: int) -> list[Line]:
    room = view.screen.width - 2 * len(view.screen.margin) - widest
    if room >= 20:
        return [view.indented([("", pad(name, widest)), ("dim", cut(example, min(room, 96)))])]
    return [view.indented([("", name)]), *view.paragraph([("dim", example)])]


def _other_topics(base: KnowledgeBase, english: English) -> list[tuple[str, str, str]]:
    """Return id, name and example of each topic that is no category and has entries."""
    found = []
    for topic in base.topics:
        entry = next((each for each in base.entries if each.topic == topic.id), None)
        if entry:
            found.append((topic.id, topic.name, best_example(entry, base, english)))
    return found


def _beside(blocks: list[list[Line]], width: int) -> list[Line]:
    lines = []
    for row in range(max(map(len, blocks), default=0)):
        line: Line = []
        for place, block in enumerate(blocks):
            cell = block[row] if row < len(block) else []
            used = sum(cells(text) for _, text in cell)
            line += [*([("dim", " │ ")] if place else []), *cell, ("", " " * (width - used))]
        lines.append(line)
    return lines
