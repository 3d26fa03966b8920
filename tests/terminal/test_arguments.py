"""What a command line without options is read as: the same by a parser, and without one."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.terminal.arguments import COMMANDS, arranged, plain
from assistant.terminal.parsers import parser
from tests.cases import for_each


@for_each(
    "given",
    [
        [],
        ["chat"],
        ["topics"],
        ["ask"],
        ["ask", "-"],
        ["ask", "which", "is", "more secure"],
        ["ask", "--", "--json", "-x"],
    ],
)
def test_without_options_no_parser_is_needed(given: Sequence[str]) -> None:
    command, arguments = arranged(given)
    found = plain(command, arguments)
    assert found is not None
    assert {"version": None, **vars(found)} == vars(parser(command).parsed(arguments))


@for_each("given", [["--json"], ["ask", "--short", "why"], ["topics", "all"], ["-h"], ["--", "-x"]])
def test_of_all_else_a_parser_has_to_tell(given: Sequence[str]) -> None:
    command, arguments = (None, list(given)) if given[0] == "--" else arranged(given)
    assert plain(command, arguments) is None


@for_each("command", [name for name, each in COMMANDS.items() if each.takes not in ("", "[QUESTION…]")])
def test_what_a_command_lacks_a_parser_tells(command: str) -> None:
    assert plain(command, []) is None
