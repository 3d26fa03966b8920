"""The command line: what is asked for, and the exit status."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from assistant.answering.conversation import Assistant
    from assistant.answering.reply import Reply
    from assistant.screen.render import Renderer

OK, FAILED, UNUSABLE, INTERRUPTED = 0, 1, 2, 130

COMMANDS = {
    "ask": "answer one question and exit",
    "topics": "show what can be asked: categories with their verdicts, the score, other topics",
    "test": "run scripted Q&A files (a folder: every file in it)",
    "check": "check a knowledge base and say what is wrong",
    "new": "write a small working knowledge base to start from",
    "import": "make a knowledge base of other tools' files (tables, pages, Markdown, Rasa, Dialogflow …)",
    "export": "write a knowledge base as CSV or JSON Lines",
    "misses": "group the questions that were logged without an answer",
    "mend": "go through missed questions and add each to the knowledge base",
}


VALUED = {"--knowledge", "--color", "--log-misses", "--junit", "--update", "-k", "-o", "--title", "--compare"}
"""Options that take the next argument."""


class UsageError(Exception):
    """The command line cannot be followed; the message says why and what to do."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong instead of printing the usage."""
        raise UsageError(f"{message}; see {self.prog} --help")


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        print(f"verdict {version()}")
        parser.exit()


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command `verdict` and return its exit status."""
    try:
        status = _run(list(sys.argv[1:] if argv is None else argv))
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except UsageError as error:
        return _complain(str(error), UNUSABLE)
    except KeyboardInterrupt:
        return _complain("interrupted", INTERRUPTED)
    except ModuleNotFoundError as error:
        return _complain(f"this Python lacks {error.name}; set Verdict up as the README says", UNUSABLE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        where = error.filename or "the output"
        return _complain(f"{where}: {error.strerror or error}; name a place that can be used", UNUSABLE)


def _run(argv: list[str]) -> int:
    from assistant.screen.layout import prepare

    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            prepare(stream)
    command, arguments = arranged(argv)
    options = _parser(command).parse_args(arguments)
    from assistant.knowledge.faults import DataError

    try:
        return _ACTIONS[command](options)
    except DataError as error:
        return _complain(str(error), UNUSABLE)


def arranged(argv: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the command word and the other arguments, options first, so that options may stand anywhere.

    Raises UsageError: the first word is no command.
    """
    options: list[str] = []
    words: list[str] = []
    rest = iter(argv)
    for each in rest:
        if each == "--":
            words += rest
        elif each.startswith("-") and each != "-":
            options += [each, *islice(rest, int(each in VALUED))]
        else:
            words.append(each)
    if words and words[0] not in COMMANDS:
        raise UsageError(_no_command(words[0]))
    return (words[0] if words else None), [*options, *(["--"] if words[1:] else []), *words[1:]]


def _no_command(word: str) -> str:
    from rapidfuzz import process

    near = process.extractOne(word, list(COMMANDS), score_cutoff=60) if " " not in word else None
    if near:
        return f"no command {word!r}; did you mean {near[0]!r}?"
    return f'no command {word!r}; to ask: verdict ask "{word}"; commands: {", ".join(COMMANDS)}'


def _parser(command: str | None) -> Parser:
    prog = f"verdict {command}" if command else "verdict"
    about = COMMANDS[command] if command else "Answers questions from a knowledge base: offline and at once."
    listing = (
        "commands:\n"
        + "\n".join(f"  {name:8} {text}" for name, text in COMMANDS.items())
        + (
            "\n\nWithout a command: a chat on a terminal; with piped input one question a line, a blank line\n"
            "begins a new conversation. Exit status: 0 answered or passed, 1 not answered or failed,\n"
            "2 wrong usage or an unusable file, 130 interrupted."
        )
    )
    parser = Parser(
        prog=prog,
        description=about[0].upper() + about[1:],
        allow_abbrev=False,
        usage=None if command else "verdict [options] [command] …",
        epilog=None if command else listing,
        formatter_class=_formatter,
    )
    parser.add_argument("--knowledge", metavar="PATH", help="use another knowledge base")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour (auto obeys NO_COLOR, FORCE_COLOR and TERM=dumb)",
    )
    parser.add_argument("--log-misses", metavar="FILE", help="append questions without an answer to FILE")
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    _OPTIONS[command](parser)
    return parser


def _formatter(prog: str) -> argparse.HelpFormatter:
    """A formatter told its width: to find it by itself it would import what takes as long as half an answer."""
    from assistant.screen.layout import columns

    return argparse.RawDescriptionHelpFormatter(prog, width=columns(sys.stdout) - 2)


def _chat_options(parser: Parser) -> None:
    parser.add_argument("--plain", action="store_true", help="chat: no toolbar, no redraw, for screen readers")
    parser.add_argument("--vi", action="store_true", help="chat: edit as in vi")
    parser.add_argument("--no-history", action="store_true", help="chat: neither read nor keep the history")


def _ask_options(parser: Parser) -> None:
    parser.add_argument("words", nargs="+", metavar="QUESTION", help="the question; its words are joined")
    parser.add_argument("--explain", action="store_true", help="show also how the question was read")


def _test_options(parser: Parser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a scripted Q&A file or a folder of them")
    parser.add_argument("-k", metavar="WORD", dest="keyword", default="", help="only questions that hold WORD")
    parser.add_argument("-x", action="store_true", dest="stop_first", help="stop at the first failure")
    parser.add_argument("--last-failed", action="store_true", help="only what failed last; all where nothing did")
    parser.add_argument("--coverage", action="store_true", help="list the entries that no question tests")
    parser.add_argument("--compare", metavar="OLD", help="tell what changed against OLD, an earlier run with --json")
    parser.add_argument("--junit", metavar="FILE", help="write JUnit XML to FILE")
    parser.add_argument("--update", metavar="FILE", help="write the present answers to FILE for review")


def _check_options(parser: Parser) -> None:
    parser.add_argument("path", nargs="?", metavar="PATH", help="the knowledge base (default: the one in use)")
    parser.add_argument("--strict", action="store_true", help="warnings count as problems")
    parser.add_argument("--readings", action="store_true", help="show how each example is read")


def _new_options(parser: Parser) -> None:
    parser.add_argument("path", metavar="PATH", help="the folder to write")


def _import_options(parser: Parser) -> None:
    parser.add_argument("paths", nargs="+", metavar="FILE", help="a file, a folder or a zip archive")
    parser.add_argument("-o", metavar="FOLDER", dest="output", required=True, help="the folder to write")
    parser.add_argument("--title", metavar="TEXT", default="", help="what the knowledge base is called")


def _export_options(parser: Parser) -> None:
    parser.add_argument("path", nargs="?", metavar="PATH", help="the knowledge base (default: the one in use)")
    parser.add_argument("-o", metavar="FILE", dest="output", help="a .csv, .tsv or .jsonl file to write")


def _misses_options(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE", help="what --log-misses wrote")


def _mend_options(parser: Parser) -> None:
    parser.add_argument("path", metavar="FOLDER", help="the knowledge base, with its scripted questions")
    parser.add_argument("files", nargs="*", metavar="FILE", help="what --log-misses wrote")


def _converse(options: argparse.Namespace) -> int:
    if sys.stdin is None or not sys.stdin.isatty() or options.json:
        return _piped(options)
    from assistant.terminal.chat import chat

    chat(
        knowledge=options.knowledge,
        plain=options.plain,
        vi=options.vi,
        keep=not options.no_history,
        color=options.color,
        log=lambda reply: log_misses(options.log_misses, reply),
    )
    return OK


def _piped(options: argparse.Namespace) -> int:
    assistant = _open(options)
    present = _presenter(options, assistant)
    conversation = assistant.conversation()
    first = True
    for line in _lines():
        if not line.strip():
            conversation = assistant.conversation()
            continue
        reply = conversation.ask(line)
        log_misses(options.log_misses, reply)
        separator = "" if first or options.json else "\n"
        print(f"{separator}{present(reply)}", flush=True)
        first = False
    return OK


def _ask(options: argparse.Namespace) -> int:
    gc.disable()  # one question makes too little garbage to be worth looking for it
    try:
        return _asked(options)
    finally:
        gc.enable()


def _asked(options: argparse.Namespace) -> int:
    from assistant.answering.reply import ANSWERED, CHAT

    assistant = _open(options)
    reply = assistant.ask(readable(" ".join(options.words)))
    log_misses(options.log_misses, reply)
    print(_presenter(options, assistant)(reply))
    if options.explain:
        _explain(options, reply, _renderer(options, assistant))
    return OK if reply.status in (ANSWERED, CHAT) else FAILED


def _explain(options: argparse.Namespace, reply: Reply, view: Renderer) -> None:
    from assistant.screen.explain import explained, explanation

    if sys.stdout.isatty() and not options.json:
        print("\n" + view.screen.paint(explained(reply, view)))
    else:
        lines = "\n".join(["", *explanation(reply)])
        print(view.screen.text(lines), file=sys.stderr if options.json else sys.stdout)


def _topics(options: argparse.Namespace) -> int:
    import json

    from assistant.screen.board import topic_records, topics
    from assistant.screen.layout import shows_unicode

    assistant = _open(options)
    english = assistant.library.english
    if options.json:
        for record in topic_records(assistant.library.base, english):
            print(json.dumps(record, ensure_ascii=not shows_unicode(sys.stdout)))
    else:
        view = _renderer(options, assistant)
        print(view.screen.paint(topics(view, english)))
    return OK


def _test(options: argparse.Namespace) -> int:
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
        color=_color(options),
    )


def _check(options: argparse.Namespace) -> int:
    from assistant.authoring import check

    gc.disable()  # as for one question: what it makes stays until it ends
    return check.run(
        options.path or options.knowledge,
        strict=options.strict,
        readings=options.readings,
        as_json=options.json,
        color=_color(options),
    )


def _new(options: argparse.Namespace) -> int:
    from assistant.authoring import starter

    return starter.run(options.path)


def _import(options: argparse.Namespace) -> int:
    from assistant.authoring.importing import bring

    return bring.run(options.paths, options.output, title=options.title, as_json=options.json)


def _export(options: argparse.Namespace) -> int:
    from assistant.authoring import exporting

    return exporting.run(options.path or options.knowledge, options.output)


def _misses(options: argparse.Namespace) -> int:
    from assistant.authoring import misses

    return misses.run(options.file, knowledge=options.knowledge, as_json=options.json)


def _mend(options: argparse.Namespace) -> int:
    from assistant.authoring import mend

    return mend.run(options.path, options.files)


_OPTIONS: dict[str | None, Callable[[Parser], None]] = {
    None: _chat_options,
    "ask": _ask_options,
    "topics": lambda parser: None,
    "test": _test_options,
    "check": _check_options,
    "new": _new_options,
    "import": _import_options,
    "export": _export_options,
    "misses": _misses_options,
    "mend": _mend_options,
}

_ACTIONS: dict[str | None, Callable[[argparse.Namespace], int]] = {
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
}


def _open(options: argparse.Namespace) -> Assistant:
    from assistant.answering.conversation import Assistant
    from assistant.screen.progress import READING, progress

    return Assistant(options.knowledge, progress(READING))


def _color(options: argparse.Namespace) -> bool:
    from assistant.screen.layout import shows_color

    return shows_color(sys.stdout, options.color)


def _presenter(options: argparse.Namespace, assistant: Assistant) -> Callable[[Reply], str]:
    """Return how replies are shown: as JSON, laid out on a terminal or in colour, else as one plain text."""
    from assistant.screen.layout import detect, shows_unicode

    if options.json:
        from assistant.screen.render import as_json

        ascii_only = not shows_unicode(sys.stdout)
        return lambda reply: as_json(reply, assistant.library.base.source, ascii_only=ascii_only)
    if sys.stdout.isatty() or _color(options):
        view = _renderer(options, assistant)
        return lambda reply: view.screen.paint(view.reply(reply))
    from assistant.knowledge.markup import plain

    screen = detect(sys.stdout)
    return lambda reply: screen.text(plain(reply.text))


def _renderer(options: argparse.Namespace, assistant: Assistant) -> Renderer:
    from assistant.screen.layout import detect
    from assistant.screen.render import Renderer

    return Renderer(assistant.library.base, assistant.library.english.say, detect(sys.stdout, options.color))


def log_misses(file: str | None, reply: Reply) -> None:
    """Append a question without an answer to `file`, where one is named."""
    if file:
        from assistant.authoring import misses

        misses.log(file, reply)


def _lines() -> Iterator[str]:
    """Yield the lines of standard input as they come; what is not UTF-8 is replaced."""
    if sys.stdin is None:
        return
    encoding = "utf-8-sig"
    for raw in iter(sys.stdin.buffer.readline, b""):
        yield raw.decode(encoding, "replace").rstrip("\r\n")
        encoding = "utf-8"


def readable(text: str) -> str:
    """Return a command-line text with bytes that are not UTF-8 replaced."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def version() -> str:
    """Return the version of the checkout this runs from, or of the installed package."""
    import re
    from importlib import metadata
    from pathlib import Path

    project = Path(__file__).parents[2] / "pyproject.toml"
    found = re.search(r'^version = "(.+)"$', project.read_text("utf-8"), re.MULTILINE) if project.is_file() else None
    return found[1] if found else metadata.version("verdict")


def _complain(message: str, status: int) -> int:
    line = " ".join(readable(message).split())
    print(f"verdict: {line}", file=sys.stderr)
    return status
