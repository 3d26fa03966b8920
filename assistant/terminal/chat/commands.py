"""The commands of the chat: what they are called and what each does. One table, one function a command."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from assistant.answering.reply import ANSWERED, CHAT, Reply
from assistant.knowledge.base import Category, Entry, headings
from assistant.knowledge.examples import best_example, opening_examples, written
from assistant.knowledge.markup import plain
from assistant.screen.board import compare, grouped, rulings, score, topic_examples, topics
from assistant.screen.explain import explained
from assistant.screen.layout import Line
from assistant.screen.theme import THEMES
from assistant.terminal.chat.saving import FILE, SAVES, called_in_a_shell, note, save
from assistant.terminal.chat.session import NOT_ANSWERED, Session
from assistant.terminal.chat.settings import save_settings
from assistant.terminal.hearing import asks_for_more, example_of, shortened, told_at
from assistant.terminal.parsers import version
from assistant.terminal.talk import IN_SHORT, further, sums_up
from assistant.tuples import NamedTuple

_HISTORY_SHOWN = 15

_OF_RULINGS = ("/score", "/compare", "/decide")
"""Commands that help does not tell of where nothing is ruled."""

_OF_ANSWERS = ("/why", "/more", "/explain", "/short")
"""Commands about the last answer: between the questions of a decision they ask what the present one is for."""

_MOST_SIDES = 3
"""Categories that are shown side by side at most; of more the rulings are listed."""

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
        return command.run(session, argument)
    if session.naming and (FILE.fullmatch(text.strip("'\"")) or _names_a_file(session, text)):
        session.taken.add(text)
        name = session.hearing.file_to_save(text) or text
        return save(session, name if "." in name else f"{name}.md")
    return _unknown(session, text.split()[0]) if text.startswith("/") and not text[1:].isdecimal() else None


def _with_more(session: Session, command: Command, said: str, more: str) -> list[Line]:
    """Return what answers a command with words after it that takes none: a question, where the slash alone is too much.

    Else what may be meant is offered: the words alone, where they are answered, and the command alone.
    """
    if session.opens(said) and session.answers(said):
        return session.ask(said)
    told = session.say(f"{command.name} takes nothing after it. Did you mean this?")
    return [*told, [], *session.offer([*[more] * session.answers(more), command.name])]


def _names_a_file(session: Session, text: str) -> bool:
    """Tell whether words that were said when a file was to be named name one: they are nothing that is understood."""
    heard = session.hearing
    understood = session.chosen(text) or heard.agrees(text) or heard.chooses_nothing(text) or request_for(session, text)
    if session.choices not in SAVES or not _WORDS.fullmatch(text) or understood or session.opens(text):
        return False
    reply = session.conversation.apart().ask(text)
    return reply.status in NOT_ANSWERED or (reply.status == CHAT and reply.confidence < 1)


def serve(session: Session, text: str) -> list[Line] | None:
    """Return the lines that answer a request to the program itself ("can you save this"), None where it is none."""
    file = session.hearing.file_to_save(text)
    if file:
        return save(session, "" if "@" in file else file)  # nothing is mailed to anybody
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
    asked = session.conversation.apart().ask(text).status if command else ANSWERED
    return command if asked in NOT_ANSWERED else None


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
    if asked in IN_SHORT and not session.last_answer and sums_up(session.assistant.ask(text)):
        return None
    if (asked == "recommended" and not _overall(session)) or (asked == "about" and session.last_answer):
        return None
    return REQUESTS.get(asked) if asked else None


def _unknown(session: Session, word: str) -> list[Line]:
    begun = [name for name in COMMANDS if name.startswith(word.lower())]
    near = nearest(word)
    if word == "/":
        return _help(session, "")
    if len(begun) > 1:
        told = session.say(f"There is no command {word}. These begin so:")
        return [*told, [], *session.offer(begun)]
    if not near:
        return session.say(f"There is no command {word}. /help lists those that there are.")
    told = session.say(f"There is no command {word}. Did you mean this?")
    return [*told, [], *session.offer([near])]


def command_for(text: str) -> Command | None:
    """Return the command that a line calls, with its slash or, where that cannot be a question, without."""
    word = text.split()[0].lower()
    helped = re.match(r"(?:help|\?) +(/|[a-z]+$)", text.lower())
    if helped and (helped[1] in ("/", "keys") or f"/{helped[1]}" in COMMANDS):
        return COMMANDS["/help"]
    if word.rstrip("?!.,") in COMMANDS:
        return COMMANDS[word.rstrip("?!.,")]
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


def _score(session: Session, _: str) -> list[Line]:
    names = [f"/compare {each.name}" for each in session.assistant.library.base.categories]
    session.choices = names or session.choices
    return session.tell(score(session.view, numbered=True))


def _topics(session: Session, _: str) -> list[Line]:
    library = session.assistant.library
    session.choices = topic_examples(library.base, library.english)
    return session.tell(topics(session.view, library.english, numbered=True))


def _compare(session: Session, wanted: str) -> list[Line]:
    base = session.assistant.library.base
    numbers = session.hearing.numbers(wanted, len(base.categories))
    found = [base.categories[each - 1] for each in numbers if 0 < each <= len(base.categories)]
    found = list(base.categories) if session.hearing.chooses_everything(wanted) else found
    found = found or (session.categories(wanted) if wanted else [])
    if len(found) > _MOST_SIDES:
        session.remember(_overall(session), f"/compare {wanted}")
        session.choices = [f"/compare {each.name}" for each in found]
        return session.tell(rulings(session.view, found, numbered=True, reasons=True))
    lines: list[Line] = []
    for category in found:
        session.remember(_compared(session, category), f"/compare {category.name}")  # so that "why?" goes on from there
        lines += [*[[]] * bool(lines), *compare(session.view, category)]
    if lines:
        return session.tell(lines)
    if not base.categories:
        return session.say("There are no categories here.")
    named = any(each.name.casefold() in wanted.casefold() for each in base.subjects)
    told = f"There is no category like “{wanted}”. There are:" if wanted and not named else "Compare them in what?"
    session.choices = [f"/compare {each.name}" for each in base.categories]
    rows = session.view.choices([each.name for each in base.categories], numbered=True)
    return [*session.say(told), [], *rows]


def _compared(session: Session, category: Category) -> str:
    """The question whose answer tells what a category side by side shows."""
    english, base = session.assistant.library.english, session.assistant.library.base
    asked = next((each for each in english.rulings if each.split()[0] in english.beside), "")
    if len(base.subjects) != 2 or not asked:
        return best_example(category, base, english)
    return written(asked.replace("{category}", category.name), base, english)


def _why(session: Session, _: str) -> list[Line]:
    if not session.replies:
        return session.nothing_asked
    return session.ask(session.assistant.library.english.forms["why"][0] + "?", "/why")


def _more(session: Session, _: str) -> list[Line]:
    if session.short_of:
        return _shown(session, session.short_of)
    if not session.replies:
        return session.nothing_asked
    more = next(each for each in session.assistant.library.english.follow_ups if each.id == "more")
    return session.ask(next(text for text in more.ask if len(text.split()) == 3), "/more")


def _wrong(session: Session, _: str) -> list[Line]:
    if not session.replies:
        return session.nothing_asked
    wrong = session.replies[-1]
    if _leans(session, wrong):  # not "tell me more": what that leans on
        wrong = next((each for each in reversed(session.replies) if not _leans(session, each)), wrong)
    wrong = wrong._replace(question=wrong.question.removeprefix("/"), status="wrong")
    told = "Noted as wrong." if session.log(wrong) else note(wrong, keep=session.keep, knowledge=session.knowledge)
    return session.say(told)


def _leans(session: Session, reply: Reply) -> bool:
    """Tell whether a reply leans on an answer before it ("why?"): its question alone is not answered so."""
    if reply.status != ANSWERED or reply.candidates:
        return False
    alone = session.assistant.ask(reply.question)
    return [each.id for each in alone.answers] != [each.id for each in reply.answers]


def _source(session: Session, _: str) -> list[Line]:
    source, view = session.assistant.library.base.source, session.view
    last = session.last_answer
    sections = [part for each in (last.answers if last else ()) for part in headings(each.section)]
    rows = [("title", source.title), ("publisher", source.publisher), ("author", source.author), ("date", source.date)]
    if not (source.title or source.url or sections):
        return session.say("No source is named here: the answers are the author's own.")
    rows += [("address", source.url)]
    rows += [("section", section) for section in dict.fromkeys(sections)]
    lines = view.pairs([(name, value) for name, value in rows if value])
    return session.tell(lines if source.url else [*lines, [], *_said("original")(session, "")])


def _age(session: Session, _: str) -> list[Line]:
    return session.ask(session.assistant.library.english.chat.program["age"][0])


def _explain(session: Session, _: str) -> list[Line]:
    """Explain the last reply, and what it leans on."""
    read = [each for each in session.replies if each.reading]
    if not read:
        return session.nothing_asked
    leaning = read[-1].question if _leans(session, read[-1]) else ""
    lines, view = explained(read[-1], session.view), session.view
    earlier = next((each for each in reversed(read) if each.candidates and each.status == ANSWERED), None)
    if not leaning or earlier is None:
        return lines
    told = f"“{leaning}” asks about an answer before it; “{earlier.question}” was read so:"
    whole = explained(earlier, view)
    own = [] if whole[: len(lines)] == lines else [*lines, []]
    return [*own, *session.say(told), [], *whole]


def _examples(session: Session, _: str) -> list[Line]:
    library = session.assistant.library
    base = library.base
    items: list[tuple[str, Sequence[Category | Entry]]] = [("Categories", base.categories)]
    items += [(topic.name, [each for each in base.entries if each.topic == topic.id][:3]) for topic in base.topics]
    groups = [(name, [best_example(each, base, library.english) for each in some]) for name, some in items if some]
    session.choices = [text for _, texts in groups for text in texts]
    return session.tell(grouped(session.view, groups, numbered=True))


def _example(session: Session, _: str) -> list[Line]:
    library = session.assistant.library
    if session.last_answer:  # of what was told
        return session.ask(example_of(session.conversation, library), library.english.chat.program["example"][0])
    return session.offer(opening_examples(library.base, library.english))


def _overall(session: Session) -> str:
    """The question for the result of all, "" where nothing is ruled."""
    overall = session.assistant.library.catalogue.overall
    return overall.question if overall else ""


def _about(session: Session, _: str) -> list[Line]:
    return session.ask(session.assistant.library.english.chat.program["about"][0])


def _recommended(session: Session, _: str) -> list[Line]:
    session.conversation = session.assistant.conversation()  # of all, whatever was spoken of
    return session.ask(_overall(session))


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
    )


def _first(session: Session, _: str) -> list[Line]:
    asked = [each.question for each in session.replies]
    if not asked:
        return session.nothing_asked
    told = session.say("The first question of this conversation was:")
    return [*told, [], *session.offer(asked[:1])]


def _sure(session: Session, _: str) -> list[Line]:
    last = session.last_answer
    if last is None:
        return session.nothing_asked
    told = session.assistant.library.english.chat.answers["sure"]
    return session.say(told.format(chance=round(100 * last.confidence)))


def _back(session: Session, text: str) -> list[Line]:
    before = session.step_back(session.hearing.count(text))
    if before is None:
        return session.nothing_asked
    return [*session.asked(before.question), *_shown(session, before)]


def _repeat(session: Session, text: str) -> list[Line]:
    place = session.hearing.place(text)
    if place and session.replies:
        told = told_at(session.replies, place)
        return [*session.asked(told.question), *_shown(session, told)] if told else _history(session, "")
    lines, choices, width = session.shown or ([], [], 0)
    if width == session.view.screen.width:
        session.choices = choices
        return lines
    last = next((each for each in reversed(session.replies) if each.status != CHAT), None)
    return _shown(session, last) if last else session.nothing_asked  # laid out anew


def _shown(session: Session, reply: Reply) -> list[Line]:
    session.stand_at(reply)
    session.choices = list(reply.suggestions) or session.choices
    return session.tell(session.view.reply(reply, numbered=True))


def _offered(session: Session, _: str) -> list[Line]:
    return session.offer(session.choices) if session.choices else _examples(session, "")


def _next(session: Session, _: str) -> list[Line]:
    found = further(session.assistant.library, session.replies, session.seen)
    session.seen += found
    if not found:
        return session.say("There is nothing else to suggest: /topics shows what can be asked.")
    return session.offer([*found])


def _short(session: Session, _: str) -> list[Line]:
    last = session.last_told
    if last is None:
        return session.nothing_asked
    if _is_short(session, last):
        more = session.short_of or asks_for_more(session.conversation, session.assistant.library)
        rest = "; /more tells what else there is." if more else ", and all there is."
        return session.say(f"That is one sentence already{rest}")
    return _in_short(session, last)


def _simple(session: Session, _: str) -> list[Line]:
    last = session.last_told
    if last is None:
        return session.nothing_asked
    if _is_short(session, last):
        told = "Only the source's own words can be given, and those were the shortest."
        return session.say(told)
    told = "Only the source's own words can be given; these are the shortest:"
    return [*session.say(told), [], *_in_short(session, last)]


def _is_short(session: Session, answer: Reply) -> bool:
    """Tell whether an answer was told in one sentence."""
    return bool(session.short_of) or shortened(answer, session.assistant.library).text == answer.text


def _in_short(session: Session, answer: Reply) -> list[Line]:
    session.stand_at(answer)
    short = shortened(answer, session.assistant.library)._replace(suggestions=())
    lines = session.tell(session.view.reply(short, numbered=True))
    session.short_of = answer
    return lines


def _clear(session: Session, _: str) -> list[Line]:
    if session.clear is None:
        return _said("clear")(session, "")
    session.clear()
    return []


def _leaving(session: Session, _: str) -> list[Line]:
    return session.say("Ctrl-D or /quit leaves.")


def _said(key: str) -> Callable[[Session, str], list[Line]]:
    """Return what answers a request with what is said to it wherever it is asked."""
    return lambda session, _: session.say(plain(session.assistant.library.english.chat.answers[key]))


def _always(*, short: bool) -> Callable[[Session, str], list[Line]]:
    """Return what answers a request for short or whole answers from now on."""

    def run(session: Session, _: str) -> list[Line]:
        session.short = short
        return _said("always-short" if short else "always-long")(session, "")

    return run


def _privacy(session: Session, _: str) -> list[Line]:
    from assistant.terminal.chat.history import history_path  # needs what the plain chat does without

    path = history_path()
    where = f" The history is {called_in_a_shell(path)}: who deletes it forgets all." if path and path.is_file() else ""
    told = plain(session.assistant.library.english.chat.answers["privacy"]) + where
    return session.say(told)


def _version(session: Session, _: str) -> list[Line]:
    return session.say(f"Verdict {version()}")


def _decide(session: Session, _: str) -> list[Line]:
    return session.begin_interview()


def _where_saved(session: Session, _: str) -> list[Line]:
    return session.say(f"In {session.saved}") if session.saved else _said("saved")(session, "")


def _theme(session: Session, wanted: str) -> list[Line]:
    numbers = session.hearing.numbers(wanted, len(THEMES))
    begun = [name for place, name in enumerate(THEMES, 1) if place in numbers]
    begun = begun or [each for each in THEMES if wanted and each.startswith(wanted.lower())]
    wanted = begun[0] if len(begun) == 1 else wanted
    if wanted not in THEMES:
        told = f"There is no theme “{wanted}”." if wanted else f"The theme is {session.settings.theme}."
        session.choices = [f"/theme {each}" for each in THEMES]
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
    useful = [each for each in COMMANDS.values() if ruled or each.name not in _OF_RULINGS]
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
        Command("/score", "the result, and every ruling", _score),
        Command("/topics", "what can be asked", _topics, bare=("topics",)),
        Command("/compare", "what is said of each in a category", _compare, "CATEGORY"),
        Command("/decide", "a decision found by a few questions", _decide),
        Command("/why", "the reason for the last answer", _why),
        Command("/more", "what the last answer left out", _more),
        Command("/wrong", "note that the last answer was wrong", _wrong),
        Command("/source", "where the last answer comes from", _source),
        Command("/explain", "how the last question was read", _explain),
        Command("/examples", "questions to ask", _examples),
        Command("/new", "forget the conversation", _new),
        Command("/history", "what was asked before", _history),
        Command("/short", "the last answer in one sentence", _short),
        Command("/save", "everything said as Markdown", save, "FILE"),
        Command("/theme", f"colours ({', '.join(THEMES)})", _theme, "NAME"),
        Command("/clear", "clear the screen", _clear),
        Command("/help", "these lines; with keys, what keys do", _help, "[keys]", bare=("help", "?", "/?")),
        Command("/quit", "leave", _quit, bare=("quit", "exit", "/exit", ":q", ":q!", ":wq", "/q")),
    )
}

REQUESTS = {
    "quit": COMMANDS["/quit"],
    "leaving": Command("", "how to leave", _leaving),
    "bye": Command("", "leave", _bye),
    "save": COMMANDS["/save"],
    "colours": COMMANDS["/theme"],
    "first": Command("", "the first question", _first),
    "offered": Command("", "what the numbers stand for", _offered),
    "next": Command("", "other questions to ask", _next),
    "history": COMMANDS["/history"],
    "repeat": Command("", "the last answer again", _repeat),
    "back": Command("", "the answer before", _back),
    "short": COMMANDS["/short"],
    "simple": Command("", "the last answer in the fewest words", _simple),
    "longer": COMMANDS["/more"],
    "source": COMMANDS["/source"],
    "original": COMMANDS["/source"],
    "age": Command("", "when the source was written", _age),
    "topics": COMMANDS["/topics"],
    "example": Command("", "a question to ask", _example),
    "examples": COMMANDS["/examples"],
    "clear": COMMANDS["/clear"],
    "new": COMMANDS["/new"],
    "commands": COMMANDS["/help"],
    "keys": Command("", "what the keys do", lambda session, _: _help(session, "keys")),
    "decide": COMMANDS["/decide"],
    "about": Command("", "what this is", _about),
    "recommended": Command("", "the result of all", _recommended),
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
    "sure": Command("", "how sure the last answer is", _sure),
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
