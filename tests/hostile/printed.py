"""Whatever comes from outside acts on no terminal and splits no line, wherever it is printed."""

from __future__ import annotations

import itertools
import json
import os
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import yaml

from tests.hostile.cases import ACTS, STARTER, Case, Done, judged, run
from tests.hostile.chat import KINDS, PATIENCE, begun, goes_on

EVIL = {
    "a bell": "\x07",
    "an erasure": "\x1b[2J",
    "a title": "\x1b]0;t\x07",
    "a title, ended otherwise": "\x1b]0;t\x1b\\",
    "a colour": "\x1b[31m",
    "a device string": "\x1bP$q\x1b\\",
    "a backspace": "x\x08\x08",
    "a carriage return": "x\ry",
    "a line": "x\ny",
    "a tab": "x\ty",
    "a vertical tab": "x\x0by",
    "a form feed": "x\x0cy",
    "separators": "\x1c\x1d\x1e\x1f",
    "a deletion": "\x7f",
    "C1 colour": "\x9b31m",
    "C1 title": "\x9d0;t\x9c",
    "a next line": "x\x85y",
    "a line separator": "x\u2028y",
    "a paragraph separator": "x\u2029y",
    "right to left": "\u202eabc",
    "an isolate": "\u2066abc\u2067",
    "marks of direction": "\u200e\u200f\u061c",
    "nothing": "\u200b\u200d\ufeff",
    "a noncharacter": "\ufffe\uffff",
    "a private one": "\ue000\U000f0000",
    "marks without end": "e" + "\u0301" * 300,
    "a tag": "\U000e0041\U000e0042",
    "markup": "<a href='x'>&\"']]>",
    "a mask": "{subject} {0} %s",
}
"""Texts that act, split or end something."""

TOGETHER = {
    "what draws": ("a bell", "an erasure", "a title", "a colour", "a device string", "a backspace"),
    "what ends a line": ("a carriage return", "a line", "a tab", "a vertical tab", "a form feed", "separators"),
    "what ends a line elsewhere": ("a next line", "a line separator", "a paragraph separator"),
    "C1": ("a deletion", "C1 colour", "C1 title"),
    "what turns": ("right to left", "an isolate", "marks of direction"),
    "what is hardly there": ("nothing", "a noncharacter", "a private one", "marks without end", "a tag"),
    "what means something": ("markup", "a mask"),
}
SEVERAL = {name: "".join(EVIL[each] for each in names) for name, names in TOGETHER.items()}
"""The same together, where a try takes long."""

RAW = {"no UTF-8": "\udcff\udcfe", "a lone half": "\udced\udca0\udc80"}
"""The same where bytes can be given, of names and arguments."""


def harmless(done: Done, what: str = "") -> str:
    """Return what is wrong in what was printed."""
    return judged(done, says=what)


ARGUMENTS: dict[str, tuple[str, ...]] = {
    "a command": ("x{}",),
    "a command and more": ("ask{}", "x"),
    "an option": ("ask", "--x{}"),
    "an option of none": ("--{}",),
    "an option with a value": ("--knowledge{}=x",),
    "a short option": ("-{}",),
    "a colour": ("--color", "x{}"),
    "a shell": ("completion", "x{}"),
    "one too many": ("topics", "x{}"),
    "a question": ("ask", "--", "who made {} flask"),
    "a question alone": ("ask", "--", "{}"),
    "a question for JSON": ("ask", "--json", "--", "who made {} flask"),
    "a question explained": ("ask", "--explain", "--", "who {} made fask"),
    "a question explained in colour": ("ask", "--explain", "--color", "always", "--", "who {} made fask"),
    "a question explained, JSON": ("ask", "--explain", "--json", "--", "who {} made fask"),
    "a question in colour": ("ask", "--color", "always", "--", "is {} flask fst"),
    "a question in plain": ("ask", "--plain", "--", "is {} flask fst"),
    "a name of none": ("ask", "--", "is Zope{}x faster than flask"),
    "a definition": ("ask", "--", "what is a {}x"),
    "knowledge": ("topics", "--knowledge", "no{}where"),
    "what is checked": ("check", "no{}where"),
    "what is tested": ("test", "no{}where"),
    "a keyword": ("test", str(STARTER / "tests"), "-k", "x{}"),
    "a report": ("test", str(STARTER / "tests"), "--junit", "no{}/where"),
    "scripts anew": ("test", str(STARTER / "tests"), "--update", "no{}/where"),
    "an earlier run": ("test", str(STARTER / "tests"), "--compare", "no{}where"),
    "a log": ("ask", "bake bread", "--log-misses", "no{}/where"),
    "a log that is read": ("misses", "no{}where"),
    "what is mended": ("mend", "no{}where"),
    "what it is mended from": ("mend", str(STARTER), "no{}where"),
    "what is brought in": ("import", "no{}where", "-o", "made"),
    "a title": ("import", "pairs.csv", "-o", "made{}", "--title", "x{}"),
    "what is exported": ("export", "no{}where"),
    "where to": ("export", str(STARTER), "-o", "no{}/where"),
    "a new one": ("new", "no{}/where"),
    "candidates": ("completion", "words", "--", "ask", "x{}"),
    "candidates of knowledge": ("completion", "words", "--", "--knowledge", "x{}", "ask", "w"),
}


def argued(call: tuple[str, ...], evil: str, folder: Path) -> str:
    """Say something that acts in an argument."""
    (folder / "pairs.csv").write_text("question,answer\nhow long is it,Two metres.\n", encoding="utf-8")
    arguments = [each.replace("{}", evil) for each in call]
    done = run(folder, *arguments)
    if "--json" in call and done.status != 2:
        lines = done.out.splitlines()
        if not lines or not all(isinstance(json.loads(line), dict) for line in lines):
            return f"no JSON Lines: {done.out[:300]!r}"
    return harmless(done)


def given(arguments: tuple[str, ...], evil: str, folder: Path) -> str:
    """Say something that acts on standard input, and log it: the log is read again."""
    line = "bake " + evil.replace("\n", " ").replace("\r", " ") + " bread\n"
    log = folder / "log.jsonl"
    done = run(folder, *arguments, "--log-misses", log, given=line.encode("utf-8", "surrogateescape") * 2)
    if wrong := harmless(done):
        return wrong
    if "--json" in arguments and [json.loads(each) for each in done.out.splitlines()] == []:
        return "no JSON"
    text = log.read_text(encoding="utf-8")
    if acting := ACTS.findall(text.replace("\n", "")):
        return f"the log holds {acting[:4]}"
    if len(text.splitlines()) != 2 - ("ask" in arguments):
        return f"{len(text.splitlines())} lines in the log: {text[:300]!r}"
    for call in (("misses", log), ("misses", log, "--json"), ("mend", STARTER, log)):
        done = run(folder, *call, given=b"q\n")
        if wrong := harmless(done) or ("" if done.status == 0 else f"status {done.status}"):
            return f"{call[0]}: {wrong}"
    return ""


def base(folder: Path, evil: str) -> Path:
    """Write a knowledge base of whose texts each holds something that acts, and its scripts, and return its folder."""

    def with_evil(text: str) -> str:
        return f"{text[:3]}{evil}{text[3:]}"

    found = {
        "title": with_evil("Crafts"),
        "about": with_evil("crafts"),
        "subjects": [
            {"id": "clay", "name": with_evil("Clay"), "terms": [with_evil("clay")], "strengths": with_evil("soft")},
            {"id": "wood", "name": "Wood", "terms": ["wood"]},
        ],
        "topics": [{"id": "t", "name": with_evil("Wares")}],
        "source": {"title": with_evil("Book of crafts"), "publisher": with_evil("Press")},
        "synonyms": [[with_evil("ware"), "goods"]],
        "entries": [
            {
                "id": f"e{number}",
                "topic": "t",
                "name": with_evil(f"the {name}"),
                "answer": with_evil(f"It is {name} ware."),
                "why": with_evil("It was so."),
                "ask": [f"what is {name}", f"tell me of the {name}", with_evil(f"is there any {name}")],
                "section": with_evil("Part one"),
            }
            for number, name in enumerate(("pottery", "basketry", "weaving"))
        ],
        "outside": [{"name": with_evil("Iron"), "terms": [with_evil("iron")]}],
    }
    del found["subjects"]
    place = folder / "base"
    (place / "tests").mkdir(parents=True)
    text = yaml.safe_dump(found, allow_unicode=False)
    (place / "k.yaml").write_text(text, encoding="utf-8")
    questions = [{"ask": with_evil("what is pottery")}, {"ask": "tell me of the weaving", "contains": with_evil("no")}]
    script = {
        "knowledge": "..",
        "questions": [*questions, {"ask": "what is weaving", "id": with_evil("e9")}],
        "conversations": [{"name": with_evil("talk"), "turns": questions}],
    }
    (place / "tests" / "s.verdict.yaml").write_text(yaml.safe_dump(script), encoding="utf-8")
    return place


KNOWN: dict[str, tuple[str, ...]] = {
    "topics": ("topics",),
    "topics in colour": ("topics", "--color", "always"),
    "topics for JSON": ("topics", "--json"),
    "ids": ("topics", "--ids"),
    "ids for JSON": ("topics", "--ids", "--json"),
    "an answer": ("ask", "what is pottery"),
    "an answer in colour": ("ask", "what is pottery", "--color", "always"),
    "an answer for JSON": ("ask", "what is pottery", "--json"),
    "an answer in short": ("ask", "what is pottery", "--short"),
    "an answer explained": ("ask", "what is pottery", "--explain"),
    "a refusal": ("ask", "what of iron"),
    "nothing known": ("ask", "hew the stone"),
    "check": ("check", "BASE"),
    "check for JSON": ("check", "BASE", "--json"),
    "check, strictly": ("check", "BASE", "--strict"),
    "test": ("test", "BASE/tests"),
    "test for JSON": ("test", "BASE/tests", "--json"),
    "test, what is not tested": ("test", "BASE/tests", "--coverage"),
    "test in colour": ("test", "BASE/tests", "--color", "always"),
    "test, quietly": ("test", "BASE/tests", "-q"),
    "export": ("export", "BASE"),
    "candidates": ("completion", "words", "--", "--knowledge", "BASE", "ask", ""),
    "a pipe": (),
    "mend": ("mend", "BASE"),
}


def known(name: str, evil: str, folder: Path) -> str:
    """Print what a knowledge base says that holds something that acts."""
    place = base(folder, evil)
    call = [each.replace("BASE", str(place)) for each in KNOWN[name]]
    named = call[:1] in (["check"], ["export"], ["completion"], ["test"], ["mend"])
    call += [] if named else ["--knowledge", str(place)]
    lines = b"q\n" if name == "mend" else b"what is pottery\ntell me of the weaving\nwhy\n"
    done = run(folder, *call, given=lines)
    if name == "export" and done.status == 0:
        again = [json.loads(line) for line in done.out.splitlines()]
        return "" if len(again) > 3 else f"exported {done.out[:200]!r}"
    if "--json" in call and done.status != 2 and not [json.loads(line) for line in done.out.splitlines()]:
        return "no JSON"
    done = done._replace(out=done.out.replace("\t", " ")) if name == "candidates" else done
    return harmless(done)


def reported(evil: str, folder: Path) -> str:
    """Write a report and scripts anew of what acts: the one is well-formed, the others run again."""
    place = base(folder, evil)
    report, anew = folder / "r.xml", folder / "u.verdict.yaml"
    done = run(folder, "test", place / "tests", "--junit", report, "--update", anew)
    if done.status == 2:
        return harmless(done)
    root = ElementTree.parse(report).getroot()
    if len(list(root.iter("testcase"))) != 5:
        return "not every case is reported"
    if acting := ACTS.findall(report.read_text(encoding="utf-8").replace("\n", "").replace("\t", "")):
        return f"the report holds {acting[:4]}"
    done = run(folder, "test", anew)
    return harmless(done) or ("" if "passed" in done.out else f"it is not run again: {done.out[-200:]} {done.err}")


def named_so(which: str, evil: str, folder: Path) -> str:
    """Give a file or folder a name that acts, and name it in calls that print names."""
    evil = os.fsdecode(os.fsencode(evil.replace("/", "").replace("\x00", ""))[:100])  # no name may be longer than 255
    where = folder / f"a{evil}b"
    where.mkdir()
    knowledge = (STARTER / "knowledge.yaml").read_text(encoding="utf-8")
    name = f"s{evil}"
    calls: list[tuple[object, ...]] = []
    if which == "knowledge":
        (where / f"{name}.yaml").write_text(knowledge + "unknown: 1\n", encoding="utf-8")
        calls = [("topics", "--knowledge", where), ("check", where), ("export", where), ("mend", where)]
    elif which == "knowledge that is well":
        (where / f"{name}.yaml").write_text(knowledge, encoding="utf-8")
        calls = [("topics", "--knowledge", where), ("check", where), ("export", where, "-o", where / f"{name}.csv")]
        calls += [("ask", "which one is cheaper", "--knowledge", where)]
    elif which == "scripts":
        script = f"knowledge: {STARTER}\nquestions: [{{ask: hello, status: unknown}}, {{ask: hello}}]\n"
        (where / f"{name}.verdict.yaml").write_text(script, encoding="utf-8")
        calls = [("test", where), ("test", where, "--json"), ("test", where, "--junit", where / f"{name}.xml")]
        calls += [("test", where, "--update", where / f"u{name}.yaml"), ("test", where, "--last-failed")]
    elif which == "scripts that are broken":
        (where / f"{name}.verdict.yaml").write_text("questions: [{aks: x}]\n", encoding="utf-8")
        calls = [("test", where), ("test", where, "--json")]
    elif which == "logs":
        (where / name).write_text("[1]\n", encoding="utf-8")
        calls = [("misses", where / name), ("mend", STARTER, where / name), ("import", where / name, "-o", "made")]
        calls += [("ask", "bake bread", "--log-misses", where / name), ("import", where, "-o", "made")]
    elif which == "new ones":
        calls = [("new", where / name), ("new", "--faq", where / f"f{name}"), ("new", where)]
        calls += [("new", "--schemas", where), ("export", STARTER, "-o", where / f"{name}x")]
        (folder / "pairs.csv").write_text("question,answer\nhow long is it,Two metres.\n", encoding="utf-8")
        calls += [("import", "pairs.csv", "-o", where / f"i{name}")]
    elif which == "what is brought in":
        (where / f"{name}.csv").write_text("question,answer\nhow long is it,Two metres.\nx,\n", encoding="utf-8")
        (where / f"{name}.json").write_text("{", encoding="utf-8")
        (where / f"{name}.md").write_text(
            f"# A\n\n## What is it\n\n{evil} it\n\n## Where\n", encoding="utf-8", errors="surrogateescape"
        )
        calls = [("import", where, "-o", "made"), ("import", where / f"{name}.csv", "-o", "made2")]
        calls += [("import", where / f"{name}.json", "-o", "made3"), ("import", where / f"{name}.md", "-o", "made4")]
        calls += [("import", where / f"{name}.csv", "-o", "made5", "--json")]
    wrong = ""
    for call in calls:
        done = run(folder, *call, given=b"q\n")
        if call[0] in ("export",) and len(call) == 2 and done.status == 0:
            continue
        told = done._replace(err=done.err[:300]) if not done.status else done  # names it four times
        if ACTS.findall(done.err.replace("\n", "")) or (wrong := harmless(told)):
            return f"{call[0]}: {wrong or done.err[:300]}"
        if "--json" in call and done.status != 2 and not [json.loads(line) for line in done.out.splitlines()]:
            return f"{call[0]}: no JSON"
    return ""


NAMED = (
    "knowledge",
    "knowledge that is well",
    "scripts",
    "scripts that are broken",
    "logs",
    "new ones",
    "what is brought in",
)

SHAPES = {
    "a key": "{}: 1\ntitle: T\n",
    "a value": "title: T\nkind: {}\n",
    "a topic": "title: T\ntopics: [{{id: t, name: n}}]\nentries: [{{id: a, topic: {}, name: n, answer: x, ask: [y]}}]",
    "a known list": "topics: [{{id: {}, name: n}}]\nentries: [{{id: a, topic: z, name: n, answer: x, ask: [y]}}]\n",
    "an id twice": "title: T\ntopics: [{{id: {0}, name: n}}, {{id: {0}, name: n}}]\nfaq: [{{q: a b, a: c}}]\n",
    "a url": "title: T\nsource: {{title: B, url: {}}}\nfaq: [{{q: a b, a: c}}]\n",
    "a phrase": "title: T\nsay: {{{}: x}}\nfaq: [{{q: a b, a: c}}]\n",
    "a status": "knowledge: .\nquestions: [{{ask: x, status: {}}}]\n",
    "an entry of a script": "knowledge: .\nquestions: [{{ask: x, id: {}}}]\n",
    "a pattern": "knowledge: .\nquestions: [{{ask: x, matches: {}}}]\n",
    "where knowledge is": "knowledge: {}\nquestions: [{{ask: x}}]\n",
    "a key of a script": "knowledge: .\nquestions: [{{ask: x, {}: y}}]\n",
    "a subject of a script": "knowledge: .\nquestions: [{{ask: x, pick: {}}}]\n",
    "a tag": "title: !{} T\n",
    "an anchor": "title: *{}\n",
    "raw in a text": "title: a{}b\nfaq: [{{q: a b, a: c}}]\n",
}
"""Files that are wrong at a place that is told."""


def told(shape: str, evil: str, folder: Path) -> str:
    """Read a file that is wrong where something stands that acts."""
    quoted = json.dumps(f"x{evil}y")
    bare = shape in ("a tag", "an anchor", "raw in a text")
    place = folder / "k.yaml"
    text = SHAPES[shape].format(evil if bare else quoted)
    place.write_bytes(text.encode("utf-8", "surrogateescape"))
    call = ("test", place) if "questions" in text else ("topics", "--knowledge", place)
    (folder / "b").mkdir()
    done = run(folder, *call)
    if wrong := harmless(done):
        return wrong
    done = run(folder, "check", place)
    return harmless(done)


def chatted(kind: str, line: str, evil: str, folder: Path) -> str:
    """Type or paste something that acts into a chat: nothing of it is written to the terminal."""
    evil = evil.replace("\n", " ").replace("\r", " ").replace("\x1c", "" if kind == "plain" else "\x1c")  # Ctrl-\ quits
    text = line.format(evil)
    with begun(folder, kind) as terminal:
        terminal.settle(0.1)
        before = len(terminal.raw)
        if kind == "full":
            terminal.press(f"\x1b[200~{text}\x1b[201~").settle(0.2).press("\r").settle(0.4)
        else:
            terminal.press("".join(f"\x16{each}" if ord(each) < 32 else each for each in text))
            terminal.settle(0.2)
            before = len(terminal.raw)  # what readline itself shows of what is typed is not the chat's
            terminal.press("\r").settle(0.4)
        written = terminal.raw[before:].decode("utf-8", "replace")
        if wrong := acting(written, evil):
            return wrong
        if "[y/N]" in terminal.shown or "(y/n)" in terminal.shown:
            terminal.type("n").settle(0.2)
        return goes_on(terminal, kind)


def acting(written: str, evil: str) -> str:
    """Return what of a text that acts was written to a terminal as it is; the line editor's own sequences may."""
    if found := re.findall("[\x0b\x0c\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]", written):
        return f"writes {found[:4]}"
    if found := re.findall(r"\x1b\]0;t|\x1bP", written):
        return f"writes {found[:4]}"
    return "a colour of others" if "\x1b[31m" in evil and "\x1b[31m" in written else ""


TYPED = (
    "who made {} flask",
    "{}",
    "/x{}",
    "/save no{}where/x.md",
    "/theme x{}",
    "/help x{}",
    "/compare x{}",
    "is Zope{}x faster",
)


def shown(kind: str, evil: str, folder: Path) -> str:
    """Chat with a knowledge base whose texts act, through all that it shows of them."""
    place = base(folder, evil)
    with begun(folder, kind, "--knowledge", str(place)) as terminal:
        for line in ("what is pottery", "why?", "/explain", "/source", "/topics", "/examples", "/history", "1"):
            terminal.type(line).settle(0.15)
        if kind == "full":
            terminal.press("what is\t\t").settle(0.3).press("\x03").settle(0.1)
        terminal.type(f"/save {folder / 'x.md'}").wait("aved", PATIENCE)
        written = terminal.raw.decode("utf-8", "replace")
        if wrong := acting(written, evil):
            return wrong
        return goes_on(terminal, kind, "what is pottery", "pottery ware" if kind == "plain" else "Source")


def surrounded(kind: str, which: str, evil: str, folder: Path) -> str:
    """Chat where a variable names a place that acts and cannot be used: the note of it does not act."""
    (folder / "file").write_text("mine\n")
    evil = os.fsdecode(os.fsencode(evil.replace("/", ""))[:100])
    more = {which: str(folder / "file" / f"a{evil}b")}
    if which == "XDG_CONFIG_HOME":
        more[which] = str(folder / f"a{evil}b")
        (folder / f"a{evil}b" / "verdict").mkdir(parents=True)
        (folder / f"a{evil}b" / "verdict" / "settings.yaml").write_text("theme: plaid\n")
    with begun(folder, kind, **more) as terminal:
        terminal.type("/theme light").wait("theme is light", PATIENCE)
        terminal.settle(0.1).type("is this private?").settle(0.3)
        written = terminal.raw.decode("utf-8", "replace")
        return acting(written, evil) or goes_on(terminal, kind)


def cases() -> Iterator[Case]:
    """Yield each place that prints with each text that acts."""
    both = {**EVIL, **RAW}
    for (where, call), (name, evil) in itertools.product(ARGUMENTS.items(), both.items()):
        yield Case(f"argument: {where}: {name}", partial(argued, call, evil))
    for arguments, (name, evil) in itertools.product(((), ("--json",), ("--plain",), ("ask", "-")), both.items()):
        yield Case(f"input: {' '.join(arguments)}: {name}", partial(given, arguments, evil))
    for (name, evil), where in itertools.product(SEVERAL.items(), KNOWN):  # few indexes are kept: one base at a time
        yield Case(f"knowledge: {where}: {name}", partial(known, where, evil))
    for name, evil in EVIL.items():
        yield Case(f"report: {name}", partial(reported, evil))
    for which, (name, evil) in itertools.product(NAMED, {**SEVERAL, **RAW}.items()):
        yield Case(f"name: {which}: {name}", partial(named_so, which, evil))
    for shape, (name, evil) in itertools.product(SHAPES, EVIL.items()):
        yield Case(f"fault: {shape}: {name}", partial(told, shape, evil))
    for kind, line, (name, evil) in itertools.product(KINDS, TYPED, SEVERAL.items()):
        yield Case(f"{kind}: {line.format('…')}: {name}", partial(chatted, kind, line, evil))
    for kind, (name, evil) in itertools.product(KINDS, SEVERAL.items()):
        yield Case(f"{kind}: knowledge: {name}", partial(shown, kind, evil))
    variables = ("VERDICT_HISTORY", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "VERDICT_CACHE")
    for kind, which, (name, evil) in itertools.product(KINDS, variables, SEVERAL.items()):
        yield Case(f"{kind}: {which}: {name}", partial(surrounded, kind, which, evil))
