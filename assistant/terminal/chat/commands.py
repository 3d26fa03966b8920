"""The commands of the chat: what they are called and what each does. One table, one function a command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import process, utils
from rapidfuzz.distance import DamerauLevenshtein

from assistant.knowledge.base import Category, Entry, KnowledgeBase
from assistant.knowledge.examples import best_example
from assistant.screen.board import compare, score, topics
from assistant.screen.explain import explained
from assistant.screen.layout import Line
from assistant.screen.theme import THEMES
from assistant.terminal.chat.session import Session
from assistant.terminal.chat.settings import save_settings
from assistant.terminal.chat.transcript import markdown

_HISTORY_SHOWN = 15


class Command(NamedTuple):
    """One command. `argument` names what follows it (None: nothing does); `bare` lets it be typed without the slash."""

    name: str
    about: str
    run: Callable[[Session, str], list[Line]]
    argument: str | None = None
    bare: tuple[str, ...] = ()


def obey(session: Session, text: str) -> list[Line] | None:
    """Return the lines that answer a line which is a command or begins like one, None where it is something else."""
    command = command_for(text)
    if command:
        argument = text.partition(" ")[2].strip()
        if command.argument is None and argument:
            return session.view.paragraph([("", f"{command.name} takes nothing after it.")])
        return command.run(session, argument)
    return _unknown(session, text.split()[0]) if text.startswith("/") else None


def _unknown(session: Session, word: str) -> list[Line]:
    near = nearest(word)
    if not near:
        names = ", ".join(COMMANDS)
        return session.view.paragraph([("", f"There is no command {word}. There are: {names}.")])
    told = session.view.paragraph([("", f"There is no command {word}. Did you mean this?")])
    return [*told, [], *session.offer([near])]


def command_for(text: str) -> Command | None:
    """Return the command that a line calls, with its slash or, where that cannot be a question, without."""
    word = text.split()[0].lower()
    if word in COMMANDS:
        return COMMANDS[word]
    return next((each for each in COMMANDS.values() if text.lower() in each.bare), None)


def nearest(word: str) -> str | None:
    """Return the command that a mistyped one most likely means, or None."""
    beginnings = [name for name in COMMANDS if name.startswith(word.lower())]
    if len(beginnings) == 1:
        return beginnings[0]
    found = process.extractOne(
        word.lower(), list(COMMANDS), scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=0.6
    )
    return found[0] if found else None


def nearest_category(text: str, base: KnowledgeBase) -> Category | None:
    """Return the category that a name, a term of it or a slip of either means, or None."""
    terms = {term: each for each in base.categories for term in (each.id, each.name, *each.terms)}
    found = process.extractOne(text, list(terms), processor=utils.default_process, score_cutoff=70)
    return terms[found[0]] if found else None


def _score(session: Session, _: str) -> list[Line]:
    return score(session.view)


def _topics(session: Session, _: str) -> list[Line]:
    return topics(session.view, session.assistant.library.english)


def _compare(session: Session, wanted: str) -> list[Line]:
    base = session.assistant.library.base
    category = nearest_category(wanted, base) if wanted else None
    if category:
        return compare(session.view, category)
    if not base.categories:
        return session.view.paragraph([("", "There are no categories here.")])
    told = f"There is no category like “{wanted}”. There are:" if wanted else "Compare what?"
    offered = session.offer([f"/compare {each.name}" for each in base.categories])
    return [*session.view.paragraph([("", told)]), [], *offered]


def _why(session: Session, _: str) -> list[Line]:
    if not session.replies:
        return _nothing_yet(session)
    return session.ask(session.assistant.library.english.forms["why"][0] + "?")


def _more(session: Session, _: str) -> list[Line]:
    if not session.replies:
        return _nothing_yet(session)
    more = next(each for each in session.assistant.library.english.follow_ups if each.id == "more")
    return session.ask(next(text for text in more.ask if len(text.split()) == 3))


def _wrong(session: Session, _: str) -> list[Line]:
    if not session.replies:
        return _nothing_yet(session)
    session.log(session.replies[-1]._replace(status="wrong"))
    return session.view.paragraph([("", "Noted as wrong, where questions are logged (--log-misses FILE).")])


def _source(session: Session, _: str) -> list[Line]:
    source, view = session.assistant.library.base.source, session.view
    rows = [("title", source.title), ("publisher", source.publisher), ("author", source.author), ("date", source.date)]
    answers = session.replies[-1].answers if session.replies else ()
    rows += [("section", section) for section in dict.fromkeys(each.section for each in answers)]
    return view.pairs([(name, value) for name, value in rows if value])


def _explain(session: Session, _: str) -> list[Line]:
    return explained(session.replies[-1], session.view) if session.replies else _nothing_yet(session)


def _examples(session: Session, _: str) -> list[Line]:
    library, view = session.assistant.library, session.view
    groups: list[tuple[str, Sequence[Category | Entry]]] = [(each.name, [each]) for each in library.base.categories]
    for topic in library.base.topics:
        groups.append((topic.name, [each for each in library.base.entries if each.topic == topic.id][:3]))
    lines: list[Line] = []
    texts: list[str] = []
    for name, items in groups:
        lines.append(view.indented([("bold", name)]))
        found = [best_example(each, library.base, library.english) for each in items]
        lines += view.choices(found, numbered=True, start=len(texts) + 1)
        texts += found
    session.choices = texts
    return lines


def _new(session: Session, _: str) -> list[Line]:
    session.forget()
    return session.view.paragraph([("", "A new conversation: what was said before is forgotten.")])


def _history(session: Session, _: str) -> list[Line]:
    seen = dict.fromkeys(each for each in session.earlier() if not each.startswith("/"))
    recent = [" ".join(each.split()) for each in list(seen)[-_HISTORY_SHOWN:]]
    return session.offer(recent) if recent else session.view.paragraph([("", "Nothing has been asked yet.")])


def _save(session: Session, wanted: str) -> list[Line]:
    view = session.view
    if not wanted:
        return view.paragraph([("", "Name a file: /save talk.md")])
    if not session.replies:
        return _nothing_yet(session)
    path = Path(wanted).expanduser()
    if path.exists() and not session.confirm(f"{path} exists. Overwrite it?"):
        return view.paragraph([("", "Not saved.")])
    try:
        path.write_text(markdown(session.replies, session.assistant.library.base, view), encoding="utf-8")
    except OSError as error:
        return view.paragraph([("", f"Not saved: {path}: {error.strerror}.")])
    count = len(session.replies)
    return view.paragraph([("", f"Saved {count} {'reply' if count == 1 else 'replies'} to {path}.")])


def _theme(session: Session, wanted: str) -> list[Line]:
    if wanted not in THEMES:
        told = f"There is no theme “{wanted}”." if wanted else f"The theme is {session.settings.theme}."
        rows = session.view.pairs([(each.name, each.about) for each in THEMES.values()], "bold")
        return [*session.view.paragraph([("", f"{told} There are:")]), *rows]
    session.set_theme(wanted)
    view = session.view
    problem = save_settings(session.settings)
    sample = [span for each in view.base.subjects for span in (view.badge(view.colour(each.id), each.name), ("", " "))]
    told = f"The theme is {wanted}" + (f" ({problem})." if problem else ", now and next time.")
    return [*view.paragraph([("", told)]), *([view.indented(sample)] if sample else [])]


def _help(session: Session, wanted: str) -> list[Line]:
    view = session.view
    if wanted == "keys":
        return view.pairs(KEYS, "cyan")
    rows = [(f"{each.name} {each.argument or ''}".rstrip(), each.about) for each in COMMANDS.values()]
    return [
        *view.paragraph([("", "Ask in your own words. A number asks what it stands for. There are also:")]),
        [],
        *view.pairs(rows, "cyan"),
    ]


def _quit(session: Session, _: str) -> list[Line]:
    session.leaving = True
    return []


def _nothing_yet(session: Session) -> list[Line]:
    return session.view.paragraph([("", "Nothing has been asked in this conversation yet.")])


KEYS = [
    ("Tab", "complete commands, categories and questions"),
    ("Right, Ctrl-E", "take the suggestion shown in grey"),
    ("Up, Down", "earlier lines that begin like this one"),
    ("Ctrl-R", "search the history"),
    ("Alt-Enter", "a line break inside the question"),
    ("F4", "Emacs or Vi keys"),
    ("Ctrl-L", "clear the screen"),
    ("Ctrl-C", "clear the line; twice on an empty line leaves"),
    ("Ctrl-D", "leave"),
]

COMMANDS = {
    each.name: each
    for each in (
        Command("/score", "the result as bars, and every ruling", _score),
        Command("/topics", "what can be asked", _topics, bare=("topics",)),
        Command("/compare", "a category side by side", _compare, "CATEGORY"),
        Command("/why", "the reason for the last answer", _why),
        Command("/more", "what the last answer left out", _more),
        Command("/wrong", "note that the last answer was wrong", _wrong),
        Command("/source", "where the last answer comes from", _source),
        Command("/explain", "how the last question was read", _explain),
        Command("/examples", "questions to ask", _examples),
        Command("/new", "forget the conversation", _new),
        Command("/history", "what was asked before", _history),
        Command("/save", "the conversation as Markdown", _save, "FILE"),
        Command("/theme", "colours: " + ", ".join(THEMES), _theme, "NAME"),
        Command("/help", "this; /help keys shows the keys", _help, "[keys]", bare=("help", "?", "/?")),
        Command("/quit", "leave", _quit, bare=("quit", "exit", "/exit", ":q", "/q")),
    )
}
