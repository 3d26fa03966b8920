"""`verdict import`: files of other tools read, joined, written as a knowledge base, and asked their own questions."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from os.path import abspath, commonpath
from pathlib import Path
from typing import Any, TypeVar

from assistant.answering.conversation import Assistant
from assistant.answering.reply import CHAT, Reply
from assistant.authoring.doubtful_records import direct
from assistant.authoring.importing import (
    botpress,
    chatterbot,
    dialogflow,
    exported,
    intents,
    markdown,
    pages,
    rasa,
    records,
    tables,
)
from assistant.authoring.importing.draft import Document, Draft, Left, clipped, words_of
from assistant.authoring.importing.writer import base_of, script_of, yaml_of
from assistant.authoring.starter import schema_files
from assistant.knowledge.base import Category, Entry
from assistant.knowledge.english import spoken
from assistant.knowledge.faults import DataError, Fault, Mark, in_a_shell, shown
from assistant.knowledge.files import LARGEST, files_in, read_bytes, see_new_folder, write_folder
from assistant.knowledge.foreign import NAMES, decoded, is_knowledge, is_yaml, mistaken, recognised
from assistant.knowledge.loading import load
from assistant.knowledge.writing import take_back
from assistant.screen.layout import as_line, counted, in_rows, printable, shows_unicode
from assistant.screen.progress import progress

T = TypeVar("T")

READERS: dict[str, Callable[[Sequence[Document]], Draft]] = {
    "rasa": rasa.read,
    "chatterbot": chatterbot.read,
    "dialogflow": dialogflow.read,
    "intents": intents.read,
    "botpress": botpress.read,
    "qnamaker": tables.read,
    "table": tables.read,
    "page": pages.read,
    "markdown": markdown.read,
    "records": records.read,
}
"""Format to what reads its files, all of one format together."""

MEND = "name a new one after -o"

TOOLS = frozenset(("rasa", "chatterbot", "dialogflow", "intents", "botpress"))
"""Formats that tools write: pages that stand in a folder beside their files tell of these."""

PLAIN = ("table", "records", "markdown", "page")
"""Formats that no tool wrote."""

_OWN = re.compile(r"^(?:(?:faq|questions):[\s\[{-]+(?:q|ask)|subjects):", re.MULTILINE)
"""How knowledge, or scripted questions, begin their list in YAML, or what is compared."""

READY = 0.4
"""The part of the time to ask all questions that passes before the first."""

SHOWN = 20
"""Lines on what was left out, and questions that find another entry, that are shown; a file has all of them."""

SUFFIXES = (".csv", ".tsv", ".tab", ".md", ".markdown", ".htm", ".html", ".yml", ".yaml", ".json", ".jsonl", ".txt")
"""Endings of the files that are taken from a folder."""


def run(paths: Iterable[Path | str], output: Path | str, *, title: str = "", as_json: bool = False) -> int:
    """Bring files, folders or archives in as a knowledge base in the new folder `output`, tell of it, and return 0.

    Raises DataError: a file cannot be read or is of no known make, nothing is in them, or `output` holds something.
    """
    begin = time.monotonic()
    paths = list(paths)
    if address := next((str(each) for each in paths if re.match("https?:/", str(each))), ""):
        raise DataError([Fault(Mark(address), "is an address, and nothing is fetched", "save the page, name it")])
    target = Path(output)
    see_new_folder(target, MEND)
    try:
        groups, left = gathered([Path(path) for path in paths])
        data, script, more = made(groups, title)
    except RecursionError:
        place = Mark(", ".join(map(str, paths)))
        raise DataError([Fault(place, "nested too deeply", "name another file")]) from None
    left += more
    if not any(data.get(key) for key in ("faq", "entries", "categories", "talk")):
        detail = f" ({left[0].why if len(left) == 1 else left[0]})" if left else ""
        what = f"no question with an answer is in it{detail}"
        raise DataError([Fault(Mark(_paths(groups)), what, "name another file")])
    written = write(target, data, script, left, groups)
    try:
        told = asked(target, progress("asking its own questions"), whole="exported" not in groups)
    except DataError as error:
        take_back(written)
        fault = error.faults[0]
        what, names = f"what it holds is no knowledge base: {fault.what}", _paths(groups)
        raise DataError([Fault(Mark(names), what, f"{fault.mend}, or export it again")]) from None
    seconds = time.monotonic() - begin
    print(_as_object(target, groups, told, left, seconds) if as_json else _as_text(target, groups, told, left, seconds))
    folder = in_a_shell(target)
    sys.stdout.flush()
    print(f"Next: `verdict check {folder}`; ask it with `verdict --knowledge {folder}`.", file=sys.stderr)
    return 0


def gathered(paths: Sequence[Path]) -> tuple[dict[str, list[Document]], list[Left]]:
    """Return the documents by format, and the files of folders that are of none.

    Raises DataError: a path does not exist, cannot be read, or is a file of no known make.
    """
    found: dict[str, list[Document]] = {}
    left: list[Left] = []
    for path in paths:
        documents = list(_documents(path))
        kinds = [_kind(each) for each in documents]
        for document, kind in zip(documents, kinds, strict=True):
            if kind in ("page", "markdown") and TOOLS.intersection(kinds):
                why = "it stands beside what a tool wrote; name it alone to bring it in"
                left.append(Left(document.mark(1), NAMES[kind], why))
            elif kind:
                found.setdefault(kind, []).append(document)
            elif path.is_file() and len(documents) == 1:
                raise DataError([mistaken(str(path), "other tool") or _unknown(document)])
            else:
                left.append(Left(document.mark(1), "the whole file", "it is of no kind that can be brought in"))
    if not found:
        all_of_them = ", ".join(map(str, paths))
        nothing = Fault(Mark(all_of_them), "nothing in it can be brought in", "name other files")
        named = paths[0] if len(paths) == 1 else None
        knows = named and any(mistaken(str(each), "other tool") for each in sorted(Path(named).glob("*.yaml")))
        raise DataError([is_knowledge(str(named)) if knows else nothing])
    if "exported" in found and (len(found) > 1 or len(found["exported"]) > 1):
        place = Mark(found["exported"][0].path)
        raise DataError([Fault(place, "it is a whole knowledge base", "import it alone")])
    return found, left


def _kind(document: Document) -> str:
    """Return the key of `NAMES` that a file is, "" where it is none of them."""
    found = recognised(document.path, document.text)
    if found or not (document.text.lstrip()[:1] in ("{", "[") or is_yaml(document.path)):
        return found
    own = is_yaml(document.path) and _OWN.search(document.text)
    return "records" if not own and next(records.found(document), None) else ""


def _unknown(document: Document) -> Fault:
    """Return why a file cannot be brought in: it is no JSON or YAML though it is called so, or of no known make.

    Raises DataError: it is no YAML, at this place.
    """
    place = Mark(document.path)
    if is_yaml(document.path):
        document.tree()
    if document.path.lower().endswith(".json"):
        try:
            json.loads(document.text)
        except json.JSONDecodeError as error:
            return Fault(document.mark(error.lineno)._replace(column=error.colno), f"not JSON: {error.msg}", "mend it")
        except (ValueError, RecursionError):
            return Fault(place, "not JSON that can be read: too deep, or a number too long", "write it otherwise")
    mend = f"{', '.join(NAMES[each] for each in PLAIN)} can; verdict import --help names the tools whose files can"
    return Fault(place, "is of no kind that can be brought in", mend)


def _documents(path: Path) -> Iterable[Document]:
    try:
        if path.is_dir():
            inside = sorted(each for each in map(Path, files_in(path, ("",))) if each.suffix.lower() in SUFFIXES)
            yield from (Document(str(each), decoded(read_bytes(each))) for each in inside if each.is_file())
        elif zipfile.is_zipfile(io.BytesIO(data := read_bytes(path))):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                if {"[Content_Types].xml", "mimetype"}.intersection(archive.namelist()):
                    what = "is a document of an office program, which cannot be read"
                    raise DataError([Fault(Mark(str(path)), what, "save it from there as CSV or HTML")])
                if sum(each.file_size for each in archive.infolist()) > LARGEST:
                    raise zipfile.BadZipFile
                for name in sorted(archive.namelist()):
                    if name.lower().endswith(SUFFIXES):
                        yield Document(f"{path}/{name}", decoded(archive.read(name)))
        else:
            yield Document(str(path), decoded(data))
    except OSError as error:
        raise DataError([Fault(Mark(str(path)), f"cannot be read: {error.strerror}", "name a file that can")]) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError):  # RuntimeError: encrypted, or packed otherwise
        raise DataError(
            [Fault(Mark(str(path)), "the archive is damaged, locked or too large", "unpack it, and name the folder")]
        ) from None


def made(groups: dict[str, list[Document]], title: str) -> tuple[dict[str, Any], str, list[Left]]:
    """Return the keys of the knowledge base, its scripted questions, and what was left out."""
    if "exported" in groups:
        data = _as_made("exported", groups["exported"], lambda: exported.data(groups["exported"][0]))
        return {**data, "title": title or data.get("title", "")}, "", []
    whole = Draft.empty(title)
    for kind, documents in groups.items():
        draft = _read(kind, documents)
        whole = whole._replace(title=whole.title or draft.title)
        whole.pairs.extend(draft.pairs)
        whole.left.extend(draft.left)
        whole.synonyms.extend(draft.synonyms)
        whole.tests.extend(draft.tests)
    data, ids, left = base_of(whole, whole.title or "Questions")
    if not title and whole.title in _called_as_files(groups):
        data = {key: value for key, value in data.items() if key != "source"} | {"cite": False}  # a file is no source
    entries = {spoken(each["q"]): each["id"] for each in data["faq"] if "id" in each}
    return data, script_of(whole, ids, entries), [*whole.left, *left]


def _as_made(kind: str, documents: list[Document], read: Callable[[], T]) -> T:
    """Return what is read of documents of a kind. Raises DataError: they only look like it."""
    try:
        return read()
    except (LookupError, TypeError, ValueError, AttributeError, csv.Error):
        what = f"looks like {NAMES[kind]}, but is made otherwise"
        place = Mark(documents[0].path)
        raise DataError([Fault(place, what, "name a file as the tool wrote it")]) from None


def _read(kind: str, documents: list[Document]) -> Draft:
    draft = _as_made(kind, documents, lambda: READERS[kind](documents))
    if len(documents) > 1 and draft.title == words_of(documents[0].stem):  # called as what holds them all
        draft = draft._replace(title=_folder_of(documents))
    return draft


def _called_as_files(groups: dict[str, list[Document]]) -> set[str]:
    """Return the titles that are made of the name of a file, or of what holds all of a kind."""
    found = {words_of(document.stem) for documents in groups.values() for document in documents}
    return found | {_folder_of(documents) for documents in groups.values()}


def _folder_of(documents: list[Document]) -> str:
    return words_of(Document(commonpath(abspath(each.path) for each in documents), "").stem)


def _paths(groups: dict[str, list[Document]]) -> str:
    """The paths of the files that are brought in."""
    return ", ".join(document.path for each in groups.values() for document in each)


def write(
    target: Path, data: dict[str, Any], script: str, left: list[Left], groups: dict[str, list[Document]]
) -> list[str]:
    """Write the knowledge base; return the folders and files that were made."""
    texts = {
        "tests/imported.verdict.yaml": script,
        "left-out.txt": "".join(f"{each}\n" for each in sorted(left)),
        "knowledge.yaml": yaml_of(data, f"# Brought in from {shown(clipped(_paths(groups), 200))}."),
    }
    written = {name: text.encode("utf-8", "replace") for name, text in texts.items() if text}
    return write_folder(target, {**schema_files(), **written}, MEND)


class Told:
    """What the own questions of a knowledge base found: how many there are, and those with another answer.

    None where they were not asked. `direct` is how many answers begin with a yes or no.
    """

    def __init__(
        self, entries: int, talk: int, asked: int, lost: list[tuple[str, str, Reply]] | None, direct: int = 0
    ) -> None:
        self.entries, self.talk, self.asked, self.lost, self.direct = entries, talk, asked, lost, direct


def asked(folder: Path, tell: Callable[[float], None], *, whole: bool = True) -> Told:
    """Ask every question of a knowledge base, and see whether its own entry answers; `tell` hears how far it is.

    Where it is not `whole`, it is made ready alone: what Verdict wrote itself is as its author had it.
    """
    assistant = Assistant(folder, lambda share: tell((READY if whole else 1.0) * share))
    base = load(folder)
    items: list[Category | Entry] = [*base.categories, *base.entries]
    total = sum(len(each.ask) for each in (*items, *base.talk))
    if not whole:
        return Told(len(items), len(base.talk), total, None)
    names, count = [each.name for each in base.subjects] or [""], 0
    lost: list[tuple[str, str, Reply]] = []
    for entry in items:
        tell(READY + (1 - READY) * count / total)
        count += len(entry.ask)
        for question in entry.ask:
            reply = assistant.ask(question.replace("{subject}", names[0]))
            if all(each.id != entry.id for each in reply.answers):
                lost.append((question, entry.id, reply))
    for talk in base.talk:
        for question in talk.ask:
            reply = assistant.ask(question)
            if reply.status != CHAT:
                lost.append((question, talk.id, reply))
    tell(1.0)
    return Told(len(items), len(base.talk), total, lost, len(list(direct(assistant.library))))


def _as_text(target: Path, groups: dict[str, list[Document]], told: Told, left: list[Left], seconds: float) -> str:
    read = ", ".join(f"{len(found)} × {NAMES[kind]}" if found[1:] else NAMES[kind] for kind, found in groups.items())
    lines = [f"{each}" for each in sorted(left)[:SHOWN]]
    if len(left) > SHOWN:
        lines.append(f"… and {len(left) - SHOWN} more that were left out: {target / 'left-out.txt'}")
    lost = told.lost or []
    for question, name, reply in lost[:SHOWN]:
        got = ", ".join(each.id for each in reply.answers) or reply.status
        lines.append(f"“{clipped(question)}” finds {got} instead of {name}")
    if len(lost) > SHOWN:
        lines.append(f"… and {len(lost) - SHOWN} more questions that find another answer")
    if told.direct:
        begin = f"{counted(told.direct, 'answer begins', 'answers begin')} with yes or no"
        lines.append(f"{begin}: that is told to the very question alone; `verdict check` names each")
    found = told.asked - len(lost)
    share = f"{found} find their own answer, {100 * found / told.asked:.0f} %" if lost else "each finds its own answer"
    became = share if told.lost is not None else "all as they were"
    parts = [
        counted(told.entries, "entry", "entries"),
        *([f"{told.talk} of small talk"] if told.talk else []),
        f"{counted(told.asked, 'question')} ({became})",
        *([f"{counted(len(left), 'thing')} left out"] if left else []),
    ]
    lines.append(f"{target}: {', '.join(parts)}, from {read}, in {seconds:.1f} s")
    return in_rows("\n".join(map(printable, lines)), sys.stdout)


def _as_object(target: Path, groups: dict[str, list[Document]], told: Told, left: list[Left], seconds: float) -> str:
    return as_line(
        {
            "folder": str(target),
            "formats": {kind: [each.path for each in found] for kind, found in groups.items()},
            "entries": told.entries,
            "talk": told.talk,
            "questions": told.asked,
            "found": None if told.lost is None else told.asked - len(told.lost),
            "lost": [{"question": question, "entry": name} for question, name, _ in told.lost or ()],
            "left_out": [
                {"file": each.mark.path, "line": each.mark.line, "what": each.what, "why": each.why}
                for each in sorted(left)
            ],
            "seconds": round(seconds, 2),
        },
        not shows_unicode(sys.stdout),
    )
