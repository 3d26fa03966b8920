"""The manual page, made of what the command line takes.

`python -m assistant.terminal.manual > assistant/terminal/verdict.1` writes it.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.terminal.arguments import CHAT, COMMANDS
from assistant.terminal.parsers import options_with_help, parser


def manual() -> str:
    """Return the page in roff, with the macros of man(7)."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield '.TH VERDICT 1 "" "" "User Commands"'
    yield ".SH NAME"
    yield r"verdict \- answers questions from a structured knowledge base, offline"
    yield ".SH SYNOPSIS"
    for name, command in {"": CHAT, **COMMANDS}.items():
        yield f".B verdict {name}".rstrip()
        yield _escaped(f"{command.takes} [options]".strip())
        yield ".br"
    yield ".SH DESCRIPTION"
    yield _escaped(CHAT.about)
    yield ".SH OPTIONS"
    yield from _options(None)
    yield ".SH COMMANDS"
    for name, command in COMMANDS.items():
        yield f".SS verdict {name} {_escaped(command.takes)}".rstrip()
        yield _escaped(f"{command.about[:1].upper()}{command.about[1:]}. {command.note}".strip())
        yield from _options(name)
    yield ".SH EXIT STATUS"
    yield _escaped(CHAT.note.partition(": ")[2])
    yield ".SH EXAMPLES"
    for example in dict.fromkeys(each for command in (CHAT, *COMMANDS.values()) for each in command.examples):
        yield ".PP"
        yield f".B {_escaped(example)}"


def _options(name: str | None) -> Iterator[str]:
    """Yield the options of a command that the page does not tell of yet."""
    common = dict(options_with_help(parser(None))) if name else {}
    for option, text in options_with_help(parser(name)):
        if option not in common:
            yield ".TP"
            yield f".B {_escaped(option)}"
            yield _escaped(text)


def _escaped(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "\\&...")
    return f"\\&{escaped}" if escaped[:1] in (".", "'") else escaped


if __name__ == "__main__":
    print(manual(), end="")
