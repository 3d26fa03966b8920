"""What the command line takes: commands and options, of which parsers, help, man page and completion are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from assistant.tuples import NamedTuple

if TYPE_CHECKING:
    from typing import Protocol

    class Taking(Protocol):
        """What is told what a command takes, as an `argparse` parser is."""

        def add_argument(self, *names: str, **told: Any) -> Any: ...


SHELLS = ("bash", "zsh", "fish")


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
    "Exit status: 0 done, 1 no from ask, test or check, 2 wrong usage, 130 Ctrl-C.",
)

COMMANDS = {
    "ask": Command(
        "asking",
        "[QUESTION…]",
        "answer one question and exit",
        ("verdict ask which is more secure", "verdict ask --short 'who made Flask?'", "verdict ask - < question.txt"),
        "Without words, or with -, all of standard input is one question; verdict < FILE asks each line. "
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
        "Tables, JSON, YAML, Markdown, web pages, Rasa, Dialogflow, QnA Maker, ChatterBot, Botpress and intents.json, "
        "told apart by what is in them; a folder or a zip archive stands for its files.",
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

KNOWING = (None, "ask", "topics", "export", "check", "test", "misses")
"""Where --knowledge means something; None is the command without a word."""

JSON = (None, "ask", "topics", "test", "check", "import", "misses")
"""Where --json means something."""

PLAIN = (None, "ask", "topics")
"""Where --plain means something: nothing is drawn there."""

ASKING = (None, "ask")
"""Where something is asked: --log-misses and --short mean something there."""


class Options(SimpleNamespace):
    """What is given on the command line, each option as an attribute."""


def plain(command: str | None, arguments: Sequence[str]) -> Options | None:
    """Return the options where none is given, and what is asked; None where a parser has to look.

    Most questions are asked so, and to make a parser took as long as to answer them.
    """
    taken = _Plain()
    tell(command, taken)
    words = list(arguments[1:])
    asks = taken.words == {"words": "*"}
    if arguments[:1] not in ([], ["--"]) or not (asks or not (words or taken.words)):
        return None
    return Options(**taken.options, **({"words": words} if asks else {}))


class _Plain:
    """Hears what a command takes: the words, with how many, and what its options are where none is given."""

    def __init__(self) -> None:
        self.options: dict[str, Any] = {}
        self.words: dict[str, str | int] = {}

    def add_argument(self, *names: str, **told: Any) -> None:
        """Hear of an argument."""
        if not names[0].startswith("-"):
            self.words[names[0]] = told.get("nargs", 1)
        elif told.get("action") not in ("help", "version"):
            name = told.get("dest") or next(each for each in names if each.startswith("--"))[2:].replace("-", "_")
            self.options[name] = False if told.get("action") == "store_true" else told.get("default")


def arranged(argv: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the first word, which may be no command, and the other arguments: options first, wherever they stand."""
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
    return (words[0] if words else None), [*options, *(["--"] if words[1:] else []), *words[1:]]


def tell(command: str | None, made: Taking) -> None:
    """Tell a parser what a command takes, or without one the chat.

    What helps with an option is told as far as its first semicolon on the page of all commands, whole on each one's.
    """
    _TAKES[command](made)
    if command in KNOWING:
        told = "the knowledge to use; a folder or a file of YAML"
        made.add_argument("--knowledge", metavar="PATH", type=_path, help=told)
    if command in PLAIN:
        told = "for screen readers; one thing a line, nothing drawn"
        made.add_argument("--plain", action="store_true", help=told)
    if command in JSON:
        made.add_argument("--json", action="store_true", help="JSON for scripts; one object a line")
    if command in ASKING:
        made.add_argument("--short", action="store_true", help="one sentence each; not the whole answer")
        told = "log the unanswered; verdict misses FILE groups them"
        made.add_argument("--log-misses", metavar="FILE", type=_path, help=told)
    made.add_argument(
        "--color",
        "--colour",
        choices=("auto", "always", "never"),
        default="auto",
        metavar="WHEN",
        help="auto, always, never; auto obeys NO_COLOR, FORCE_COLOR",
    )
    made.add_argument("-V", "--version", action="version", nargs=0, help="print the version")
    made.add_argument("-h", "--help", action="help", help="this, or a command's" if command is None else "this page")


def _path(given: str) -> str:
    if not given:
        import argparse

        raise argparse.ArgumentTypeError("an empty path names nothing")
    return given


def _chat(made: Taking) -> None:
    made.add_argument("--vi", action="store_true", help="the keys of vi")
    made.add_argument("--no-history", action="store_true", help="keep no history")


def _ask(made: Taking) -> None:
    made.add_argument("words", nargs="*", metavar="QUESTION")
    made.add_argument("--explain", action="store_true", help="show also how the question was read")


def _topics(made: Taking) -> None:
    made.add_argument("--ids", action="store_true", help="list every entry by its id, the program's own too")


def _test(made: Taking) -> None:
    made.add_argument("paths", nargs="+", metavar="PATH", type=_path)
    made.add_argument("-k", metavar="WORD", dest="keyword", default="", help="only questions that hold WORD")
    made.add_argument("-x", action="store_true", dest="stop_first", help="stop at the first failure")
    made.add_argument("-q", action="store_true", dest="quiet", help="a line a failure")
    made.add_argument("--last-failed", action="store_true", help="only what failed last; all where nothing did")
    made.add_argument("--coverage", action="store_true", help="list the entries that no question tests")
    made.add_argument("--compare", metavar="OLD", type=_path, help="tell what changed against OLD, a run with --json")
    made.add_argument("--junit", metavar="FILE", type=_path, help="write JUnit XML to FILE")
    made.add_argument("--update", metavar="FILE", type=_path, help="write the present answers to FILE for review")


def _check(made: Taking) -> None:
    made.add_argument("path", nargs="?", metavar="PATH", type=_path)
    made.add_argument("--strict", action="store_true", help="warnings count as problems")
    made.add_argument("--readings", action="store_true", help="show how each example is read")
    made.add_argument("--all", action="store_true", help="a line each also for what is found often")


def _new(made: Taking) -> None:
    made.add_argument("path", metavar="PATH", type=_path)
    made.add_argument("--faq", action="store_true", help="a plain list of questions and answers")
    made.add_argument("--schemas", action="store_true", help="only the schemas for editors, into a folder you have")


def _import(made: Taking) -> None:
    made.add_argument("paths", nargs="+", metavar="FILE", type=_path)
    made.add_argument("-o", metavar="FOLDER", type=_path, dest="output", required=True, help="the folder to write")
    made.add_argument("--title", metavar="TEXT", default="", help="what the knowledge base is called")


def _export(made: Taking) -> None:
    made.add_argument("path", nargs="?", metavar="PATH", type=_path)
    told = "a .csv, .tsv or .jsonl file to write; - is standard output"
    made.add_argument("-o", metavar="FILE", type=_path, dest="output", help=told)


def _mend(made: Taking) -> None:
    made.add_argument("path", metavar="FOLDER", type=_path)
    made.add_argument("files", nargs="*", metavar="FILE", type=_path, default=[])


def _misses(made: Taking) -> None:
    made.add_argument("file", metavar="FILE", type=_path)


def _completion(made: Taking) -> None:
    made.add_argument("shell", choices=SHELLS, metavar="SHELL")


_TAKES: dict[str | None, Callable[[Taking], None]] = {
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
