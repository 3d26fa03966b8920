"""What the command line takes: commands, options and their pages, of which help, man page and completion are made."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, NoReturn

from assistant.tuples import NamedTuple

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

SHELLS = ("bash", "zsh", "fish")

NARROW = 60
"""Columns below which nothing stands beside the name of a command or option on a page."""


class UsageError(Exception):
    """The command line cannot be followed; the message says why and what to do."""


class Command(NamedTuple):
    """A command: its group in the help, what it takes, what it does, and how it is called for example."""

    group: str
    takes: str
    about: str
    examples: tuple[str, ...] = ()
    note: str = ""


CHAT = Command(
    "",
    "",
    "Answers questions from a knowledge base, offline. Without a command: a chat.",
    ("verdict ask which is more secure", "verdict --json < questions.txt"),
    "Exit status: 0 answered or passed, 1 not, 2 wrong usage, 130 interrupted.",
)

COMMANDS = {
    "ask": Command(
        "asking",
        "[QUESTION…]",
        "answer one question and exit",
        ("verdict ask which is more secure", "verdict ask --short 'who made Flask?'", "verdict ask - < question.txt"),
        "Without words, or with -, the question is read from standard input. "
        "Exit status: 0 answered, 1 not answered, 2 wrong usage or an unusable file.",
    ),
    "topics": Command(
        "asking", "", "show what can be asked", ("verdict topics", "verdict topics --ids --knowledge mine")
    ),
    "new": Command(
        "knowledge",
        "PATH",
        "write a small knowledge base to start from",
        ("verdict new mine", "verdict new --faq mine"),
    ),
    "import": Command(
        "knowledge",
        "FILE…",
        "make a knowledge base of other tools' files",
        ("verdict import faq.csv -o mine", "verdict import README.md page.html -o mine"),
        "Tables, Markdown, web pages, Rasa, Dialogflow, QnA Maker, ChatterBot, Botpress and intents.json, told apart "
        "by what is in them; a folder or a zip archive stands for its files.",
    ),
    "export": Command(
        "knowledge",
        "[PATH]",
        "write a knowledge base as CSV or JSON Lines",
        ("verdict export mine -o mine.csv", "verdict export mine > mine.jsonl"),
        "verdict import makes the same knowledge base of it again.",
    ),
    "check": Command(
        "knowledge",
        "[PATH]",
        "say what is wrong with a knowledge base",
        ("verdict check mine", "verdict check mine --strict --json"),
        "Exit status: 0 nothing wrong, 1 problems found, 2 wrong usage or an unusable file.",
    ),
    "test": Command(
        "knowledge",
        "PATH…",
        "run scripted questions and answers",
        ("verdict test mine -q", "verdict test mine/tests -k secure -x --junit out.xml"),
        "Exit status: 0 all passed, 1 one failed, 2 wrong usage or a bad file.",
    ),
    "misses": Command(
        "knowledge",
        "FILE",
        "group what was logged without an answer",
        ("verdict --log-misses misses.jsonl < questions.txt", "verdict misses misses.jsonl"),
    ),
    "mend": Command(
        "knowledge",
        "FOLDER [FILE…]",
        "add missed questions where you say",
        ("verdict mend mine misses.jsonl",),
        "It goes through the questions of the files without an answer, and the scripted questions that fail.",
    ),
    "completion": Command(
        "shell",
        "SHELL",
        "print a completion script: bash, zsh, fish",
        (
            "verdict completion bash > ~/.local/share/bash-completion/completions/verdict",
            "verdict completion zsh > ~/.zfunc/_verdict",
            "verdict completion fish > ~/.config/fish/completions/verdict.fish",
        ),
        "Commands, options, files and, after ask, questions are completed.",
    ),
}

VALUED = {
    "--knowledge",
    "--color",
    "--colour",
    "--log-misses",
    "--junit",
    "--update",
    "-k",
    "-o",
    "--title",
    "--compare",
}
"""Options that take the next argument."""

JSON = (None, "ask", "topics", "test", "check", "import", "misses")
"""Where --json means something; None is the command without a word."""

PLAIN = (None, "ask", "topics")
"""Where --plain means something: nothing is drawn there."""

ASKING = (None, "ask")
"""Where something is asked: --log-misses and --short mean something there."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line, and whose help is a page that fits a screen of 80 by 24."""

    def __init__(self, command: str | None) -> None:
        super().__init__(
            prog=f"verdict {command}" if command else "verdict",
            formatter_class=_formatter,
            allow_abbrev=False,
            add_help=False,
        )
        self.command = command
        self.page = COMMANDS[command] if command else CHAT

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong instead of printing the usage."""
        raise UsageError(f"{message}; see {self.prog} --help")

    def parsed(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Return the options. Raises UsageError: one is not known here, or lacks what it takes."""
        options, rest = self.parse_known_args(arguments)
        unknown = [each for each in rest if each != "--"]
        if unknown:
            raise UsageError(self.not_known(unknown[0]))
        return options

    def not_known(self, given: str) -> str:
        """Return what is said of an argument that is not taken here."""
        from rapidfuzz import process

        name = given.partition("=")[0]
        if not name.startswith("-"):
            return f"{self.prog} takes nothing more: {given!r}; see {self.prog} --help"
        if name.lstrip("-") in COMMANDS:
            return f"{name} is a command, no option: verdict {name.lstrip('-')}"
        places = [place for place in (None, *COMMANDS) if name in options_of(parser(place))]
        if places:
            called = ", ".join(f"verdict {place}" if place else "verdict" for place in places)
            return f"{name} means nothing to {self.prog}; it is an option of: {called}"
        near = process.extractOne(name, options_of(self), score_cutoff=70)
        command = process.extractOne(name.lstrip("-"), list(COMMANDS), score_cutoff=near[1] + 1 if near else 70)
        meant = f"verdict {command[0]}" if command else near[0] if near else ""
        return f"no option {name}; " + (f"did you mean {meant}?" if meant else f"see {self.prog} --help")

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Print the page; unlike argparse's own, not silent where it cannot be written."""
        (file or sys.stdout).write(self.format_help())

    def format_help(self) -> str:
        """Return the page."""
        from textwrap import wrap

        from assistant.screen.layout import columns

        width = max(min(columns(sys.stdout), 100) - 1, 20)
        page = self.page
        takes = f"{page.takes} [options]" if self.command else "[options] [command]"
        usage = wrap(f"usage: {self.prog} {takes.strip()}", width, subsequent_indent=" " * 7)
        head = [*usage, "", *wrap(page.about[:1].upper() + page.about[1:], width), ""]
        options = list(options_with_help(self))
        if self.command is None:
            shown = [f"{'' if place else 'examples:':11}{each}" for place, each in enumerate(page.examples)]
            shown = ["examples:", *_shown(page.examples, width), ""] if width < NARROW else shown
            lines = [*head, *_listing(width), "", *_in_pairs(options, width), "", *shown, *wrap(page.note, width)]
        else:
            shown = ["", "examples:", *_shown(page.examples, width)]
            lines = [*head, "options:", *_in_a_column(options, width), *shown]
            lines += ["", *wrap(page.note, width)] if page.note else []
        return "\n".join(lines) + "\n"


def parser(command: str | None) -> Parser:
    """Return the parser of a command, or without one of the chat."""
    made = Parser(command)
    _TAKES[command](made)
    made.add_argument("--knowledge", metavar="PATH", type=_path, help="the knowledge to use")
    if command in PLAIN:
        made.add_argument("--plain", action="store_true", help="for screen readers")
    if command in JSON:
        made.add_argument("--json", action="store_true", help="an object a line")
    if command in ASKING:
        made.add_argument("--short", action="store_true", help="one sentence each")
        made.add_argument("--log-misses", metavar="FILE", type=_path, help="log the unanswered")
    made.add_argument(
        "--color",
        "--colour",
        choices=("auto", "always", "never"),
        default="auto",
        metavar="WHEN",
        help="auto, always, never",
    )
    made.add_argument("-V", "--version", action=_Version, nargs=0, help="print the version")
    made.add_argument("-h", "--help", action="help", help="this, or a command's" if command is None else "this page")
    return made


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
    if words[:1] == ["help"]:  # as others have it
        options, words = [*options, "--help"], words[1:]
    elif words == ["chat"]:
        words = []
    if words and words[0] not in COMMANDS:
        known = {name for place in (None, *COMMANDS) for name in options_of(parser(place))}
        wrong = [each for each in options if each[:1] == "-" and each.partition("=")[0] not in known]
        raise UsageError(parser(None).not_known(wrong[0]) if wrong else _no_command(words))
    return (words[0] if words else None), [*options, *(["--"] if words[1:] else []), *words[1:]]


def options_of(made: Parser) -> list[str]:
    """Return the options that a parser takes."""
    return [name for action in made._actions for name in action.option_strings]


def options_with_help(made: Parser) -> Iterator[tuple[str, str]]:
    """Yield what each option is called and takes, and what it does; that of a command comes first."""
    for action in made._actions:
        if action.option_strings:
            names = [each for each in action.option_strings if each != "--colour"]
            takes = f" {action.metavar}" if action.metavar else ""
            yield ", ".join(names) + takes, action.help or ""


def _no_command(words: Sequence[str]) -> str:
    from rapidfuzz import fuzz, process

    word, asked = words[0], " ".join(words)
    named = {name for place in (None, *COMMANDS) for name in options_of(parser(place)) if name.startswith("--")}
    near = process.extractOne(word, list(COMMANDS), scorer=fuzz.ratio, score_cutoff=60) if " " not in word else None
    alone = " " not in word and all(each in COMMANDS for each in words[1:])
    option = process.extractOne(f"--{word}", sorted(named), score_cutoff=80) if alone else None
    if near and (option is None or near[1] >= option[1]):
        return f"no command {word!r}; did you mean {near[0]!r}?"
    if option:
        return f"no command {word!r}; did you mean the option {option[0]}?"
    return f'no command {word!r}; to ask: verdict ask "{asked}"; commands: {", ".join(COMMANDS)}'


def _listing(width: int) -> list[str]:
    """The commands in their groups."""
    lines, group = [], ""
    for name, each in COMMANDS.items():
        called = f"{name} {each.takes}".rstrip()
        begins = each.group != group
        group = each.group
        if width < NARROW:
            lines += [f"{group}:"] * begins + _hanging(called, each.about, width)
        else:
            lines.append(f"{f'{group}:' if begins else '':11}{called:20} {each.about}")
    return lines


def _in_pairs(options: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Options in two columns where there is room."""
    if width < 79:
        return _in_a_column(options, width)
    half = (len(options) + 1) // 2
    rows = zip_longest(options[:half], options[half:], fillvalue=("", ""))
    return [f"{one[0]:19}{one[1]:21} {two[0]:18}{two[1]}".rstrip() for one, two in rows]


def _in_a_column(options: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Options with what they do beside them, or below where there is no room."""
    from textwrap import wrap

    if width < NARROW:
        return [line for name, text in options for line in _hanging(name, text, width)]
    lines = []
    for name, text in options:
        told = wrap(text, width - 22)
        lines += [f"  {name:20}{told[0] if told else ''}", *(f"{'':22}{each}" for each in told[1:])]
    return lines


def _hanging(name: str, text: str, width: int) -> list[str]:
    from textwrap import wrap

    return [f"  {name}", *wrap(text, width, initial_indent="    ", subsequent_indent="    ")]


def _shown(examples: Sequence[str], width: int) -> list[str]:
    """Examples under one another, whole words on each line."""
    from textwrap import wrap

    return [
        line
        for each in examples
        for line in wrap(each, width, initial_indent="  ", subsequent_indent="      ", break_on_hyphens=False)
    ]


def version() -> str:
    """Return the version of the checkout this runs from, or of the installed package."""
    import re
    from importlib import metadata
    from pathlib import Path

    project = Path(__file__).parents[2] / "pyproject.toml"
    found = re.search(r'^version = "(.+)"$', project.read_text("utf-8"), re.MULTILINE) if project.is_file() else None
    return found[1] if found else metadata.version("verdict")


def _formatter(prog: str) -> argparse.HelpFormatter:
    """Return what argparse checks each option with; to look for a terminal's width it would import half of `shutil`."""
    return argparse.HelpFormatter(prog, width=80)


def _path(given: str) -> str:
    if not given:
        raise argparse.ArgumentTypeError("an empty path names nothing")
    return given


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        print(f"verdict {version()}")
        parser.exit()


def _chat(made: Parser) -> None:
    made.add_argument("--vi", action="store_true", help="the keys of vi")
    made.add_argument("--no-history", action="store_true", help="keep no history")


def _ask(made: Parser) -> None:
    made.add_argument("words", nargs="*", metavar="QUESTION")
    made.add_argument("--explain", action="store_true", help="show also how the question was read")


def _topics(made: Parser) -> None:
    made.add_argument("--ids", action="store_true", help="list every entry by its id, the program's own too")


def _test(made: Parser) -> None:
    made.add_argument("paths", nargs="+", metavar="PATH", type=_path)
    made.add_argument("-k", metavar="WORD", dest="keyword", default="", help="only questions that hold WORD")
    made.add_argument("-x", action="store_true", dest="stop_first", help="stop at the first failure")
    made.add_argument("-q", action="store_true", dest="quiet", help="a line a failure")
    made.add_argument("--last-failed", action="store_true", help="only what failed last; all where nothing did")
    made.add_argument("--coverage", action="store_true", help="list the entries that no question tests")
    made.add_argument("--compare", metavar="OLD", type=_path, help="tell what changed against OLD, a run with --json")
    made.add_argument("--junit", metavar="FILE", type=_path, help="write JUnit XML to FILE")
    made.add_argument("--update", metavar="FILE", type=_path, help="write the present answers to FILE for review")


def _check(made: Parser) -> None:
    made.add_argument("path", nargs="?", metavar="PATH", type=_path)
    made.add_argument("--strict", action="store_true", help="warnings count as problems")
    made.add_argument("--readings", action="store_true", help="show how each example is read")
    made.add_argument("--all", action="store_true", help="a line each also for what is found often")


def _new(made: Parser) -> None:
    made.add_argument("path", metavar="PATH", type=_path)
    made.add_argument("--faq", action="store_true", help="a plain list of questions and answers")
    made.add_argument("--schemas", action="store_true", help="only the schemas for editors, into a folder you have")


def _import(made: Parser) -> None:
    made.add_argument("paths", nargs="+", metavar="FILE", type=_path)
    made.add_argument("-o", metavar="FOLDER", type=_path, dest="output", required=True, help="the folder to write")
    made.add_argument("--title", metavar="TEXT", default="", help="what the knowledge base is called")


def _export(made: Parser) -> None:
    made.add_argument("path", nargs="?", metavar="PATH", type=_path)
    made.add_argument("-o", metavar="FILE", type=_path, dest="output", help="a .csv, .tsv or .jsonl file to write")


def _mend(made: Parser) -> None:
    made.add_argument("path", metavar="FOLDER", type=_path)
    made.add_argument("files", nargs="*", metavar="FILE", type=_path)


def _misses(made: Parser) -> None:
    made.add_argument("file", metavar="FILE", type=_path)


def _completion(made: Parser) -> None:
    made.add_argument("shell", choices=SHELLS, metavar="SHELL")


_TAKES: dict[str | None, Callable[[Parser], None]] = {
    None: _chat,
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
