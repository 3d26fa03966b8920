"""The result at a glance: the score as bars, the rulings as a table, what can be asked, sides next to each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.knowledge.base import OVERALL, TIE, Category, KnowledgeBase, Subject, Topic
from assistant.knowledge.english import English
from assistant.knowledge.examples import best_example
from assistant.screen.layout import MEASURE, Line, Span, cells, pad, wrap
from assistant.screen.render import Renderer, direct_answer_bold

_GAP = 2

LISTED = 60
"""Questions of a plain list that the chat shows; of a longer one it shows an example a topic."""


def score(view: Renderer, *, numbered: bool = False) -> list[Line]:
    """Return the score as bars and the rulings as a table; nothing where nothing is ruled."""
    if not view.base.categories:
        return view.paragraph([("", "Nothing is ruled here: see the topics instead.")])
    return [*bars(view), [], *rulings(view, view.base.categories, numbered=numbered)]


def bars(view: Renderer) -> list[Line]:
    """Return one bar for each subject and one for the ties, the longest the most categories."""
    wins = view.base.wins()
    ranked = sorted((each.id for each in view.base.subjects), key=lambda each: -wins[each])
    rows = [each for each in [*ranked, TIE] if each != TIE or wins[TIE]]
    if not view.screen.drawings:
        return [[(f"{view.colour(each)} bold", view.winner_name(each)), ("", f": {wins[each]}.")] for each in rows]
    label = max(cells(view.winner_name(each)) for each in rows)
    room = max(min(view.screen.measure - label - 6, 40), 4)
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


def rulings(
    view: Renderer, categories: Sequence[Category], *, numbered: bool = False, reasons: bool = False
) -> list[Line]:
    """Return categories with their rulings, and the `reasons`, or these only where there is room for whole ones."""
    rows = [(each, _reason(each.verdict) if reasons or _is_roomy(view) else "") for each in categories]
    return _rows(view, rows, len(rows), numbered=numbered)


def topics(view: Renderer, english: English, *, numbered: bool = False) -> list[Line]:
    """Return the score and all that can be asked: categories with their rulings, other topics, each with an example.

    `numbered` gives each example the number of its place in `topic_examples`.
    """
    base = view.base
    lines: list[Line] = []
    if _is_listed(base, numbered):
        return _lists(view, english, numbered=numbered)
    others = _other_topics(base, english)
    last = len(base.categories) + len(others)
    if base.categories:
        rows = [(each, best_example(each, base, english)) for each in base.categories]
        lines += [view.indented([("bold", "Score")]), *bars(view), []]
        lines += [view.indented([("bold", "Categories")]), *_rows(view, rows, last, numbered=numbered), []]
    if others:
        lines += [view.indented([("bold", "Other topics" if base.categories else "Topics")])]
        widest = max(cells(name) for _, name, _ in others) + _GAP
        for number, (_, name, example) in enumerate(others, len(base.categories) + 1):
            lines += _example_row(view, _mark(view, number, last, numbered), name, example, widest)
    return lines


def topic_examples(base: KnowledgeBase, english: English) -> list[str]:
    """Return the examples that `topics` shows, in its order."""
    if _is_listed(base, numbered=True):
        return [question for _, questions in _questions(base, english) for question in questions]
    rulings = [best_example(each, base, english) for each in base.categories]
    return [*rulings, *(example for _, _, example in _other_topics(base, english))]


def topic_records(base: KnowledgeBase, english: English) -> list[dict[str, Any]]:
    """Return the same as data: `topic`, `name`, `winner` (a subject, `tie` or null) and `example`."""
    if _is_listed(base, numbered=False):
        return [
            {"topic": topic.id, "name": topic.name, "winner": None, "example": question}
            for topic, questions in _questions(base, english)
            for question in questions
        ]
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
    sides = [(each, category.answer[each.id]) for each in view.base.subjects if each.id in category.answer]
    source = view.paragraph(view.source_links([category.section]))
    if not view.screen.drawings:
        told = [("", f"Winner: {view.winner_name(category.winner)}. Topic: {category.name}."), ("", category.verdict)]
        told += [("", _of(view, subject, text)) for subject, text in sides]
        return [*(line for each in told for line in view.paragraph([each])), [], *source]
    lines = [
        view.indented([view.ruling_badge(category.winner), ("", " "), ("dim", category.name)]),
        *view.paragraph(direct_answer_bold(category.verdict)),
        [],
    ]
    width = (min(view.screen.width, 120) - 2 * len(view.screen.margin) - 3 * (len(sides) - 1)) // max(len(sides), 1)
    if width < 30:
        for subject, text in sides:
            lines += [view.indented([_name(view, subject)]), *view.paragraph([("", text)]), []]
    else:
        blocks = [[[_name(view, subject)], *wrap([("", view.screen.text(text))], width)] for subject, text in sides]
        lines += [*(view.indented(line) for line in _beside(blocks, width)), []]
    return [*lines, *source]


def _is_listed(base: KnowledgeBase, numbered: bool) -> bool:
    """Tell whether every question is shown: a plain list of them has no categories to show instead."""
    return not base.categories and not (numbered and len(base.entries) > LISTED)


def _lists(view: Renderer, english: English, *, numbered: bool) -> list[Line]:
    """Return every question under its topic."""
    return grouped(view, [(topic.name, each) for topic, each in _questions(view.base, english)], numbered=numbered)


def grouped(view: Renderer, groups: Sequence[tuple[str, Sequence[str]]], *, numbered: bool) -> list[Line]:
    """Return texts to choose from under headings, a blank line between the groups, numbered through."""
    lines: list[Line] = []
    start, last = 1, sum(len(texts) for _, texts in groups)
    for name, texts in groups:
        lines += [*[[]] * bool(lines), view.indented([("bold", name)])]
        lines += view.choices(list(texts), numbered=numbered, start=start, last=last)
        start += len(texts)
    return lines


def _questions(base: KnowledgeBase, english: English) -> list[tuple[Topic, list[str]]]:
    """Return the topics that have entries, with the question of each."""
    found = []
    for topic in (*base.topics, Topic(OVERALL, OVERALL.capitalize())):
        entries = [each for each in base.entries if each.topic == topic.id]
        if entries:
            found.append((topic, [best_example(each, base, english) for each in entries]))
    return found


def _of(view: Renderer, subject: Subject, text: str) -> str:
    """Return what is told of a subject, after its name where the text does not name it first itself."""
    places = [(text.find(each.name), each.id) for each in view.base.subjects if each.name in text]
    return text if places and min(places)[1] == subject.id else f"{subject.name}: {text}"


def _name(view: Renderer, subject: Subject) -> Span:
    return f"{view.colour(subject.id)} bold", subject.name


def _is_roomy(view: Renderer) -> bool:
    """Tell whether a reason stands beside each ruling in a line or two."""
    return view.screen.width >= 100 or not view.screen.drawings


def _reason(verdict: str) -> str:
    """Return a verdict without the ruling it begins with: that stands beside it."""
    ruling, colon, reason = verdict.partition(": ")
    return reason[:1].upper() + reason[1:] if colon and len(ruling) < len(reason) else verdict


def _mark(view: Renderer, number: int, last: int, numbered: bool) -> list[Span]:
    """Return a number of a list of which `last` is the highest."""
    if not (numbered and view.numbers):
        return []
    return [("bold cyan", f"{number:{len(str(last))}}  ")] if view.screen.drawings else [("", f"{number}. ")]


def _rows(view: Renderer, rows: Sequence[tuple[Category, str]], last: int, *, numbered: bool) -> list[Line]:
    """Return categories in columns: name, ruling, and a text of any length where there is room for one.

    `last` is the highest number of the list that they begin.
    """
    screen = view.screen
    lines: list[Line] = []
    widest = max(cells(view.winner_name(each.winner)) for each, _ in rows) + 2
    for number, (category, text) in enumerate(rows, 1):
        mark = _mark(view, number, last, numbered)
        if not screen.drawings:
            ruling = f"{view.colour(category.winner)} bold", view.winner_name(category.winner)
            lines += view.paragraph([*mark, ("", f"{category.name}: "), ruling, ("", f". {text}")])
            continue
        left = len(screen.margin) + sum(cells(each) for _, each in mark)
        names = max(cells(each.name) for each, _ in rows) + _GAP
        names = min(names, max(screen.width - left - widest, 8))
        room = screen.width - left - names - widest - _GAP - len(screen.margin)
        room = room if cells(text) <= room else min(room, MEASURE)
        style, shown = view.ruling(category.winner)
        body = wrap([("dim", screen.text(text))], room) if room >= 20 and text else [[]]
        name = pad(category.name, names - 1) + " "  # a gap after one that is cut, too
        first = [*mark, ("", name), (style, pad(shown, widest)), ("", " " * _GAP), *body[0]]
        blank = " " * (left - len(screen.margin) + names + widest + _GAP)
        lines += [view.indented(first), *(view.indented([("", blank), *each]) for each in body[1:])]
    return lines


def _example_row(view: Renderer, mark: list[Span], name: str, example: str, widest: int) -> list[Line]:
    if not view.screen.drawings:
        return view.paragraph([*mark, ("", f"{name}: {example}")])
    left = sum(cells(each) for _, each in mark)
    room = min(view.screen.width - 2 * len(view.screen.margin) - left - widest, MEASURE)
    blank = ("", " " * left)
    if room >= 20:
        body = wrap([("dim", view.screen.text(example))], room)
        rest = [view.indented([blank, ("", " " * widest), *line]) for line in body[1:]]
        return [view.indented([*mark, ("", pad(name, widest)), *body[0]]), *rest]
    body = wrap([("dim", view.screen.text(example))], max(view.screen.measure - left, 8))
    return [view.indented([*mark, ("", name)]), *(view.indented([blank, *line]) for line in body)]


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
