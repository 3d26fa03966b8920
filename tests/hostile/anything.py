"""What holds besides: letters that are not what they seem, YAML's own traps, many at once, killed at any moment."""

from __future__ import annotations

import itertools
import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.hostile.cases import ANSWER, ASKED, STARTER, Case, environment, judged, run
from tests.hostile.streams import CALLS, placed, plain, timeless
from tests.terminal import COMMAND

LIKE = {"o": "\u043e", "a": "\u0430", "e": "\u0435", "c": "\u0441", "s": "\u0455", "i": "\u0456"}


def wide(text: str) -> str:
    return "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text)


CHANGES: dict[str, Callable[[str], str]] = {
    "full width": wide,
    "capitals": str.upper,
    "a soft hyphen in each word": lambda text: " ".join(f"{each[:2]}\u00ad{each[2:]}" for each in text.split()),
    "zero widths": lambda text: "\u200b".join(text),
    "joiners": lambda text: "\u200d".join(text),
    "word joiners": lambda text: "\u2060".join(text),
    "a byte order mark": lambda text: "\ufeff" + text,
    "byte order marks": lambda text: text.replace(" ", " \ufeff"),
    "turned": lambda text: f"\u202e{text}\u202c",
    "embedded": lambda text: f"\u202a{text}\u202c",
    "isolated": lambda text: f"\u2066{text}\u2069",
    "marks of direction": lambda text: text.replace(" ", " \u200f\u200e"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "em spaces": lambda text: text.replace(" ", "\u2003"),
    "ideographic spaces": lambda text: text.replace(" ", "\u3000"),
    "tabs": lambda text: text.replace(" ", "\t"),
    "many spaces": lambda text: text.replace(" ", " " * 50),
    "spaces around": lambda text: f"   {text}   ",
    "a dot behind": lambda text: text + " .",
    "question marks": lambda text: text + "???",
    "mathematical": lambda text: "".join(chr(0x1D41A + ord(each) - 97) if each.islower() else each for each in text),
    "typographic quotes": lambda text: f"\u201c{text}\u201d",
    "a carriage return": lambda text: text + "\r",
}
"""Ways to write the same."""

SAME = {
    "which is more secure": ("pick", "django"),
    "does flask ship an orm": ("affirms", False),
    "who made flask": ("status", "answered"),
}


def changed(way: str, question: str, how: str, folder: Path) -> str:
    """Ask in another writing: the answer is the same."""
    text = CHANGES[way](question)
    key, value = SAME[question]
    if how == "pipe":
        done = run(folder, "--json", given=text.encode() + b"\n")
    elif how == "input":
        done = run(folder, "ask", "--json", "-", given=text.encode())
    else:
        done = run(folder, "ask", "--json", "--", text)
    if wrong := judged(done, 0):
        return wrong
    found = json.loads(done.out)
    return "" if found[key] == value else f"{key} is {found[key]}: {found['text'][:150]}"


STRANGE = {
    "homoglyphs": "is dj\u0430ngo \u043cor\u0435 s\u0435cur\u0435",
    "all homoglyphs": "".join(LIKE.get(each, each) for each in "does flask ship an orm"),
    "marks without end": "fl" + "a\u0334\u0335" * 300 + "sk",
    "marks upon marks": "e" + "\u0301" * 3_000,
    "right to left": "\u05d0\u05d1\u05d2 \u05d3\u05d4 flask \u05d5",
    "Arabic": "\u0639\u0631\u0628\u064a \u0645\u0646 flask",
    "Chinese": "\u54ea\u4e2a\u66f4\u5b89\u5168",
    "Thai": "\u0e44\u0e2b\u0e19\u0e14\u0e35",
    "Hangul": "\ud55c\uad6d\uc5b4",
    "emoji": "\U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467 flask",
    "a command of the chat": "/quit",
    "a command with an argument": "/save /etc/passwd",
    "an option": "--help",
    "a short option": "-h",
    "options": "--json --knowledge /dev/null",
    "a lone dash": " -",
    "dashes": "--",
    "SQL": "' OR 1=1; DROP TABLE answers; --",
    "a shell": "${HOME} $(id) `id` ; rm x | cat > y &",
    "formats": "{} {0} {subject} %s %n %(x)s",
    "a path": "../../../../etc/passwd",
    "an address": "file:///etc/passwd http://[::1]:80",
    "HTML": "<script>alert(1)</script> <img src=x>",
    "XML": "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
    "JSON": '{"question": "x", "__proto__": {}}',
    "YAML": "!!python/object/apply:os.system [id]",
    "Python": "__import__('os').system('id')",
    "a pattern": "(a+)+$ [[:alpha:]] (?R)",
    "a backslash": "\\ \\n \\x41 \\u0041",
    "zero bytes": "a b",
    "control": "\x01\x02\x03 flask",
    "noncharacters": "\ufffe\uffff flask",
    "private ones": "\ue000\U000f0000\U0010ffff",
    "a tag of language": "\U000e0001\U000e0065",
    "variation": "f\ufe0fl\ufe0ea",
    "numbers": "0 -0 1e999 NaN Infinity 0x10 ٣ ²",
    "a long number": "9" * 1_900,
    "nothing but spaces": "   \t ",
    "nothing but marks": "?!.,;:",
    "a mask of the program": "xsubjectx xsubjectx",
    "masks": "{a} {b} {subject} {other}",
    "a digit": "1",
    "all": "all of them",
}


def strange(text: str, how: str, folder: Path) -> str:
    """Ask a text of any kind twice, hashed otherwise: each is a reply by the contract, and both are the same."""
    outs = []
    for seed in ("1", "2"):
        more: dict[str, str | None] = {"PYTHONHASHSEED": seed}
        if how == "pipe":
            done = run(folder, "--json", given=b"who made flask\n" + text.encode() + b"\nwhich is faster\n", more=more)
        else:
            done = run(folder, "ask", "--json", "--", text, more=more)
        if wrong := judged(done, 0, 1) if text.strip() else judged(done):
            return wrong
        outs.append(done.out)
        for line in done.out.splitlines():
            found = json.loads(line)
            keys = {"question", "status", "text", "pick", "affirms", "answers", "confidence", "suggestions"}
            if keys - found.keys() or not 0 <= found["confidence"] <= 1 or len(found["text"]) > 1_300:
                return f"no reply: {line[:300]}"
        if how == "pipe" and text.strip() and len(done.out.splitlines()) != 3:
            return f"{len(done.out.splitlines())} replies"
    return "" if outs[0] == outs[1] else "another reply"


ENCODED: dict[str, Callable[[str], bytes]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "a byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "both": lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
    "no last line end": lambda text: text.rstrip("\n").encode(),
    "blank lines behind": lambda text: text.encode() + b"\n\n\n",
    "a CR at the end": lambda text: text.rstrip("\n").encode() + b"\r",
}
"""Ways of editors to write a text."""

WRONGLY: dict[str, Callable[[str], bytes]] = {
    "Windows-1252": lambda text: text.replace("it", "it caf\u00e9", 1).encode("windows-1252"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16, turned": lambda text: text.encode("utf-16-be"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "Latin-1 bytes": lambda text: text.encode() + b"\xe9\n",
    "a letter cut": lambda text: text.encode() + b"# \xe4\xbd",
    "compressed": lambda text: b"\x1f\x8b\x08\x00" + text.encode(),
    "an image": lambda text: b"\x89PNG\r\n\x1a\n" + text.encode(),
    "zero bytes": lambda text: text.encode() + b"\0\0",
}
"""Ways that are not UTF-8, or no text."""

BASE = "title: T\nfaq:\n- {q: how long is it, a: Two metres.}\n- {q: who made it, a: A smith.}\n"
SCRIPT = f"knowledge: {STARTER}\nquestions:\n- ask: {ASKED}\n  status: answered\n  # it\n"
LOG = '{"question": "hew it", "status": "unknown"}\n{"question": "saw it", "status": "unknown"}\n'
TABLE = "question,answer\nhow long is it,Two metres.\nwho made it,A smith.\n"
PAGE = "# Wares\n\n## How long is it?\n\nTwo metres.\n\n## Who made it?\n\nA smith.\n"
HTML = "<h1>Wares</h1>\n<h2>How long is it?</h2>\n<p>Two metres.</p>\n"
JSON = '{"intents": [\n{"tag": "a", "patterns": ["how long is it"], "responses": ["Two metres."]}]}\n'

WRITTEN: dict[str, tuple[str, str, tuple[str, ...], str]] = {
    "knowledge": ("b.yaml", BASE, ("ask", "how long is it", "--knowledge", "b.yaml"), "Two metres."),
    "knowledge that is checked": ("b.yaml", BASE, ("export", "b.yaml"), "Two metres."),
    "scripts": ("s.yaml", SCRIPT, ("test", "s.yaml"), "passed"),
    "a log": ("log", LOG, ("misses", "log"), "2 questions without an answer"),
    "a list of questions": ("log", "hew it\nsaw it\n", ("misses", "log"), "2 questions without an answer"),
    "a table": ("x.csv", TABLE, ("import", "x.csv", "-o", "made"), "2"),
    "a page": ("x.md", PAGE, ("import", "x.md", "-o", "made"), "2"),
    "a web page": ("x.html", HTML, ("import", "x.html", "-o", "made"), "1"),
    "JSON": ("x.json", JSON, ("import", "x.json", "-o", "made"), "1"),
}


def written(which: str, way: str, folder: Path) -> str:
    """Read what another editor wrote: it is as if it were written here."""
    name, text, call, says = WRITTEN[which]
    (folder / name).write_bytes(ENCODED[way](text))
    return judged(run(folder, *call), 0, says=says)


def wrongly(which: str, way: str, folder: Path) -> str:
    """Read what is no text in UTF-8: it is told with its place, or read where that can be."""
    name, text, call, _ = WRITTEN[which]
    (folder / name).write_bytes(WRONGLY[way](text))
    return judged(run(folder, *call))


def piped_as(way: str, folder: Path) -> str:
    """Pipe questions as other editors write them."""
    done = run(folder, "--json", given=ENCODED[way]("who made flask\nwhich is more secure\n"))
    if wrong := judged(done, 0):
        return wrong
    found = [json.loads(line) for line in done.out.splitlines()]
    asked = [each["question"] for each in found]
    return "" if asked == ["who made flask", "which is more secure"] else f"{asked}"


TRAPS = (
    *("no", "No", "NO", "n", "yes", "y", "on", "Off", "true", "False", "null", "Null", "~", ""),
    *("1", "007", "0o17", "0x1F", "1_000", "1e3", "1.0", "-1", "+1", ".5", "1.", ".inf", "-.inf", ".nan", "12:30:45"),
    *("2024-01-01", "2024-01-01T10:00:00Z", "=", "<<", "[a", "{a", "'a", '"a', "a: b", "- a", "# a", "a #b", "a# b"),
    *("@a", "`a", "%a", "!a", "&a", "*a", "|", ">", "? a", ": a", "[]", "{}", "[a, b]", "{a: b}", "---", "..."),
    *("C:\\x", '"\\x"', "'it''s'", "it's", "50%", "a, b", "[x](y)", "{subject}", "\ta", "a\t", "\u00a0", "é"),
)
"""Values that YAML takes for something."""

PLACES = {
    "a title": "title: {}\nfaq:\n- {{q: how long is it, a: b}}\n",
    "an answer": "title: T\nfaq:\n- q: how long is it\n  a: {}\n",
    "a question": "title: T\nfaq:\n- q: {}\n  a: b\n- {{q: who made it, a: c}}\n",
    "another question": "title: T\nfaq:\n- q: how long is it\n  also:\n  - {}\n  a: b\n",
    "an id": "title: T\ntopics:\n- id: {}\n  name: n\nentries: [{{id: a, topic: t, name: n, answer: x, ask: [y z]}}]\n",
    "a name": "title: T\ntopics: [{{id: t, name: {}}}]\nentries: [{{id: a, topic: t, name: n, answer: x, ask: [y z]}}]",
    "a word": "title: T\nsynonyms:\n- - {}\n  - b\nfaq:\n- {{q: how long is it, a: b}}\n",
    "a key": "title: T\n{}: x\nfaq:\n- {{q: how long is it, a: b}}\n",
    "a truth": "title: T\nentries:\n- {{id: a, topic: t, name: n, answer: x, ask: [y z], provides: {}}}\n",
}


def trapped(place: str, value: str, folder: Path) -> str:
    """Write what YAML takes for something: it is a text, or told with the mend; never something else."""
    (folder / "b.yaml").write_text(PLACES[place].format(value), encoding="utf-8")
    done = run(folder, "export", "b.yaml")
    if done.status == 2:
        return judged(done, 2, says="b.yaml:")
    if done.status:
        return judged(done, 0)
    rows = [json.loads(line) for line in done.out.splitlines()]
    texts = [each for row in rows for key, each in row.items() if key != "provides" and isinstance(each, bool)]
    if texts:
        return f"a truth where a text belongs: {rows}"
    bare = value.strip()
    if bare in ("no", "No", "on", "Off", "true", "null", "2024-01-01", "007", "1e3", "1.0", "12:30:45"):
        shown = json.dumps(rows, ensure_ascii=False)
        if f'"{bare}"' not in shown:
            return f"{bare!r} became something else: {shown[:300]}"
    return ""


SHAPES = {
    "tabs": "title: T\nfaq:\n\t- {q: a, a: b}\n",
    "a key twice": "title: T\ntitle: U\nfaq:\n- {q: how long is it, a: b}\n",
    "a key twice within": "title: T\nfaq:\n- {q: how long is it, a: b, a: c}\n",
    "a merge": "x: &x {a: b}\ntitle: T\nfaq:\n- {<<: *x, q: how long is it}\n",
    "deep": "title: T\nfaq: " + "[" * 5_000 + "]" * 5_000 + "\n",
    "deep blocks": "title: T\nfaq:\n" + "".join(" " * i + "-\n" for i in range(2_000)),
    "deep mappings": "title: T\nsay: " + "{a: " * 3_000 + "x" + "}" * 3_000 + "\n",
    "many documents": "title: T\nfaq:\n- {q: how long is it, a: b}\n---\n" * 1_000,
    "a document's end": "title: T\nfaq:\n- {q: how long is it, a: b}\n...\nmore\n",
    "a directive": "%YAML 1.1\n---\ntitle: T\nfaq:\n- {q: how long is it, a: b}\n",
    "another version": "%YAML 3.0\n---\ntitle: T\nfaq:\n- {q: how long is it, a: b}\n",
    "an unknown directive": "%FOO bar\n---\ntitle: T\nfaq:\n- {q: how long is it, a: b}\n",
    "no indentation": "title: T\nfaq:\nq: a\na: b\n",
    "mixed": "title: T\nfaq:\n  - q: how\n    a: b\n - q: who\n   a: c\n",
    "long lines": "title: T\nfaq:\n- {q: how long is it, a: '" + "x " * 200_000 + "'}\n",
    "a list at the top": "- title: T\n",
    "a text at the top": "T\n",
    "a number at the top": "1\n",
    "nothing": "",
    "comments": "# a\n# b\n",
    "a key without a value": "title:\nfaq:\n",
    "numbers for texts": "title: 1\nfaq:\n- {q: 2, a: 3}\n",
    "texts for lists": "title: T\nfaq: x\n",
    "lists for texts": "title: [T]\nfaq: [[x]]\n",
    "an anchor twice": "title: &a T\nabout: &a U\nfaq:\n- {q: how long is it, a: *a}\n",
    "an alias before": "title: *a\nabout: &a U\n",
    "a set": "title: T\nfaq: !!set {a, b}\n",
    "an ordered map": "title: T\nfaq: !!omap [a: b]\n",
    "a time": "title: T\nfaq: !!timestamp 2024-01-01\n",
    "an object": "title: !!python/name:os.system T\n",
    "quotes": 'title: "T\nfaq: x\n',
    "a fold": "title: >\n  T\n  U\nfaq:\n- {q: how long is it, a: |\n  x}\n",
    "a long key": "x" * 2_000 + ": y\n",
    "a JSON": '{"title": "T", "faq": [{"q": "how long is it", "a": "b"}]}\n',
    "100,000 lines": "title: T\nfaq:\n- {q: how long is it, a: b}\n" + "# x\n" * 100_000,
    "100,000 keys": "title: T\n" + "".join(f"k{i}: 1\n" for i in range(20_000)),
    "100 MiB": "",
}


def shaped(shape: str, call: tuple[str, ...], folder: Path) -> str:
    """Read YAML of any shape: it is loaded, or refused in a line with its place."""
    place = folder / "b.yaml"
    place.write_text(SHAPES[shape], encoding="utf-8")
    if shape == "100 MiB":
        with place.open("wb") as file:
            file.truncate(100 << 20)
    return judged(run(folder, *call), 0, 1, 2)


def of_many_lines(name: str, folder: Path) -> str:
    """Read 100,000 lines."""
    if name == "a log":
        (folder / "log").write_text('{"question": "hew wood", "status": "unknown"}\n' * 100_000)
        return judged(run(folder, "misses", "log"), 0, says="100000")
    if name == "different questions":
        (folder / "log").write_text("".join(f"hew wood number {i}\n" for i in range(100_000)))
        done = subprocess.run(
            [*COMMAND, "misses", "log"],
            cwd=folder,
            env=environment(folder),
            capture_output=True,
            text=True,
            check=False,
        )
        return "" if done.returncode == 0 and "the 5000 most asked" in done.stderr else done.stderr[-300:]
    if name == "blank lines":
        return judged(run(folder, "--json", given=b"\n" * 100_000 + b"who made flask\n"), 0, says="answered")
    if name == "requests":
        done = run(folder, "--json", given=b"hi\n" * 3_000 + b"\n" + b"who made flask\n")
        return judged(done, 0) or ("" if done.out.count("\n") == 3_001 else f"{done.out.count(chr(10))} replies")
    if name == "a table":
        rows = "".join(f"how long is w{i},It is {i}.\n" for i in range(100_000))
        (folder / "x.csv").write_text("question,answer\n" + rows)
        done = subprocess.run(
            [*COMMAND, "import", "x.csv", "-o", "made"],
            cwd=folder,
            env=environment(folder),
            capture_output=True,
            text=True,
            check=False,
        )
        return "" if done.returncode == 0 else done.stderr[-300:]
    return "what?"


def circles(name: str, folder: Path) -> str:
    """Read where links lead in a circle, or everywhere."""
    base = folder / "base"
    base.mkdir()
    (base / "k.yaml").write_text(BASE, encoding="utf-8")
    if name == "to itself":
        (base / "loop").symlink_to(".")
    elif name == "to the one above":
        (base / "loop").symlink_to("..")
    elif name == "between two":
        (base / "a").mkdir()
        (base / "b").mkdir()
        (base / "a" / "b").symlink_to("../b")
        (base / "b" / "a").symlink_to("../a")
    elif name == "a file of itself":
        (base / "l.yaml").symlink_to("l.yaml")
    elif name == "to nowhere":
        (base / "l.yaml").symlink_to("nowhere.yaml")
    elif name == "to the root":
        (base / "tests").symlink_to("/")
    calls: list[tuple[object, ...]] = [
        ("ask", "how long is it", "--knowledge", base),
        ("check", base),
        ("export", base),
    ]
    calls += [("import", base, "-o", "made"), ("mend", base)]
    calls += [("test", base)] if name != "to the root" else []
    return next(filter(None, (judged(run(folder, *call, given=b"q\n")) for call in calls)), "")


def changing(what: str, folder: Path) -> str:
    """Read a file that is written, cut, moved or deleted all the time: each call ends by the contract."""
    base = folder / "base"
    base.mkdir()
    place = base / "k.yaml"
    whole = BASE + "# x\n" * 20_000
    place.write_text(whole, encoding="utf-8")
    code = {
        "cut": "open(p, 'w').close(); open(p, 'w').write(t)",
        "grown": "open(p, 'a').write('# y\\n' * 1000)",
        "moved": "open(p + 'x', 'w').write(t); os.replace(p + 'x', p)",
        "deleted": "os.unlink(p); open(p, 'w').write(t)",
        "a folder": "os.unlink(p); os.mkdir(p); os.rmdir(p); open(p, 'w').write(t)",
        "a pipe": "os.unlink(p); os.mkfifo(p); os.unlink(p); open(p, 'w').write(t)",
        "a link": "os.unlink(p); os.symlink('/dev/null', p); os.unlink(p); open(p, 'w').write(t)",
    }[what]
    end = "if os.path.getsize(p) > 5_000_000: open(p, 'w').write(t)" if what == "grown" else "pass"
    loop = f"import os, sys\np, t = sys.argv[1], sys.argv[2] + '# x\\n' * 20_000\nwhile True:\n    {code}\n    {end}\n"
    writer = subprocess.Popen([sys.executable, "-c", loop, str(place), BASE])
    try:
        for call in (("ask", "how long is it", "--knowledge", base), ("export", base), ("check", base)) * 4:
            if wrong := judged(run(folder, *call, more={"VERDICT_CACHE": str(folder / "cache")})):
                return f"{call[0]}: {wrong}"
    finally:
        writer.kill()
        writer.wait()
    return ""


WAYS = {
    "-O": ["-O"],
    "-OO": ["-OO"],
    "-B": ["-B"],
    "-u": ["-u"],
    "-s -E": ["-s", "-E"],
    "-W error": ["-W", "error"],
    "-X dev": ["-X", "dev", "-W", "error"],
    "-X utf8=0": ["-X", "utf8=0"],
    "-X int_max_str_digits": ["-X", "int_max_str_digits=640"],
    "-bb": ["-bb"],
}
LOCALES = {"C": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}}
LOCALES |= {"POSIX": {"LC_ALL": "POSIX"}, "nowhere": {"LC_ALL": "xx_YY"}, "Latin-1": {"PYTHONIOENCODING": "latin-1"}}
LOCALES |= {"ASCII": {"PYTHONIOENCODING": "ascii:strict"}, "UTF-16": {"PYTHONIOENCODING": "utf-16"}}


def by(way: str, name: str, folder: Path) -> str:
    """Run a call by another way to run Python: what comes of it is as ever."""
    import shlex

    placed(folder)
    wanted = plain(name)
    done = run(
        folder,
        *shlex.split(CALLS[name]),
        given=b"who made flask\n\nhow do I bake bread\n",
        command=[sys.executable, *WAYS[way], *COMMAND[1:]],
        forked=False,
    )
    if done.status != wanted.status or timeless(done.out) != timeless(wanted.out):
        return f"status {done.status}, {done.out[:100]!r}, {done.err[-300:]!r}"
    return "" if timeless(done.err) == timeless(wanted.err) else f"{done.err[-300:]!r}"


def under(locale: str, name: str, folder: Path) -> str:
    """Run a call under another locale: its status is as ever, and nothing breaks."""
    import shlex

    placed(folder)
    wanted = plain(name)
    more: dict[str, str | None] = dict(LOCALES[locale])
    done = run(
        folder, *shlex.split(CALLS[name]), given=b"who made flask\n\nhow do I bake bread\n", more=more, forked=False
    )
    if "Traceback" in done.err or done.status != wanted.status:
        return f"status {done.status}: {done.err[-300:]!r}"
    done = done._replace(out=done.out.replace("\t", " "))  # between what is completed and what it is
    return "" if locale == "UTF-16" else judged(done)


def at_once(readers: int, writers: int, seed: int, folder: Path) -> str:
    """Ask, build and test many times at once with one cache that begins empty."""
    cache = folder / "cache"
    more: dict[str, str | None] = {"VERDICT_CACHE": str(cache)}
    text = (STARTER / "knowledge.yaml").read_text(encoding="utf-8")
    processes = []
    for number in range(writers):
        base = folder / f"base{number}"
        base.mkdir()
        (base / "k.yaml").write_text(text + f"# {seed} {number}\n", encoding="utf-8")
        processes.append(_begun(folder, more, "ask", ASKED, "--knowledge", base))
    for number in range(readers):
        base = folder / f"base{number % writers}" if number % 2 else STARTER
        processes.append(_begun(folder, more, "ask", ASKED, "--knowledge", base))
    wrong = ""
    for process in processes:
        out, err = process.communicate(timeout=120)
        if process.returncode or ANSWER not in out.decode() or err:
            wrong = wrong or f"status {process.returncode}: {err.decode()[-300:]}"
    left = [each.name for each in cache.iterdir() if not each.name.endswith(".index")]
    return wrong or (f"left {left}" if left else "")


def _begun(folder: Path, more: dict[str, str | None], *call: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*COMMAND, *map(str, call)],
        cwd=folder,
        env=environment(folder, more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    )


def logged_at_once(folder: Path) -> str:
    """Log from twenty processes at once: each line is whole."""
    more: dict[str, str | None] = {}
    processes = [_begun(folder, more, "ask", f"bake bread {i}", "--log-misses", "log") for i in range(20)]
    for process in processes:
        process.communicate(timeout=120)
    lines = (folder / "log").read_text(encoding="utf-8").splitlines()
    found = {json.loads(line)["question"] for line in lines}
    return "" if len(found) == len(lines) == 20 else f"{len(lines)} lines"


def killed(number: int, seed: int, folder: Path) -> str:
    """Kill a call that builds an index, at any moment: the next one answers, and nothing is left in the end."""
    chance = random.Random(seed)
    cache = folder / "cache"
    more: dict[str, str | None] = {"VERDICT_CACHE": str(cache)}
    base = folder / "base"
    base.mkdir()
    (base / "k.yaml").write_text((STARTER / "knowledge.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    for _ in range(3):
        process = _begun(folder, more, "ask", ASKED, "--knowledge", base)
        time.sleep(chance.random() * 0.8)
        process.send_signal(number)
        process.communicate()
    if wrong := judged(run(folder, "ask", ASKED, "--knowledge", base, more=more), 0, says=ANSWER):
        return wrong
    (base / "k.yaml").write_text((base / "k.yaml").read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    if wrong := judged(run(folder, "ask", ASKED, "--knowledge", base, more=more), 0, says=ANSWER):
        return wrong
    left = [each.name for each in cache.iterdir() if not each.name.endswith(".index")]
    return f"left {left}" if left else ""


def killed_writing(call: tuple[str, ...], name: str, seed: int, folder: Path) -> str:
    """Kill a call that writes a file: what stood there is whole, or the new one is."""
    chance = random.Random(seed)
    placed(folder)
    run(folder, *call)
    whole = (folder / name).read_bytes()
    for _ in range(3):
        process = _begun(folder, {}, *call)
        time.sleep(chance.random() * 0.3)
        process.kill()
        process.communicate()
    found = (folder / name).read_bytes()
    same = timeless(found.decode()).split("timestamp")[0][:60] == timeless(whole.decode()).split("timestamp")[0][:60]
    return "" if same and len(found) > len(whole) // 2 else f"{found[-100:]!r}"


def cases() -> Iterator[Case]:
    """Yield everything else that is to hold."""
    for way, question, how in itertools.product(CHANGES, SAME, ("argument", "input", "pipe")):
        yield Case(f"the same in {way}: {question}, {how}", partial(changed, way, question, how))
    for (name, text), how in itertools.product(STRANGE.items(), ("argument", "pipe")):
        yield Case(f"a question of {name}, {how}", partial(strange, text, how))
    for which, way in itertools.product(WRITTEN, ENCODED):
        yield Case(f"{which} with {way}", partial(written, which, way))
    for which, way in itertools.product(WRITTEN, WRONGLY):
        yield Case(f"{which} in {way}", partial(wrongly, which, way))
    for way in ENCODED:
        yield Case(f"a pipe with {way}", partial(piped_as, way))
    for place, value in itertools.product(PLACES, TRAPS):
        yield Case(f"YAML: {place}: {value!r}", partial(trapped, place, value))
    for shape, call in itertools.product(
        SHAPES, (("ask", "how long is it", "--knowledge", "b.yaml"), ("check", "b.yaml"), ("test", "b.yaml"))
    ):
        yield Case(f"YAML: {shape}: {call[0]}", partial(shaped, shape, call))
    for name in ("a log", "different questions", "blank lines", "requests", "a table"):
        yield Case(f"100,000 lines: {name}", partial(of_many_lines, name))
    for name in ("to itself", "to the one above", "between two", "a file of itself", "to nowhere", "to the root"):
        yield Case(f"links {name}", partial(circles, name))
    for what in ("cut", "grown", "moved", "deleted", "a folder", "a pipe", "a link"):
        yield Case(f"while it is read: {what}", partial(changing, what))
    for way, name in itertools.product(WAYS, CALLS):
        yield Case(f"{way}: {name}", partial(by, way, name))
    for locale, name in itertools.product(LOCALES, CALLS):
        yield Case(f"locale {locale}: {name}", partial(under, locale, name))
    for seed in range(4):
        yield Case(f"twenty and six at once, {seed}", partial(at_once, 20, 6, seed))
    yield Case("twenty logs at once", logged_at_once)
    for number, seed in itertools.product((signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP), range(10)):
        yield Case(f"killed by {number.name}, {seed}", partial(killed, number, seed))
    report = ("test", "s.verdict.yaml", "--junit", "r.xml")
    anew = ("test", "s.verdict.yaml", "--update", "u.yaml")
    for (call, name), seed in itertools.product(((report, "r.xml"), (anew, "u.yaml")), range(10)):
        yield Case(f"killed while it writes {name}, {seed}", partial(killed_writing, call, name, seed))
