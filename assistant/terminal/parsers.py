"""Parsers of the command line, with their pages, and what is said of what is not known there."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, NoReturn

from assistant.terminal.arguments import CHAT, COMMANDS, Options, UsageError, tell

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

NARROW = 60
"""Columns below which nothing stands beside the name of a command or option on a page."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line, and whose help is a page that fits a screen of 80 by 24."""

    def __init__(self, command: str | None) -> None:
        super().__init__(
            prog=f"verdict {command}" if command else "verdict",
            formatter_class=_formatter,
            allow_abbrev=False,
            add_help=False,
        )
        self.register("action", "version", _Version)
        self.command = command
        self.page = COMMANDS[command] if command else CHAT

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong instead of printing the usage."""
        lacking = message.removeprefix("the following arguments are required: ")
        if lacking != message:
            takes = {each.split()[0]: each for each, _ in options_with_help(self)}
            message = f"{' and '.join(takes.get(name, name) for name in lacking.split(', '))} missing"
        raise UsageError(f"{message}; see {self.prog} --help")

    def parsed(self, arguments: Sequence[str]) -> Options:
        """Return the options. Raises UsageError: one is not known here, or lacks what it takes."""
        options, rest = self.parse_known_args(arguments, Options())
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
    tell(command, made)
    return made


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


def near_command(word: str) -> tuple[str, float, int] | None:
    """Return the command that a word may be a slip of, with how like it is (0 to 100), None where there is none.

    Slips spare the first letter: "flask" is no "ask".
    """
    from rapidfuzz import fuzz, process

    near = process.extractOne(word, list(COMMANDS), scorer=fuzz.ratio, score_cutoff=60) if " " not in word else None
    return near if near and near[0][0] == word[0] else None


def no_command(word: str, arguments: Sequence[str]) -> str:
    """Return what is said where a word is no command; `arguments` are the others, as they are arranged."""
    from rapidfuzz import process

    end = arguments.index("--") if "--" in arguments else len(arguments)
    options, words = arguments[:end], [word, *arguments[end + 1 :]]
    known = {name for place in (None, *COMMANDS) for name in options_of(parser(place))}
    wrong = [each for each in options if each[:1] == "-" and each.partition("=")[0] not in known]
    if wrong:
        return parser(None).not_known(wrong[0])
    asked = " ".join(words)
    named = {name for place in (None, *COMMANDS) for name in options_of(parser(place)) if name.startswith("--")}
    near = near_command(word)
    alone = " " not in word and all(each in COMMANDS for each in words[1:])
    option = process.extractOne(f"--{word}", sorted(named), score_cutoff=80) if alone and len(word) > 2 else None
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
    """Options in two columns where there is room, with the beginning of what each does."""
    options = [(name, text.partition("; ")[0]) for name, text in options]
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


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        print(f"verdict {version()}")
        parser.exit()
