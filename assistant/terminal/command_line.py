"""The command line: what is asked for, and the exit status."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr
from typing import TYPE_CHECKING

from assistant.terminal.arguments import Options, UsageError, arranged, plain
from assistant.terminal.streams import Errors, forget, make_usable

if TYPE_CHECKING:
    from assistant.answering.conversation import Assistant
    from assistant.answering.reply import Reply
    from assistant.screen.render import Renderer

OK, FAILED, UNUSABLE, INTERRUPTED = 0, 1, 2, 130

WORDS = "words"
"""What stands in place of the shell where a completion script asks for candidates."""

LONGEST_LINE = 1 << 16
"""Bytes that are kept of a line of standard input: more than is ever read of a question."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command `verdict` and return its exit status."""
    make_usable()
    with redirect_stderr(Errors(sys.stderr)):
        return _status(argv)


def _status(argv: Sequence[str] | None) -> int:
    try:
        status = _run(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
        return status
    except UsageError as error:
        return _complain(str(error), UNUSABLE)
    except KeyboardInterrupt:
        return _complain("interrupted", INTERRUPTED)
    except ModuleNotFoundError as error:
        return _complain(f"this Python lacks {error.name}; set Verdict up as the README says", UNUSABLE)
    except BrokenPipeError:
        forget(sys.stdout)
        return OK
    except OSError as error:
        if error.filename is None:  # what was not written yet would be tried again at the end
            forget(sys.stdout)
            return _complain(f"the output: {error.strerror or error}; write to a place that can take it", UNUSABLE)
        return _complain(f"{error.filename}: {error.strerror or error}; name one that can be used", UNUSABLE)


def _run(argv: list[str]) -> int:
    from assistant.screen.layout import prepare

    prepare(sys.stdout)
    prepare(sys.stderr)
    if argv[:2] == ["completion", WORDS]:
        return _candidates(argv[2:])
    command, arguments = arranged(argv)
    options = plain(command, arguments) if command in _ACTIONS else None
    if options is None:
        from assistant.terminal.parsers import no_command, parser

        if command not in _ACTIONS:
            asked = _asked_without(command or "", arguments)
            if asked is None:
                raise UsageError(no_command(command or "", arguments))
            command, arguments = "ask", asked
        try:
            options = parser(command).parsed(arguments)
        except SystemExit as done:  # after --help and --version
            return int(done.code or OK)
    from assistant.knowledge.faults import DataError

    try:
        return _ACTIONS[command](options)
    except DataError as error:
        return _complain(str(error), UNUSABLE)


def _asked_without(word: str, arguments: list[str]) -> list[str] | None:
    """Return the arguments of `ask` where a question was put without it: several words that open or end as one does."""
    from assistant.terminal.parsers import near_command

    end = arguments.index("--") if "--" in arguments else len(arguments)
    words = [word, *arguments[end + 1 :]]
    text = readable(" ".join(words))
    if len(text.split()) < 2 or near_command(word):
        return None
    from assistant.answering.conversation import Assistant

    library, english = (found := Assistant().library), found.english
    opens = not {*library.reader.read(text).words[:1]}.isdisjoint((*english.question_words, *english.openers))
    return [*arguments[:end], "--", *words] if opens or text.endswith("?") else None


def _converse(options: Options) -> int:
    if not sys.stdin.isatty() or options.json:
        return _piped(options)
    from assistant.terminal.chat import chat

    chat(
        knowledge=options.knowledge,
        plain=options.plain,
        vi=options.vi,
        keep=not options.no_history,
        color=options.color,
        short=options.short,
        log=MissLog(options),
    )
    return OK


def _piped(options: Options) -> int:
    from assistant.terminal.talk import Talk

    assistant = _open(options)
    present = _presenter(options, assistant)
    talk = Talk(assistant, short=options.short, offers=options.json)
    log = MissLog(options)
    first = True
    for line in _lines():
        if not line.strip():
            talk.begin()
            continue
        reply = talk.reply(line)
        separator = "" if first or options.json else "\n"
        print(f"{separator}{present(reply)}", flush=True)
        log(reply)
        first = False
    return UNUSABLE if log.failed else OK


def _ask(options: Options) -> int:
    gc.disable()  # one question makes too little garbage to be worth looking for it
    try:
        return _asked(options)
    finally:
        gc.enable()


def _asked(options: Options) -> int:
    from assistant.answering.reply import ANSWERED, CHAT
    from assistant.asking.question import MOST_CHARACTERS
    from assistant.terminal.talk import Talk

    text = _question(options.words)
    assistant = _open(options)
    if "\n" in text:
        _note_several(text[:MOST_CHARACTERS], assistant)
    reply = Talk(assistant, short=options.short).reply(" ".join(text.split())[: MOST_CHARACTERS + 1])
    print(_presenter(options, assistant)(reply), flush=True)
    if options.explain:
        _explain(options, reply, _renderer(options, assistant))
    log_misses(options, reply)
    return OK if reply.status in (ANSWERED, CHAT) else FAILED


def _question(words: Sequence[str]) -> str:
    """Return the question that the words are; without words, or with "-", that of standard input."""
    if words and list(words) != ["-"]:
        question = readable(" ".join(words))
    else:
        waiting = not words and sys.stdin.isatty()
        given = b"" if waiting else sys.stdin.buffer.read(LONGEST_LINE)
        question = given.decode("utf-8-sig", "replace").strip()
    if not question.strip():
        raise UsageError("no QUESTION, neither after ask nor on standard input; see verdict ask --help")
    return question


def _note_several(text: str, assistant: Assistant) -> None:
    """Say so where the lines of a text are questions of their own."""
    from assistant.terminal.chat.settings import note
    from assistant.terminal.hearing import Hearing

    count = len(Hearing(assistant.library).questions(text))
    if count > 1:
        note(f"{count} questions are taken for one; verdict < FILE asks each line")


def _explain(options: Options, reply: Reply, view: Renderer) -> None:
    from assistant.screen.explain import explained, explanation

    if sys.stdout.isatty() and not options.json:
        print("\n" + view.screen.paint(explained(reply, view, evidence=True)))
    else:
        lines = "\n".join(["", *explanation(reply)])
        print(view.screen.text(lines), file=sys.stderr if options.json else sys.stdout)


def _topics(options: Options) -> int:
    from assistant.screen.board import topic_records, topics
    from assistant.screen.layout import as_line, shows_unicode

    assistant = _open(options)
    base, english = assistant.library.base, assistant.library.english
    entries = [(each.entry, each.question) for each in assistant.library.items.values()]
    if options.json:
        records = (
            [{"id": entry.id, "topic": entry.topic, "example": question} for entry, question in entries]
            if options.ids
            else topic_records(base, english)
        )
        for record in records:
            print(as_line(record, not shows_unicode(sys.stdout)))
    else:
        view = _renderer(options, assistant)
        if not sys.stdout.isatty():
            view = view._replace(screen=view.screen._replace(drawings=False))
        rows = [(entry.id, question) for entry, question in entries]
        whole = [[("", f"{name}: {question}")] for name, question in rows]  # for scripts: an entry a line
        listed = view.pairs(rows, "") if view.screen.drawings else whole
        print(view.screen.paint(listed if options.ids else topics(view, english)))
    return OK


def _test(options: Options) -> int:
    from assistant.authoring import scripts

    return scripts.run(
        options.paths,
        knowledge=options.knowledge,
        as_json=options.json,
        junit=options.junit,
        keyword=options.keyword,
        stop_first=options.stop_first,
        update=options.update,
        last_failed=options.last_failed,
        coverage=options.coverage,
        compare=options.compare,
        quiet=options.quiet,
        color=_color(options),
    )


def _check(options: Options) -> int:
    from assistant.authoring import check

    gc.disable()  # as for one question: what it makes stays until it ends
    return check.run(
        options.path or options.knowledge,
        strict=options.strict,
        readings=options.readings,
        every=options.all,
        as_json=options.json,
        color=_color(options),
    )


def _new(options: Options) -> int:
    from assistant.authoring import starter

    return starter.run(options.path, faq=options.faq, schemas=options.schemas)


def _import(options: Options) -> int:
    from assistant.authoring.importing import bring

    return bring.run(options.paths, options.output, title=options.title, as_json=options.json)


def _export(options: Options) -> int:
    from assistant.authoring import exporting

    return exporting.run(options.path or options.knowledge, options.output)


def _misses(options: Options) -> int:
    from assistant.authoring import misses

    return misses.run(options.file, knowledge=options.knowledge, as_json=options.json)


def _mend(options: Options) -> int:
    from assistant.authoring import mend

    if sys.stdin.isatty() and sys.stdout.isatty():
        from assistant.terminal.chat.plain import edit_lines

        edit_lines(lambda text: (), [], keep=False)
    return mend.run(options.path, options.files, ask=_typed if sys.stdin.isatty() else _next_of(_lines()))


def _next_of(lines: Iterator[str]) -> Callable[[str], str]:
    """Return what asks for one of piped lines after the other; it raises EOFError where there is none."""

    def line(prompt: str) -> str:
        print(prompt, end="", flush=True)
        for each in lines:
            return each
        raise EOFError

    return line


def _typed(prompt: str) -> str:
    """Return a line that is typed; who interrupts it leaves its row first.

    Raises EOFError: there is none.
    """
    try:
        return input(prompt)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        raise


def _completion(options: Options) -> int:
    from assistant.terminal.completion import SCRIPTS

    print(SCRIPTS[options.shell], end="")
    return OK


def _candidates(words: Sequence[str]) -> int:
    """Print what a shell may complete; nothing, and no complaint, where the knowledge cannot be used."""
    from assistant.knowledge.faults import DataError
    from assistant.screen.layout import printable
    from assistant.terminal.completion import candidates

    try:
        found = candidates(words[1:] if words[:1] == ["--"] else words)
    except DataError:
        return FAILED
    print("\n".join("\t".join(map(printable, each.split("\t", 1))) for each in found))
    return OK


_ACTIONS: dict[str | None, Callable[[Options], int]] = {
    None: _converse,
    "ask": _ask,
    "topics": _topics,
    "test": _test,
    "check": _check,
    "new": _new,
    "import": _import,
    "export": _export,
    "misses": _misses,
    "mend": _mend,
    "completion": _completion,
}


def _open(options: Options) -> Assistant:
    from assistant.screen.progress import READING, progress
    from assistant.terminal.talk import opened

    return opened(options.knowledge, progress(READING))


def _color(options: Options) -> bool:
    from assistant.screen.layout import shows_color

    return shows_color(sys.stdout, options.color)


def _presenter(options: Options, assistant: Assistant) -> Callable[[Reply], str]:
    """Return how replies are shown: as JSON, laid out on a terminal, else as one plain text, where wanted in colour."""
    from assistant.screen.layout import detect, shows_unicode

    if options.json:
        from assistant.screen.render import as_json

        ascii_only = not shows_unicode(sys.stdout)
        return lambda reply: as_json(reply, assistant.library.base.source, ascii_only=ascii_only)
    laid_out = sys.stdout.isatty()
    if laid_out or _color(options):
        view = _renderer(options, assistant)
        return lambda reply: view.screen.paint(view.reply(reply) if laid_out else [view.line(reply)])
    from assistant.knowledge.markup import plain

    screen = detect(sys.stdout)
    return lambda reply: screen.text(plain(reply.text))


def _renderer(options: Options, assistant: Assistant) -> Renderer:
    from assistant.screen.layout import detect, is_dumb
    from assistant.screen.render import Renderer

    screen = detect(sys.stdout, options.color, drawings=not (options.plain or is_dumb()))
    if screen.color:
        from assistant.screen.theme import THEMES
        from assistant.terminal.chat.settings import load_settings

        screen = screen._replace(theme=THEMES[load_settings().theme])
    return Renderer(assistant.library.base, assistant.library.english.say, screen)


def log_misses(options: Options, reply: Reply) -> None:
    """Append a question without an answer to a file, where one is named."""
    if options.log_misses:
        from assistant.authoring import misses

        misses.log(options.log_misses, reply, options.knowledge)


class MissLog:
    """Logs questions without an answer as they come, if anywhere: what hinders it is told once."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self.failed = False

    def __call__(self, reply: Reply) -> bool:
        from assistant.knowledge.faults import DataError

        try:
            log_misses(self._options, reply)
        except DataError as error:
            if not self.failed:
                _complain(str(error), UNUSABLE)
            self.failed = True
        return bool(self._options.log_misses) and not self.failed


def _lines() -> Iterator[str]:
    """Yield the lines of standard input as they come, of a long one the beginning; what is not UTF-8 is replaced."""
    encoding = "utf-8-sig"
    for raw in iter(lambda: sys.stdin.buffer.readline(LONGEST_LINE), b""):
        part = raw
        while _goes_on(part) and part.isspace():  # blanks before the first word
            part = sys.stdin.buffer.readline(LONGEST_LINE)
        yield (raw if part is raw else part.lstrip()).decode(encoding, "replace").rstrip("\r\n")
        encoding = "utf-8"
        while _goes_on(part):
            part = sys.stdin.buffer.readline(LONGEST_LINE)


def _goes_on(part: bytes) -> bool:
    """Tell whether a part of standard input is not the last of its line."""
    return len(part) == LONGEST_LINE and not part.endswith(b"\n")


def readable(text: str) -> str:
    """Return a command-line text with bytes that are not UTF-8 replaced."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _complain(message: str, status: int) -> int:
    from assistant.knowledge.faults import shown

    line = shown(" ".join(readable(message).split()))
    print(f"verdict: {line}", file=sys.stderr, flush=True)
    return status
