"""Completion in a shell: the scripts, and the candidates that they ask for: `verdict completion words -- WORD…`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.terminal.arguments import COMMANDS, SHELLS, VALUED
from assistant.terminal.parsers import options_with_help, parser

if TYPE_CHECKING:
    from assistant.answering.library import Library

FILES, FOLDERS = ":files", ":folders"
"""Answered in place of candidates where the shell is to complete names of files or folders by itself."""

MOST = 40
"""Candidates at most."""

_SAFE = re.compile(r"[\w.,/+#&-]+")

SCRIPTS = {
    "bash": r"""# Completion of verdict for bash: source it.
_verdict() {
    local IFS=$'\n' current=${COMP_WORDS[COMP_CWORD]} found
    found=($("${COMP_WORDS[0]}" completion words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
    case ${found[0]} in
        :files) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$current")) ;;
        :folders) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- "$current")) ;;
        *) COMPREPLY=("${found[@]%%$'\t'*}") ;;
    esac
}
complete -F _verdict verdict
""",
    "zsh": r"""#compdef verdict
# Completion of verdict for zsh: put it as _verdict into a folder of $fpath, or source it after compinit.
_verdict() {
    local -a found
    found=("${(@f)$("${words[1]}" completion words -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    case $found[1] in
        :files) _files ;;
        :folders) _files -/ ;;
        ?*) found=("${(@)found//:/\\:}"); found=("${(@)found/$'\t'/:}"); _describe verdict found ;;
    esac
}
if [[ $funcstack[1] == _verdict ]]; then _verdict "$@"; else compdef _verdict verdict; fi
""",
    "fish": r"""# Completion of verdict for fish: put it into ~/.config/fish/completions/verdict.fish
function __verdict_candidates
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    set -l found ($before[1] completion words -- $before[2..] "$current" 2>/dev/null)
    switch "$found[1]"
        case :files
            __fish_complete_path "$current"
        case :folders
            __fish_complete_directories "$current"
        case '*'
            printf '%s\n' $found
    end
end
complete -c verdict -f -a '(__verdict_candidates)'
""",
}


def candidates(words: Sequence[str]) -> list[str]:
    """Return what may stand in place of the last of the words after `verdict`: a line each, what it means after a tab.

    `FILES` or `FOLDERS` alone where names of those may.
    """
    *before, current = words or [""]
    command, given, knowledge = _read(before)
    last = before[-1] if before else ""
    if last in VALUED and "--" not in before:
        if last in ("--color", "--colour"):
            return [each for each in ("auto", "always", "never") if each.startswith(current)]
        return [] if last == "-k" else [FOLDERS if last == "--knowledge" else FILES]
    if current.startswith("-") and "--" not in before:
        names = [(each, text) for name, text in options_with_help(parser(command)) for each in _names(name)]
        return [f"{name}\t{text}" for name, text in names if name.startswith(current)]
    named = [f"{name}\t{each.about}" for name, each in COMMANDS.items() if name.startswith(current)]
    if command is None and (named or given):
        return named
    if command in (None, "ask"):
        return list(_questions(given, current, knowledge))[:MOST]
    if command == "completion":
        return [each for each in SHELLS if each.startswith(current) and not given]
    return [FILES] if COMMANDS[command].takes else []


def _read(words: Sequence[str]) -> tuple[str | None, list[str], str | None]:
    """Return the command, which may be left out before a question, the words after it, and the knowledge base named."""
    plain: list[str] = []
    knowledge = None
    rest = iter(words)
    for word in rest:
        if word in VALUED:
            value = next(rest, None)
            knowledge = value if word == "--knowledge" else knowledge
        elif word.startswith("--knowledge="):
            knowledge = word.partition("=")[2]
        elif not word.startswith("-"):
            plain.append(word)
    if plain[:1] in ([], ["help"]):
        return None, plain, knowledge
    return (plain[0], plain[1:], knowledge) if plain[0] in COMMANDS else ("ask", plain, knowledge)


def _names(name: str) -> list[str]:
    return [each.split()[0] for each in name.split(", ")]


def _questions(given: Sequence[str], current: str, knowledge: str | None) -> Iterator[str]:
    """Yield the words that go on with a question; the whole question after a tab where it is the only one.

    Where it is one word for the shell, in quotes, whole questions.
    """
    from assistant.answering.library.store import open_kept
    from assistant.knowledge.examples import all_examples

    def ready(library: Library) -> None:
        from assistant.terminal import talk  # not needed where an index is read

        talk.ready(library)

    library = open_kept(knowledge, ready=ready)
    known = all_examples(library.base, library.english)
    quoted = current.lstrip("\"'")
    if quoted != current or " " in current:
        yield from (each for each in known if not given and each.casefold().startswith(quoted.casefold()))
        return
    begun = [each.casefold() for each in given]
    found: dict[str, list[str]] = {}
    for question in known:
        words = question.rstrip("?!.").split()
        at = len(begun)
        if len(words) > at and [each.casefold() for each in words[:at]] == begun:
            word = words[at]
            if word.casefold().startswith(current.casefold()) and _SAFE.fullmatch(word):
                found.setdefault(current + word[len(current) :], []).append(question)
    for word, questions in found.items():
        yield f"{word}\t{questions[0] if len(questions) == 1 else f'{len(questions)} questions'}"
