"""What the chat shows of all that can be asked: the score, topics, categories side by side, examples."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.knowledge.base import Category, Entry
from assistant.knowledge.examples import best_example
from assistant.screen import board
from assistant.screen.layout import Line
from assistant.terminal.chat.session import Session
from assistant.terminal.comparing import categories, comparison
from assistant.terminal.talk import further

_MOST_SIDES = 3
"""Categories that are shown side by side at most; of more the rulings are listed."""


def score(session: Session, _: str) -> list[Line]:
    names = [f"/compare {each.name}" for each in session.assistant.library.base.categories]
    session.choices = names or session.choices
    if asked := session.overall:  # so that "why?" and "in short" are about it
        session.remember(asked, "/score")
    return session.tell(board.score(session.view, numbered=True))


def topics(session: Session, _: str) -> list[Line]:
    library = session.assistant.library
    session.choices = board.topic_examples(library.base, library.english)
    return session.tell(board.topics(session.view, library.english, numbered=True))


def compare(session: Session, wanted: str) -> list[Line]:
    base = session.assistant.library.base
    found = categories(wanted, session.assistant, session.hearing)
    if len(found) > _MOST_SIDES:
        session.remember(session.overall, f"/compare {wanted}")
        session.choices = [f"/compare {each.name}" for each in found]
        return session.tell(board.rulings(session.view, found, numbered=True, reasons=True))
    lines: list[Line] = []
    for category in found:
        asked = comparison(category, session.assistant.library)  # so that "why?" goes on from there
        session.remember(asked, f"/compare {category.name}")
        lines += [*[[]] * bool(lines), *board.compare(session.view, category)]
    if lines:
        return session.tell(lines)
    if not base.categories:
        return session.say(session.assistant.library.english.chat.decide["nothing"])
    named = any(each.name.casefold() in wanted.casefold() for each in base.subjects)
    unknown = session.assistant.library.english.chat.no_category.format(name=wanted)
    told = f"{unknown} There are:" if wanted and not named else "Compare them in what?"
    session.choices = [f"/compare {each.name}" for each in base.categories]
    rows = session.view.choices([each.name for each in base.categories], numbered=True)
    return [*session.say(told), [], *rows]


def examples(session: Session, _: str) -> list[Line]:
    library = session.assistant.library
    base = library.base
    items: list[tuple[str, Sequence[Category | Entry]]] = [("Categories", base.categories)]
    items += [(topic.name, [each for each in base.entries if each.topic == topic.id][:3]) for topic in base.topics]
    groups = [(name, [best_example(each, base, library.english) for each in some]) for name, some in items if some]
    session.choices = [text for _, texts in groups for text in texts]
    return session.tell(board.grouped(session.view, groups, numbered=True))


def further_questions(session: Session, _: str) -> list[Line]:
    found = further(session.assistant.library, session.replies, session.seen)
    session.seen += found
    if not found:
        return session.say("There is nothing else to suggest: /topics shows what can be asked.")
    return session.offer([*found])


def offered(session: Session, _: str) -> list[Line]:
    return session.offer(session.choices) if session.choices else examples(session, "")


def recommended(session: Session, _: str) -> list[Line]:
    asked = session.overall
    return session.ask(asked, offered=[asked])  # of all, whatever was spoken of
