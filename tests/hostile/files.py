"""Every file that is read or written, and whatever may stand in its place or in it."""

from __future__ import annotations

import gzip
import io
import json
import os
import socket
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.hostile.cases import (
    ANSWER,
    ASKED,
    BOUNDED,
    STARTER,
    Case,
    Done,
    changed,
    chat,
    judged,
    run,
    starter,
    tree,
)
from tests.terminal import without_privilege

SCRIPT = STARTER / "tests" / "questions.verdict.yaml"


def socket_of(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def linked(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def device(minor: int) -> Callable[[Path], None]:
    """A node of a device of memory, in a place of its own: 1 memory itself is none of them."""
    return lambda path: os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, minor))


def beside(make: Callable[[Path], None]) -> Callable[[Path], None]:
    """A link to something that stands beside it."""

    def linked_to(path: Path) -> None:
        make(path.with_name("other"))
        path.symlink_to("other")

    return linked_to


THINGS: dict[str, Callable[[Path], None]] = {
    "a pipe": os.mkfifo,
    "a socket": socket_of,
    "a folder": Path.mkdir,
    "a link to a pipe": beside(os.mkfifo),
    "a link to a socket": beside(socket_of),
    "a link to a folder": beside(Path.mkdir),
    "a link to nowhere": linked("nowhere"),
    "a link to itself": linked("itself/../x"),
    "a circle of links": lambda path: (path.symlink_to("back"), path.with_name("back").symlink_to(path.name))[0],
    "memory of the process": linked("/proc/self/mem"),
    "nothing": lambda path: None,
}
if os.geteuid() == 0:
    THINGS |= {
        "a device of zeros": device(5),
        "a link to a device of zeros": beside(device(5)),
        "a full device": device(7),
        "a device of chance": device(9),
    }
"""What is no file, by what makes it."""


def zipped(*files: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return made.getvalue()


BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{i + 1}: &a{i + 1} [{', '.join([f'*a{i}'] * 9)}]\n" for i in range(9))
CALM = "title: T\ntopics: [{id: t, name: t}]\n"
ROWS = ", ".join(f"[{', '.join(f'w{row}x{word}' for word in range(60))}]" for row in range(60))
CSV = "question,answer\n"
FAQ = "faq:\n- q: how long is it\n  a: Two metres.\n"
QUESTION = '{"question": "bake bread", "status": "unknown"}\n'

CONTENTS: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "a blank": lambda: b" ",
    "line ends": lambda: b"\n" * 100_000,
    "a byte-order mark": lambda: b"\xef\xbb\xbf",
    "a mark and a base": lambda: b"\xef\xbb\xbf" + (CALM + FAQ).encode(),
    "a base of Windows": lambda: (CALM + FAQ).replace("\n", "\r\n").encode(),
    "a base of old Macs": lambda: (CALM + FAQ).replace("\n", "\r").encode(),
    "UTF-16": lambda: (CALM + FAQ).encode("utf-16"),
    "UTF-32": lambda: (CALM + FAQ).encode("utf-32"),
    "Windows-1252": lambda: (CALM + FAQ).encode() + b"# caf\xe9\n",
    "surrogates": lambda: b"title: \xed\xa0\x80\n",
    "zeros": lambda: bytes(1_000),
    "a mebibyte of zeros": lambda: bytes(1 << 20),
    "60 MiB of zeros": lambda: bytes(60 << 20),
    "100 MiB of zeros": lambda: bytes(100 << 20),
    "a letter ten million times": lambda: b"a" * 10_000_000,
    "a word in a hundred thousand lines": lambda: b"word\n" * 100_000,
    "a hundred thousand keys": lambda: b"".join(b"k%d: 1\n" % each for each in range(100_000)),
    "a hundred thousand items": lambda: b"- a\n" * 100_000,
    "all bytes": lambda: bytes(range(256)) * 10,
    "escapes": lambda: b"title: \x1b[2J\x1b]0;t\x07\n",
    "C1 controls": lambda: "title: \x9b31m \x85\n".encode(),
    "bidi": lambda: "title: \u202e\u2066\u2028\n".encode(),
    "noncharacters": lambda: "title: \ufffe\uffff\n".encode(),
    "brackets": lambda: b"[" * 100_000,
    "braces": lambda: b'{"a":' * 50_000,
    "dashes": lambda: b"- " * 100_000,
    "question marks": lambda: b"? " * 50_000,
    "ones in brackets": lambda: b"[1," * 50_000,
    "quotes": lambda: b'"' * 99_999,
    "digits": lambda: b"9" * 5_000,
    "a number of 5,000 digits": lambda: f"{CALM}limit: {'9' * 5_000}\n".encode(),
    "JSON of 5,000 digits": lambda: b'{"question": ' + b"9" * 5_000 + b"}\n",
    "infinity": lambda: b'{"question": Infinity, "passed": NaN}\n',
    "a huge exponent": lambda: b'{"question": 1e999999}\n',
    "an alias bomb": lambda: BOMB.encode(),
    "an alias bomb in a base": lambda: (CALM + FAQ + BOMB).encode(),
    "an alias of itself": lambda: b"&a [*a]\n",
    "a mapping of itself": lambda: b"title: T\nfaq: &a [*a, {q: x, a: *a}]\n",
    "merge keys of themselves": lambda: b"title: T\nsay: &a {<<: *a}\n",
    "a merge bomb": lambda: (
        b"m0: &m0 {a: 1}\n" + b"".join(b"m%d: &m%d {<<: [*m%d, *m%d]}\n" % (i + 1, i + 1, i, i) for i in range(40))
    ),
    "synonyms by synonyms": lambda: f"{CALM}synonyms: [{ROWS}]\n{FAQ}".encode(),
    "a synonym of many words": lambda: f"{CALM}synonyms: [[{' '.join(['a b c d'] * 500)}, x]]\n{FAQ}".encode(),
    "an example of many words": lambda: f"{CALM}faq:\n- q: {'which of these ' * 5_000}\n  a: This.\n".encode(),
    "an example that repeats synonyms": lambda: (
        f"{CALM}synonyms: [[a, b, c, d, e, f]]\nfaq:\n- q: {'a ' * 200}\n  a: This.\n".encode()
    ),
    "an answer of a megabyte": lambda: f"{CALM}faq:\n- q: how long is it\n  a: {'x' * 1_000_000}\n".encode(),
    "tags": lambda: b"title: !!python/object/apply:os.system [touch owned]\n",
    "a tag of binary": lambda: b"title: !!binary aGk=\n",
    "a tag of a set": lambda: b"!!set {a, b}\n",
    "an own tag": lambda: b"!<tag:x,2000:y> {title: T}\n",
    "a directive": lambda: b"%TAG ! tag:x,2000:\n---\ntitle: T\n",
    "many documents": lambda: b"---\na\n" * 10_000,
    "a key twice": lambda: b"title: T\ntitle: U\n",
    "a list as key": lambda: b"? [" + b"a, " * 5_000 + b"]\n: 1\n",
    "a tab": lambda: b"title:\n\t- a\n",
    "a date": lambda: b"title: 2024-02-30\n",
    "a zero byte in a path": lambda: b'knowledge: "a\\0b"\nquestions: [{ask: hello}]\n',
    "knowledge that is a device": lambda: b"knowledge: /dev/zero\nquestions: [{ask: hello}]\n",
    "knowledge by a long path": lambda: b"knowledge: " + b"x/" * 5_000 + b"\nquestions: [{ask: hello}]\n",
    "a catastrophic pattern": lambda: (
        f"knowledge: {STARTER}\nquestions:\n- ask: {ASKED}\n  matches: '([a-z ]+)*!!'\n".encode()
    ),
    "another catastrophic pattern": lambda: (
        f"knowledge: {STARTER}\nquestions:\n- ask: {ASKED}\n  matches: '(.*?,?){{30}}z'\n".encode()
    ),
    "a huge pattern": lambda: f"knowledge: {STARTER}\nquestions: [{{ask: a, matches: '{'a' * 99_999}'}}]\n".encode(),
    "a nested pattern": lambda: (
        f"knowledge: {STARTER}\nquestions: [{{ask: a, matches: '{'(' * 400 + ')' * 400}'}}]\n".encode()
    ),
    "a repeated pattern": lambda: (
        f"knowledge: {STARTER}\nquestions: [{{ask: a, matches: '(((a{{9999}}){{9999}}){{9999}})'}}]\n".encode()
    ),
    "a pattern of all sets": lambda: (
        f"knowledge: {STARTER}\nquestions: [{{ask: a, matches: '{'[[a||b--c&&d]' * 50}'}}]\n".encode()
    ),
    "a log": lambda: QUESTION.encode(),
    "a log cut short": lambda: QUESTION.encode() + b'{"question": "cut',
    "a log with zeros": lambda: QUESTION.encode() + bytes(4_096),
    "a log of lists": lambda: b'["question"]\n' * 10,
    "a log of other types": lambda: b'{"question": null}\n{"question": {"a": []}}\n',
    "a log of lone surrogates": lambda: b'{"question": "\\ud800 hew \\udfff", "status": "unknown"}\n',
    "a question of a megabyte": lambda: json.dumps({"question": "hew wood " * 100_000}).encode() + b"\n",
    "ten thousand questions": lambda: b"".join(
        b'{"question": "hew wood %d", "status": "unknown"}\n' % each for each in range(10_000)
    ),
    "deep JSON in a line": lambda: QUESTION.encode() + b'{"question": ' + b"[" * 100_000 + b"\n",
    "keys of JSON twice": lambda: b'{"question": "a", "question": "b"}\n',
    "a run of other types": lambda: b'{"file": 1, "conversation": [], "question": {}, "passed": "x", "reply": []}\n',
    "a run of wrong answers": lambda: (
        b'{"file": "f", "conversation": null, "question": "q", "passed": 1, "reply": {"answers": [{"id": []}]}}\n'
    ),
    "a table": lambda: (CSV + "how long is it,Two metres.\n").encode(),
    "a table of many columns": lambda: b",".join([b"a"] * 50_000) + b"\nx\n",
    "a table with a cell of a megabyte": lambda: (CSV + "how long," + "x" * 1_000_000 + "\n").encode(),
    "a table with zeros": lambda: (CSV + "how\0long,x\n").encode(),
    "a table with a quote left open": lambda: (CSV + '"how long is it,Two metres.\n' + "x\n" * 9_999).encode(),
    "a table of formulas": lambda: (CSV + "=cmd|' /C calc'!A0,@SUM(1)\nhow long,+1\n").encode(),
    "headings": lambda: b"#" * 100_000 + b"\n",
    "deep lists of Markdown": lambda: b"".join(b" " * each + b"- a?\n" for each in range(2_000)),
    "quotes of Markdown": lambda: b">" * 50_000 + b" a?\n",
    "backquotes": lambda: b"`" * 99_999,
    "stars": lambda: b"*a **b " * 20_000,
    "open links": lambda: b"[a](" * 50_000,
    "deep HTML": lambda: b"<html>" + b"<div>" * 50_000 + b"how?</div>",
    "attributes": lambda: b"<html><a " + b"x=y " * 100_000 + b">how?</a>",
    "comments left open": lambda: b"<html>" + b"<!--" * 50_000,
    "entities": lambda: b"<html><p>" + b"&amp;&#x1b;&#0;&#99999999999999999999;" * 5_000 + b"?</p>",
    "scripts of HTML": lambda: b"<html><script>" + b"{" * 100_000,
    "JSON for pages of questions": lambda: (
        b'<html><script type="application/ld+json">{"@type": "FAQPage", "mainEntity": '
        + b"[" * 50_000
        + b"</script></html>"
    ),
    "JSON that is null": lambda: b"null",
    "JSON that is a text": lambda: b'"x"',
    "intents of other types": lambda: b'{"intents": [1, null, {"tag": [], "patterns": "x", "responses": {}}]}',
    "intents within intents": lambda: b'{"intents": ' * 20_000 + b"1",
    "Rasa of other types": lambda: (
        b'nlu: [1, {intent: [a], examples: {b: c}}]\nresponses: {utter_a: [[[]]]}\nversion: "3"\n'
    ),
    "a ChatterBot of other types": lambda: b"categories: 1\nconversations: [[1, [2]], {a: b}, x]\n",
    "Dialogflow of other types": lambda: b'{"name": 1, "responses": [[]], "userSays": {}, "messages": "x"}',
    "Botpress of other types": lambda: b'{"qnas": [1, {"id": 2, "data": {"questions": [], "answers": "x"}}]}',
    "a program": lambda: b"\x7fELF" + bytes(500),
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(200)),
    "a PDF": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "gzip": lambda: gzip.compress(b"title: T\n" * 1_000),
    "a letter": lambda: b"Dear reader,\nthis is mine.\n",
    "a program of Python": lambda: b"import os\nos.system('touch owned')\n",
    "an archive": lambda: zipped(("faq.csv", (CSV + "how long is it,Two metres.\n").encode())),
    "an empty archive": lambda: zipped(),
    "an archive cut short": lambda: zipped(("faq.csv", CSV.encode() * 100))[:-40],
    "an archive damaged": lambda: zipped(("faq.csv", CSV.encode() * 100)).replace(b"\x08\x00", b"\x63\x00"),
    "an archive of zeros": lambda: zipped(("faq.csv", bytes(200 << 20))),
    "an archive of many files": lambda: zipped(*((f"{each}.md", b"# How?\nSo.\n") for each in range(5_000))),
    "an archive that leaves its folder": lambda: zipped(("../../owned.csv", (CSV + "a,b\n").encode())),
    "an archive of strange names": lambda: zipped(("\x1b[2J\u202e\n.csv", (CSV + "a?,b\n").encode())),
    "an archive in an archive": lambda: zipped(("x.zip", zipped(("y.zip", zipped(("z.csv", CSV.encode())))))),
    "an archive with a password": lambda: zipped(("faq.csv", CSV.encode())).replace(
        b"\x14\x00\x00\x00", b"\x14\x00\x01\x00"
    ),
}
"""What a file may hold, by what makes it."""

SLOW = ("60 MiB of zeros", "100 MiB of zeros", "an archive of zeros")

Reader = tuple[str, Callable[[Path], list[object]]]

READERS: dict[str, Reader] = {
    "knowledge": ("x.yaml", lambda path: ["ask", ASKED, "--knowledge", path]),
    "a file of the knowledge": ("in/x.yaml", lambda path: ["topics", "--knowledge", path.parent]),
    "piped": ("x.yaml", lambda path: ["--json", "--knowledge", path]),
    "check": ("x.yaml", lambda path: ["check", path]),
    "check a folder": ("in/x.yaml", lambda path: ["check", path.parent, "--json"]),
    "export": ("x.yaml", lambda path: ["export", path]),
    "a script": ("s.verdict.yaml", lambda path: ["test", path]),
    "a folder of scripts": ("in/s.verdict.yaml", lambda path: ["test", path.parent, "--json"]),
    "knowledge for a script": ("x.yaml", lambda path: ["test", SCRIPT, "--knowledge", path]),
    "an earlier run": ("x.jsonl", lambda path: ["test", SCRIPT, "-q", "--compare", path]),
    "a log": ("x.jsonl", lambda path: ["misses", path, "--knowledge", STARTER]),
    "a log to mend by": ("x.jsonl", lambda path: ["mend", path.parent / "base", path]),
    "scripts to mend by": ("base/tests/s.verdict.yaml", lambda path: ["mend", path.parents[1]]),
    "knowledge to mend": ("in/x.yaml", lambda path: ["mend", path.parent]),
    "completion": ("x.yaml", lambda path: ["completion", "words", "--", "ask", "--knowledge", path, ""]),
    **{
        f"import {ending}": (f"x.{ending}", lambda path: ["import", path, "-o", path.parent / "out"])
        for ending in ("csv", "tsv", "md", "html", "yml", "json", "jsonl", "txt", "zip", "none")
    },
    "import a folder": ("in/x.md", lambda path: ["import", path.parent, "-o", path.parents[1] / "out"]),
}
"""What reads a file: its name, and the call by its path."""

QUIET = ("completion",)
"""What tells of no fault."""

WHOLE = ("import a folder",)
"""What passes over files that are none of its kind."""


def laid(folder: Path, name: str) -> Path:
    """Return the place of a file in a folder, with all that calls need around it."""
    if not (folder / "base").exists():
        starter(folder)
    (folder / "pairs.csv").write_text(f"{CSV}how long is it,Two metres.\n", encoding="utf-8")
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def read_case(reader: str, what: str, make: Callable[[Path], object], is_file: bool) -> Case:
    """A hostile thing where a file is read: nothing is touched, and what is none is told with its place."""

    def tried(folder: Path) -> str:
        name, call = READERS[reader]
        place = laid(folder, name)
        make(place)
        before = {} if what in SLOW else tree(folder)
        done = run(folder, *call(place), given=b"how long is it\n", command=BOUNDED)
        statuses = (0, 1, 2) if is_file else (1,) if reader in QUIET else (1, 2) if reader.startswith("check") else (2,)
        out = done.out.replace("\t", " ") if reader in QUIET else done.out  # what a shell takes apart
        wrong = judged(done._replace(out=out), *statuses)
        named = (place.name, place.parent.name, *([SCRIPT.name] if "for a script" in reader else []))
        if not wrong and done.status == 2 and not any(name in done.err for name in named):
            wrong = f"no place: {done.err}"
        after = {each: state for each, state in tree(folder).items() if not each.startswith(("out", "home"))}
        if not wrong and done.status == 2 and (folder / "out").exists():
            wrong = "left a folder behind"
        return (
            wrong
            or (what not in SLOW and changed(before, after))
            or ("owned" if any(each.name.startswith("owned") for each in folder.parent.glob("*owned*")) else "")
        )

    return Case(f"{reader}: {what}", tried)


def reading() -> Iterator[Case]:
    for reader in READERS:
        for what, make in THINGS.items():
            skipped = {"a folder", "a link to a folder", "nothing"} if reader in READS_FOLDERS else {"nothing"}
            if what not in skipped and not (reader in WHOLE and what.startswith("a link")):
                yield read_case(reader, what, make, False)
        for what, data in CONTENTS.items():
            if what not in SLOW or reader in ("knowledge", "a script", "a log", "import csv", "import zip"):
                yield read_case(reader, what, lambda place, data=data: place.write_bytes(data()), True)


READS_FOLDERS = {
    each for each in READERS if each.startswith(("import", "knowledge", "piped", "check", "export", "completion"))
} | {
    "a script",
    "a folder of scripts",
    "a file of the knowledge",
    "scripts to mend by",
}
"""What takes a folder for what is in it."""


def unreadable(reader: str, mode: int, listed: bool) -> Case:
    """A file without rights, or a folder that cannot be read or entered."""

    def tried(folder: Path) -> str:
        name, call = READERS[reader]
        place = laid(folder, f"in/{name}")
        place.write_text(CALM + FAQ, encoding="utf-8")
        locked = place.parent if listed else place
        arguments = call(place)
        if listed and READERS[reader][0].startswith("in/"):
            locked = place.parent
        locked.chmod(mode)
        folder.chmod(0o755)
        try:
            done = run(folder, *arguments, command=BOUNDED, before=without_privilege)
        finally:
            locked.chmod(0o700)
        statuses = (1,) if reader in QUIET else (1, 2) if reader.startswith("check") else (2,)
        return judged(done, *statuses, says="" if reader in QUIET else "ermission")

    return Case(f"{reader}: {'folder' if listed else 'file'} of mode {mode:o}", tried)


def without_rights() -> Iterator[Case]:
    for reader in READERS:
        if "mend" not in reader:
            yield unreadable(reader, 0o000, False)
            yield unreadable(reader, 0o000, True)
            if reader in ("a file of the knowledge", "check a folder", "a folder of scripts", "import a folder"):
                yield unreadable(reader, 0o300, True)


Writer = tuple[Callable[[Path], list[object]], int, str]

WRITERS: dict[str, Writer] = {
    "--log-misses": (lambda path: ["ask", "bake bread", "--log-misses", path], 2, "oes not"),
    "--log-misses piped": (lambda path: ["--log-misses", path], 2, "oes not"),
    "--junit": (lambda path: ["test", SCRIPT, "--junit", path], 2, ""),
    "--update": (lambda path: ["test", SCRIPT, "--update", path], 2, ""),
    "export": (lambda path: ["export", STARTER, "-o", path], 2, ""),
    "new": (lambda path: ["new", path], 2, ""),
    "new --faq": (lambda path: ["new", "--faq", path], 2, ""),
    "import": (lambda path: ["import", "pairs.csv", "-o", path], 2, ""),
}
"""What writes a file: the call by its path, the status where it cannot be written, and what is told all the same."""

FOLDERS = ("new", "new --faq", "import")

CHATS = {
    "/save": ("", "hello\n/save {path}\ny\ny\nhello\n/quit\n"),
    "history": ("VERDICT_HISTORY", "hello\n/quit\n"),
    "settings": ("XDG_CONFIG_HOME", "hello\n/theme dark\nhello\n/quit\n"),
    "--log-misses of a chat": ("", "bake bread\nhello\n/quit\n"),
}
"""What a chat writes: the variable that names its place, and what is typed."""

OTHERS: dict[str, Callable[[Path], object]] = {
    name: (lambda data: lambda path: path.write_bytes(data()))(CONTENTS[name])
    for name in (
        "a letter",
        "a program of Python",
        "a picture",
        "an archive",
        "a table",
        "zeros",
        "a date",
        "a log of lists",
    )
}
"""Files of others, by what makes them."""


def written_over(writer: str, what: str, make: Callable[[Path], object]) -> Case:
    """Something of another in the place of a file that is written: it stays as it is, and the answer comes."""

    def tried(folder: Path) -> str:
        place = laid(folder, "in/x")
        make(place)
        if place.is_dir():
            (place / "mine").write_text("mine", encoding="utf-8")
        before = tree(folder / "in")
        call, status, answer = WRITERS[writer]
        done = run(folder, *call(place), given=b"bake bread\n")
        if place.parent.name not in done.err:
            return f"no place: {done.err or done.out}"
        return judged(done, status, says=answer) or changed(before, tree(folder / "in"))

    return Case(f"{writer} over {what}", tried)


def chatted_over(writer: str, what: str, make: Callable[[Path], object]) -> Case:
    """Something of another in the place of a file that a chat writes."""

    def tried(folder: Path) -> str:
        place = laid(folder, "in/verdict/settings.yaml" if writer == "settings" else "in/x")
        make(place)
        if place.is_dir():
            (place / "mine").write_text("mine", encoding="utf-8")
        before = tree(folder / "in")
        return chatted(folder, writer, place) or (
            "" if writer == "/save" and is_plain(place) else changed(before, tree(folder / "in"))
        )

    return Case(f"{writer} over {what}", tried)


def is_plain(place: Path) -> bool:
    """Tell whether a regular file stands there: over one `/save` writes when it was told to."""
    return stat.S_ISREG(place.lstat().st_mode) if os.path.lexists(place) else False


def chatted(folder: Path, writer: str, place: Path, before: Callable[[], None] | None = None) -> str:
    """Talk with the program while something cannot be written; return what broke."""
    variable, typed = CHATS[writer]
    where = str(place.parents[1] if writer == "settings" else place)
    more = {variable: where} if variable else {}
    log = ["--log-misses", where] if writer.startswith("--log") else []
    done = chat(folder, typed.format(path=where), *log, more=more, before=before)
    if done.out.count("Hi") + done.out.count("Hello") < 1:
        return f"no answer: {done.out[:300]!r} {done.err[:200]!r}"
    return judged(Done(done.status, "", done.err), 0)


def writing() -> Iterator[Case]:
    for writer in WRITERS:
        for what, make in {**THINGS, **OTHERS}.items():
            if what == "nothing" or (writer in FOLDERS and what in ("a link to nowhere",)):
                continue
            yield written_over(writer, what, make)
    for writer in CHATS:
        for what, make in {**THINGS, **OTHERS}.items():
            if what != "nothing":
                yield chatted_over(writer, what, make)


NOWHERE: dict[str, Callable[[Path], str]] = {
    "a folder that is not there": lambda folder: "none/x",
    "a file as a folder": lambda folder: "letter/x",
    "a pipe as a folder": lambda folder: "pipe/x",
    "a link to nowhere as a folder": lambda folder: "lost/x",
    "a name of 256 bytes": lambda folder: "x" * 256,
    "a path of 5,000 bytes": lambda folder: "x/" * 2_500,
    "a user that is not there": lambda folder: "~nosuchuser/x",
    "a folder": lambda folder: "in",
    "a folder by a slash": lambda folder: "in/",
    "a file by a slash": lambda folder: "letter/",
    "here": lambda folder: ".",
    "above": lambda folder: "..",
    "the root": lambda folder: "/",
    "the processes": lambda folder: "/proc/x",
    "a stream that is closed": lambda folder: "/dev/fd/19",
    "a terminal's letters": lambda folder: "none/\x1b[2J\u202e\nx",
}


def in_the_way(what: str, folder: Path) -> str:
    """Return a place that cannot be, and lay what is somebody's around it."""
    laid(folder, "in/mine").write_text("mine", encoding="utf-8")
    (folder / "letter").write_text("mine", encoding="utf-8")
    os.mkfifo(folder / "pipe")
    (folder / "lost").symlink_to("nowhere")
    return NOWHERE[what](folder)


def cannot_be(writer: str, what: str) -> Case:
    """A place that cannot be, to be written to: told in one line, the answer comes, nothing is left."""

    def tried(folder: Path) -> str:
        path = in_the_way(what, folder)
        if writer in FOLDERS and not path.startswith(("letter", "pipe", "lost", "in", "/", "x", ".")):
            return ""
        before = tree(folder)
        call, status, answer = WRITERS[writer]
        done = run(folder, *call(path), given=b"bake bread\n")  # type: ignore[arg-type]
        after = {name: state for name, state in tree(folder).items() if not name.startswith("home")}
        return judged(done, status, says=answer) or changed(before, after)

    return Case(f"{writer} to {what}", tried)


def to_nowhere() -> Iterator[Case]:
    for writer in WRITERS:
        for what in NOWHERE:
            yield cannot_be(writer, what)
    for writer in ("/save", "history"):
        for what in NOWHERE:
            yield chat_to(writer, what)


def chat_to(writer: str, what: str) -> Case:
    """The same in a chat, which goes on."""

    def tried(folder: Path) -> str:
        path = in_the_way(what, folder)
        if "\n" in path and writer == "/save":
            path = path.replace("\n", "")
        variable, typed = CHATS[writer]
        typed = typed.replace("y\ny\n", "n\nn\n").format(path=path)
        done = chat(folder, typed, more={variable: path} if variable else {})
        return judged(Done(done.status, "", done.err), 0)

    return Case(f"{writer} to {what}", tried)


def locked(writer: str, mode: int) -> Case:
    """A folder or a file without the right to write."""

    def tried(folder: Path) -> str:
        place = laid(folder, "in/x.csv" if writer == "export" else "in/x")
        if mode == 0o444:
            place.write_text(KIND.get(writer, ""), encoding="utf-8")
            place.chmod(mode)
            if writer in FOLDERS:
                return ""
        else:
            place.parent.chmod(mode)
        before = tree(folder / "in") if mode != 0o000 else {}
        call, status, answer = WRITERS[writer]
        try:
            done = run(folder, *call(place), given=b"bake bread\n", before=without_privilege)
        finally:
            place.parent.chmod(0o700)
        return judged(done, status, says=answer) or (changed(before, tree(folder / "in")) if mode else "")

    return Case(f"{writer} where the mode is {mode:o}", tried)


KIND = {
    "--log-misses": QUESTION,
    "--log-misses piped": QUESTION,
    "--junit": "<?xml version='1.0' encoding='utf-8'?>\n<testsuites></testsuites>\n",
    "--update": f"knowledge: {STARTER}\nquestions: []\n",
}
"""What each writes, as it would write over it."""


def empty_paths() -> Iterator[Case]:
    calls = [
        ["topics", "--knowledge", ""],
        ["ask", "hello", "--knowledge="],
        ["--knowledge", ""],
        ["check", ""],
        ["test", ""],
        ["test", str(SCRIPT), "--compare", ""],
        ["test", str(SCRIPT), "--junit", ""],
        ["test", str(SCRIPT), "--update", ""],
        ["misses", ""],
        ["mend", ""],
        ["mend", str(STARTER), ""],
        ["new", ""],
        ["export", ""],
        ["export", "-o", ""],
        ["import", "", "-o", "out"],
        ["import", str(SCRIPT), "-o", ""],
        ["ask", "hello", "--log-misses", ""],
        ["--log-misses", ""],
    ]
    for call in calls:
        yield Case(
            f"empty: {' '.join(call[-3:])}",
            lambda folder, call=call: judged(run(folder, *call), 2, says="empty path"),
        )


def whiles() -> Iterator[Case]:
    """Files that change while they are read."""

    def growing(folder: Path) -> str:
        base = starter(folder) / "knowledge.yaml"
        whole = base.read_text(encoding="utf-8")
        for each in range(8):
            base.write_text(whole[: len(whole) * each // 8], encoding="utf-8")
            if wrong := judged(run(folder, "ask", ASKED, "--knowledge", base), 0, 1, 2):
                return wrong
        base.write_text(whole, encoding="utf-8")
        return judged(run(folder, "ask", ASKED, "--knowledge", base), 0, says=ANSWER)

    yield Case("a base cut at eight places", growing)


def cases() -> Iterator[Case]:
    """All ways in which a file can be none, or hold what none should."""
    yield from reading()
    yield from without_rights()
    yield from writing()
    yield from to_nowhere()
    yield from (locked(writer, mode) for writer in WRITERS for mode in (0o000, 0o500, 0o444))
    yield from empty_paths()
    yield from whiles()
