"""The commands of the chat: what a line calls, and the table of what they are called and do.

What there is to ask is in `overviews`, what concerns the last answer in `last_answer`, all else here.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from assistant.answering.reply import CHAT
from assistant.knowledge.markup import plain
from assistant.screen.layout import Line
from assistant.screen.theme import THEMES
from assistant.terminal.chat import last_answer, overviews
from assistant.terminal.chat.saving import FILE, SAVES, called_in_a_shell, save
from assistant.terminal.chat.session import ONE_ALONE, Session
from assistant.terminal.chat.settings import save_settings
from assistant.terminal.hearing import told_at
from assistant.terminal.parsers import version
from assistant.terminal.talk import IN_SHORT, sums_up
from assistant.tuples import NamedTuple

_HISTORY_SHOWN = 15

_OF_RULINGS = ("/score", "/compare", "/decide")
"""Commands that help does not tell of where nothing is ruled."""

_OF_ANSWERS = ("/why", "/more", "/explain", "/short")
"""Commands about the last answer: between the questions of a decision they ask what the present one is for."""

_SHORTEST_BEGINNING = 3
"""Letters by which a command may be called that is the only one to begin so: "/hi" may be a greeting, "/n" a slip."""

_WORDS = re.compile(r"\w[\w-]+(?: [\w-]+){0,2}")
"""Words that may be one without an ending."""


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
            return _with_more(session, command, text[1:], argument)
        if command.name in _OF_ANSWERS and session.asks_first:
            return session.purpose()
        if command.name == "/help" and not argument and session.interview:
            return session.how_to_answer(session.interview)
        return command.run(session, argument)
    if session.naming and (FILE.fullmatch(text.strip("'\"")) or _names_a_file(session, text)):
        session.taken.add(text)
        return save(session, _with_ending(session.hearing.file_to_save(text) or text))
    if not text.startswith("/") or text[1:].isdecimal() or without_slash(session, text) != text:
        return None
    return _unknown(session, text.split()[0])


def _with_more(session: Session, command: Command, said: str, more: str) -> list[Line]:
    """Return what answers a command with words after it that takes none: itself where they ask for it ("/new chat"), a
    question where the slash alone is too much.

    Else what may be meant is offered: the words alone, where they are answered, and the command alone.
    """
    if request_for(session, said) is command and not any(map(str.isdecimal, more)):
        return command.run(session, "")
    if session.opens(said) and session.answers(said):
        return session.ask(said)
    told = session.say(f"{command.name} takes nothing after it. Did you mean this?")
    return [*told, [], *session.offer([*[more] * session.answers(more), command.name])]


def _with_ending(name: str) -> str:
    return name if "." in name else f"{name}.md"


def _names_a_file(session: Session, text: str) -> bool:
    """Tell whether words that were said when a file was to be named name one: they are nothing that is understood."""
    heard = session.hearing
    understood = session.chosen(text) or heard.agrees(text) or heard.chooses_nothing(text) or request_for(session, text)
    if session.choices not in SAVES or not _WORDS.fullmatch(text) or understood or session.opens(text):
        return False
    reply = session.conversation.apart().ask(text)
    return reply.is_refusal or (reply.status == CHAT and reply.confidence < 1)


def serve(session: Session, text: str) -> list[Line] | None:
    """Return the lines that answer a request to the program itself ("can you save this"), None where it is none."""
    file = session.hearing.file_to_save(text)
    if file:
        return save(session, "" if "@" in file else _with_ending(file))  # nothing is mailed to anybody
    named = next((each for each in map(_bare, text.split()) if each in COMMANDS), "")
    if named:
        return _help(session, named)
    command = request_for(session, text) or _called_bare(session, text)
    if command is None:
        return None
    if command is COMMANDS["/theme"]:
        return command.run(session, _theme_named(session, text))
    return command.run(session, text if command in (REQUESTS["back"], REQUESTS["repeat"]) else "")


def _called_bare(session: Session, text: str) -> Command | None:
    """Return the command of which a line is the name without its slash, where it is nothing else that is understood.

    Words that stand around a choice may stand around it: "history please".
    """
    command = COMMANDS.get(f"/{_bare(text)}") or COMMANDS.get("/" + " ".join(session.hearing.naming(text)))
    reply = session.conversation.apart().ask(text) if command else None
    return command if reply and (reply.is_refusal or reply.supposes) else None


def _bare(word: str) -> str:
    return word.strip("“”\"'.,:;!?()").lower()


def _theme_named(session: Session, text: str) -> str:
    """Return the theme that a request for other colours names; "" where it asks for none, or whether there are any."""
    words, english = session.hearing.words(text), session.assistant.library.english
    asks = words[0] in (*english.question_words, *english.copulas, *english.auxiliaries)
    meant = {name: (name, *english.chat.themes.get(name, ())) for name in THEMES}
    named = [
        name
        for name, ways in meant.items()
        if not asks and not session.hearing.blames(words) and any(each in words for each in ways)
    ]
    return named[0] if len(named) == 1 else ""


def request_for(session: Session, text: str) -> Command | None:
    """Return the command that answers what is asked of the program itself, None where it is a question."""
    asked = session.hearing.request(text)
    if asked == "quit" and (text.endswith("?") or session.opens(text)):
        asked = "leaving"  # nobody is shown the door for asking
    if asked in IN_SHORT and not session.thread.last_answer and sums_up(session.assistant.ask(text)):
        return None
    if (asked == "recommended" and not session.overall) or (asked == "about" and session.thread.last_answer):
        return None
    return REQUESTS.get(asked) if asked else None


def without_slash(session: Session, text: str) -> str:
    """Return a line without the slash that a request may have as commands do ("/version"), else the line itself."""
    said = text.removeprefix("/")
    return said if said and said != text and not command_for(text) and request_for(session, said) else text


def _unknown(session: Session, word: str) -> list[Line]:
    begun = begun_by(word)
    near = nearest(word)
    unknown = session.assistant.library.english.chat.no_command.format(command=word)
    if word == "/":
        return _help(session, "")
    if len(begun) > 1:
        told = session.say(f"{unknown} These begin so:")
        return [*told, [], *session.offer(begun)]
    if not near:
        return session.say(f"{unknown} /help lists those that there are.")
    told = session.say(f"{unknown} Did you mean this?")
    return [*told, [], *session.offer([near])]


def command_for(text: str) -> Command | None:
    """Return the command that a line calls: by its slash and name, or three letters of it, or as no question is put."""
    word = text.split()[0].lower()
    helped = re.match(r"(?:help|\?) +(/|[a-z]+$)", text.lower())
    if helped and (helped[1] in ("/", "keys") or f"/{helped[1]}" in COMMANDS):
        return COMMANDS["/help"]
    if word.rstrip("?!.,") in COMMANDS:
        return COMMANDS[word.rstrip("?!.,")]
    begun = begun_by(word) if len(word) > _SHORTEST_BEGINNING else []
    return next((each for each in COMMANDS.values() if text.lower() in each.bare or [each.name] == begun), None)


def begun_by(word: str) -> list[str]:
    """Return the commands that begin so."""
    return [name for name in COMMANDS if name.startswith(word.lower())]


def nearest(word: str) -> str | None:
    """Return the command that a mistyped one most likely means, or None."""
    beginnings = begun_by(word)
    if len(beginnings) == 1:
        return beginnings[0]
    found = process.extractOne(
        word.lower(), list(COMMANDS), scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=0.6
    )
    return found[0] if found else None


def _new(session: Session, _: str) -> list[Line]:
    session.forget()
    return session.say("A new conversation: what was said before is forgotten.")


def _history(session: Session, _: str) -> list[Line]:
    chosen = [each.question for replies in session.kept for each in replies if each.reading]  # by number too
    lines = dict.fromkeys(reversed([*session.earlier(), *chosen]))  # the latest first, each once
    recent: dict[str, None] = {}
    for each in (each for line in lines for each in reversed(session.hearing.questions(line))):
        if len(recent) == _HISTORY_SHOWN:
            break
        if each not in recent and not _is_no_question(session, each):
            recent[each] = None
    return session.offer([*recent][::-1]) if recent else session.say("Nothing has been asked yet.")


def _is_no_question(session: Session, line: str) -> bool:
    """Tell whether a line was a command, a request to the program, small talk or a choice of what was offered then."""
    hearing = session.hearing
    chosen = (
        hearing.numbers(line, 10)
        or hearing.agrees(line)
        or hearing.chooses_nothing(line)
        or hearing.chooses_everything(line)
    )
    asked = request_for(session, line) or hearing.file_to_save(line)
    return bool(
        line in session.taken
        or command_for(line)
        or line.startswith("/")
        or _called_bare(session, line)
        or chosen
        or asked
        or hearing.is_small_talk(line)
        or session.assistant.ask(line).status == CHAT  # "Thanks, Bob" at the end of a mail
    )


def _repeat(session: Session, text: str) -> list[Line]:
    place = session.hearing.place(text)
    if place and session.replies:
        told = told_at(session.replies, place)
        return [*session.asked(told.question), *last_answer.shown(session, told)] if told else _history(session, "")
    lines, choices, width = session.shown or ([], [], 0)
    if width == session.view.screen.width:
        session.choices = choices
        return lines
    last = session.thread.last_reply
    return last_answer.shown(session, last) if last else session.nothing_asked  # laid out anew


def _clear(session: Session, _: str) -> list[Line]:
    if session.clear is None:
        return session.told("clear")
    session.clear()
    return []


def _leaving(session: Session, _: str) -> list[Line]:
    return session.say("Ctrl-D or /quit leaves.")


def _said(key: str) -> Callable[[Session, str], list[Line]]:
    """Return what answers a request with what is said to it wherever it is asked."""
    return lambda session, _: session.told(key)


def _always(*, short: bool) -> Callable[[Session, str], list[Line]]:
    """Return what answers a request for short or whole answers from now on."""

    def run(session: Session, _: str) -> list[Line]:
        session.short = short
        return session.told("always-short" if short else "always-long")

    return run


def _privacy(session: Session, _: str) -> list[Line]:
    from assistant.terminal.chat.history import history_path  # needs what the plain chat does without

    path = history_path(session.knowledge)
    told = plain(session.assistant.library.english.chat.answers["privacy"])
    if path and path.is_file():
        told += f" The history of this knowledge is {called_in_a_shell(path)}: who deletes it forgets that."
    return session.say(told)


def _version(session: Session, _: str) -> list[Line]:
    return session.say(f"Verdict {version()}")


def _decide(session: Session, _: str) -> list[Line]:
    return session.begin_interview()


def _where_saved(session: Session, _: str) -> list[Line]:
    return session.say(f"In {session.saved}") if session.saved else session.told("saved")


def _theme(session: Session, wanted: str) -> list[Line]:
    numbers = session.hearing.numbers(wanted, len(THEMES))
    begun = [name for place, name in enumerate(THEMES, 1) if place in numbers]
    begun = begun or [each for each in THEMES if wanted and each.startswith(wanted.lower())]
    wanted = begun[0] if len(begun) == 1 else wanted
    if wanted not in THEMES:
        told = f"There is no theme “{wanted}”." if wanted else f"The theme is {session.settings.theme}."
        session.choices = [*ONE_ALONE]
        rows = session.view.choices([f"{each.name}: {each.about}" for each in THEMES.values()], numbered=True)
        return [*session.say(f"{told} There are:"), [], *rows]
    session.set_theme(wanted)
    view = session.view
    problem = save_settings(session.settings)
    sample = [span for each in view.base.subjects for span in (view.badge(view.colour(each.id), each.name), ("", " "))]
    when = "now and next time" if view.screen.color else "where colours are shown; here there are none"
    told = f"The theme is {wanted}" + (f" ({problem})." if problem else f", {when}.")
    return [*session.say(told), *([view.indented(sample)] if sample and view.screen.color else [])]


def _help(session: Session, wanted: str) -> list[Line]:
    view = session.view
    if wanted == "keys":
        told = view.pairs(session.keys, "cyan")
        return told or session.say("There are no keys but Enter, and Ctrl-D, which leaves.")
    command = COMMANDS.get(f"/{wanted.lstrip('/').lower()}")
    if command:
        return view.pairs([_called(command)], "cyan")
    if wanted and " " not in wanted:
        return _unknown(session, f"/{wanted.lstrip('/')}")
    ruled = session.assistant.library.base.categories
    idle = (*(() if ruled else _OF_RULINGS), *(() if session.clear else ("/clear",)))
    useful = [each for each in COMMANDS.values() if each.name not in idle]
    rows = [_called(each) for each in useful]
    return [
        *session.say("Ask in your own words. A number asks what it stands for. There are also:"),
        [],
        *view.pairs(rows, "cyan"),
    ]


def _called(command: Command) -> tuple[str, str]:
    return f"{command.name} {command.argument or ''}".rstrip(), command.about


def _quit(session: Session, _: str) -> list[Line]:
    session.leaving = True
    return []


def _bye(session: Session, _: str) -> list[Line]:
    session.leaving = True
    bye = next((each.answer for each in session.assistant.library.english.small_talk if each.id == "bye"), "")
    return session.say(bye)


COMMANDS = {
    each.name: each
    for each in (
        Command("/score", "the result, and every ruling", overviews.score),
        Command("/topics", "what can be asked", overviews.topics, bare=("topics",)),
        Command("/compare", "what is said of each in a category", overviews.compare, "CATEGORY"),
        Command("/decide", "a decision found by a few questions", _decide),
        Command("/why", "the reason for the last answer", last_answer.why),
        Command("/more", "what the last answer left out", last_answer.more),
        Command("/wrong", "note that the last answer was wrong", last_answer.wrong),
        Command("/source", "where the last answer comes from", last_answer.source),
        Command("/explain", "how the last question was read", last_answer.explain),
        Command("/examples", "questions to ask", overviews.examples),
        Command("/new", "forget the conversation", _new),
        Command("/history", "what was asked before", _history),
        Command("/short", "the last answer in one sentence", last_answer.short),
        Command("/save", "everything said as Markdown", save, "FILE"),
        Command("/theme", f"colours ({', '.join(THEMES)})", _theme, "NAME"),
        Command("/clear", "clear the screen", _clear),
        Command(
            "/help",
            "these lines; with keys, what keys do",
            _help,
            "[keys]",
            bare=("help", "?", "/?", ":help", ":h", "--help", "-h"),
        ),
        Command("/quit", "leave", _quit, bare=("quit", "exit", "/exit", ":q", ":q!", ":wq", "/q")),
    )
}

REQUESTS = {
    "quit": COMMANDS["/quit"],
    "leaving": Command("", "how to leave", _leaving),
    "bye": Command("", "leave", _bye),
    "save": COMMANDS["/save"],
    "colours": COMMANDS["/theme"],
    "first": Command("", "the first question", last_answer.first),
    "offered": Command("", "what the numbers stand for", overviews.offered),
    "next": Command("", "other questions to ask", overviews.further_questions),
    "history": COMMANDS["/history"],
    "repeat": Command("", "the last answer again", _repeat),
    "back": Command("", "the answer before", last_answer.back),
    "short": COMMANDS["/short"],
    "simple": Command("", "the last answer in the fewest words", last_answer.simple),
    "longer": COMMANDS["/more"],
    "source": COMMANDS["/source"],
    "original": COMMANDS["/source"],
    "age": Command("", "when the source was written", last_answer.age),
    "topics": COMMANDS["/topics"],
    "example": Command("", "a question to ask", last_answer.example),
    "examples": COMMANDS["/examples"],
    "clear": COMMANDS["/clear"],
    "new": COMMANDS["/new"],
    "commands": COMMANDS["/help"],
    "keys": Command("", "what the keys do", lambda session, _: _help(session, "keys")),
    "decide": COMMANDS["/decide"],
    "about": Command("", "what this is", last_answer.about),
    "recommended": Command("", "the result of all", overviews.recommended),
    "privacy": Command("", "what is kept and sent", _privacy),
    "language": Command("", "the language that is understood", _said("language")),
    "version": Command("", "the version", _version),
    "signs": Command("", "what badges, colours and the bottom line mean", _said("signs")),
    "chance": Command("", "what the number means", _said("chance")),
    "terminal": Command("", "what the terminal does", _said("terminal")),
    "complaint": Command("", "what to do about a wrong answer", _said("complaint")),
    "explain": COMMANDS["/explain"],
    "maker": Command("", "who answers here", _said("maker")),
    "settings": Command("", "where settings are kept", _said("settings")),
    "own": Command("", "knowledge of your own", _said("own")),
    "scripting": Command("", "how scripts use it", _said("scripting")),
    "always-short": Command("", "one sentence an answer from now on", _always(short=True)),
    "always-long": Command("", "whole answers from now on", _always(short=False)),
    "sure": Command("", "how sure the last answer is", last_answer.sure),
    "saved": Command("", "where it was saved", _where_saved),
    "pause": Command("", "nothing yet", _said("pause")),
    "asking": Command("", "yes, ask", _said("asking")),
    "stay": Command("", "that nothing has ended", _said("stay")),
    "offers": Command("", "whether suggestions can be left out", _said("offers")),
    "pictures": Command("", "whether there are pictures", _said("pictures")),
    "open": Command("", "what can be weighed", _said("open")),
    "undo": Command("", "how to take something back", _said("undo")),
    "compare": COMMANDS["/compare"],
    "score": COMMANDS["/score"],
}
"""What answers the requests of `Chat.program` in the chat."""
