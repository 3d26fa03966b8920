"""Nothing of others is touched: whatever stands where something is kept or written, it stays as it was."""

from __future__ import annotations

import itertools
import os
import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.hostile.cases import ASKED, STARTER, Case, judged, run, starter
from tests.hostile.chat import PATIENCE, THINGS, begun, freed, named, nothing, put
from tests.terminal import CTRL_D, without_privilege

State = dict[str, tuple[int, int, int, int, int, bytes]]


def state(folder: Path) -> State:
    """Return of all that stands in a folder its mode, owner, device, when it was changed, and what it holds."""
    found: State = {}
    for path in (folder, *folder.rglob("*")):
        seen = path.lstat()
        regular = stat.S_ISREG(seen.st_mode)
        data = path.read_bytes() if regular and seen.st_size < 1 << 20 else b""
        data = os.fsencode(os.readlink(path)) if path.is_symlink() else data
        size, times = (0, 0) if stat.S_ISDIR(seen.st_mode) else (seen.st_size, seen.st_mtime_ns)
        found[str(path.relative_to(folder))] = (seen.st_mode, seen.st_uid, seen.st_rdev, size, times, data)
    return found


def differs(before: State, after: State, may: tuple[str, ...] = ()) -> str:
    """Return what differs between two states, but for what may; "" where nothing does."""
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old != new and name not in may:
            if old is None:
                return f"{name} was made"
            return f"{name} was {'deleted' if new is None else f'changed: {old} → {new}'}"
    return ""


CALLS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "a log": (("ask", "bake bread", "--log-misses", "PLACE"), ("a log",)),
    "a log of a pipe": (("--json", "--log-misses", "PLACE"), ("a log",)),
    "a report": (("test", "SCRIPT", "--junit", "PLACE"), ()),
    "scripts anew": (("test", "SCRIPT", "--update", "PLACE"), ()),
    "an export as a table": (("export", "BASE", "-o", "PLACE.csv"), ()),
    "an export": (("export", "BASE", "-o", "PLACE"), ()),
    "a new base": (("new", "PLACE"), ()),
    "a new list": (("new", "--faq", "PLACE"), ()),
    "schemas": (("new", "--schemas", "PLACE"), ()),
    "an import": (("import", "PAIRS", "-o", "PLACE"), ()),
    "a base that is mended": (("mend", "PLACE", "LOG"), ()),
    "a log that is read": (("misses", "PLACE"), ()),
    "a log that is mended from": (("mend", "BASE", "PLACE"), ()),
    "a script": (("test", "PLACE"), ()),
    "knowledge": (("topics", "--knowledge", "PLACE"), ()),
    "knowledge that is checked": (("check", "PLACE"), ()),
    "knowledge that is exported": (("export", "PLACE"), ()),
    "what is brought in": (("import", "PLACE", "-o", "OUT"), ()),
    "an earlier run": (("test", "SCRIPT", "--compare", "PLACE"), ()),
}
"""Calls that name a place where anything may stand."""

WRITES_INTO_EMPTY = ("a log", "a log of a pipe", "a report", "scripts anew")
"""Where an empty file is written to; and into a folder that is empty."""


def called(name: str, thing: Callable[[Path], None], folder: Path) -> str:
    """Try a call where a thing stands in place of what it names: it is left as it was, or what is wrong is told."""
    inside, outside = folder / "in", folder / "out"
    outside.mkdir()
    place = inside / "x"
    script, pairs, log = (outside / each for each in ("s.verdict.yaml", "pairs.csv", "log.jsonl"))
    script.write_text(f"knowledge: {STARTER}\nquestions: [{{ask: hello}}]\n", encoding="utf-8")
    pairs.write_text("question,answer\nhow long is it,Two metres.\n", encoding="utf-8")
    log.write_text('{"question": "hew wood", "status": "unknown"}\n', encoding="utf-8")
    call, _ = CALLS[name]
    table = any(each.startswith("PLACE.") for each in call)
    place = inside / "x.csv" if table else place
    put(thing, place)
    base = starter(outside)
    made = {"PLACE": place, "PLACE.csv": place, "SCRIPT": script, "BASE": base, "PAIRS": pairs, "LOG": log}
    made["OUT"] = outside / "made"
    before = state(inside)
    try:
        given = b"bake bread\n" if name == "a log of a pipe" else b"n\nan answer\nq\n"
        done = run(folder, *(made.get(each, each) for each in call), given=given, before=without_privilege)
        wrong = judged(done) if name != "a log of a pipe" or done.status == 2 else ""
        if wrong:
            return wrong
        if thing is nothing:
            return ""
        may = ("x",) if named(thing) == "empty" and name in WRITES_INTO_EMPTY else ()
        if named(thing) in ("a folder", "a link to a folder"):
            into = ("a new base", "a new list", "schemas", "an import")
            if name in into:
                after = state(inside)
                return "" if not differs(before, {key: after.get(key, before[key]) for key in before}) else "changed"
        return differs(before, state(inside), may)
    finally:
        freed(folder)


KEPT = {
    "the history": ("home/state/verdict/history", {}),
    "a history that is named": ("in/history", {"VERDICT_HISTORY": "in/history"}),
    "the settings": ("home/config/verdict/settings.yaml", {}),
    "the folder of the history": ("home/state/verdict", {}),
    "the folder of the settings": ("home/config/verdict", {}),
    "the state": ("home/state", {}),
    "the configuration": ("home/config", {}),
}


def chatted(name: str, kind: str, thing: Callable[[Path], None], folder: Path) -> str:
    """Chat where a thing stands in place of what a chat keeps: it stays as it was."""
    path, more = KEPT[name]
    place = folder / path
    put(thing, place)
    before = state(folder)
    try:
        variables = {key: str(folder / value) for key, value in more.items()}
        with begun(folder, kind, before=without_privilege, **variables) as terminal:
            terminal.type("who made flask?").wait("Source: ", PATIENCE)
            terminal.settle(0.1).type("/theme light").wait("theme is light", PATIENCE)
            if kind == "full":
                terminal.ready().press("\x1bOS").settle(0.2)
            terminal.settle(0.2).press(CTRL_D).settle(0.3).press(CTRL_D)
            if status := terminal.ended():
                return f"status {status}: {terminal.everything[-300:]}"
        after = state(folder)
        if thing is nothing or named(thing) in ("a folder", "empty", "a link to a folder"):
            return ""
        seen = {key: after.get(key, None) for key in before}
        return differs(before, {key: value for key, value in seen.items() if value is not None}, ("home", "."))
    finally:
        freed(folder)


def cached(which: str, thing: Callable[[Path], None], folder: Path) -> str:
    """Ask with a cache in whose place, or in which, a thing stands."""
    cache = folder / "in" / "cache"
    names = {
        "the cache": cache,
        "an index of others": cache / "mine.index",
        "an index by its name": cache / "0a1b2c3d-12ab.0123abcd.index",
        "an index of the language": cache / "english-12ab.0123abcd.index",
        "a letter": cache / "letter.txt",
        "what failed last": cache / "last-failed.json",
        "an unfinished one": cache / ".letter.0123456789ab.new",
        "an unfinished index": cache / ".0a1b2c3d-12ab.0123abcd.index.0123456789ab.new",
        "the folder above": cache.parent,
    }
    place = names[which]
    put(thing, place)
    script = folder / "s.verdict.yaml"
    script.write_text(f"knowledge: {STARTER}\nquestions: [{{ask: hello, status: unknown}}]\n", encoding="utf-8")
    before = state(folder / "in")
    more = {"VERDICT_CACHE": str(cache)}
    try:
        done = run(folder, "ask", ASKED, "--knowledge", STARTER, more=more, before=without_privilege)
        if wrong := judged(done, 0, says="bike wins"):
            return wrong
        done = run(folder, "test", script, more=more, before=without_privilege)
        if wrong := judged(done, 1):
            return wrong
        after = state(folder / "in")
        seen = {key: after[key] for key in before if key in after}
        ours = ("a text", "empty", "large", "not utf 8", "read only", "of no right", "in a locked folder")
        if which == "an unfinished index" and named(thing) in ours:
            return ""  # by its name, kind and owner it is one that was left by a killed writer
        gone = [key for key in before if key not in after]
        if gone:
            return f"deleted: {gone}"
        own = which in ("what failed last",) and named(thing) == "empty"
        changed = differs({key: value[:2] + value[2:] for key, value in before.items()}, seen, (".", "cache"))
        return "" if own else changed
    finally:
        freed(folder)


RIGHTS = (0o600, 0o640, 0o644, 0o660, 0o666, 0o400, 0o700, 0o4755, 0o1777 & 0o777)


def kept_rights(name: str, mode: int, owner: int, folder: Path) -> str:
    """Write over a file of our own kind: its rights and its owner stay."""
    place = folder / "x"
    script = folder / "s.verdict.yaml"
    script.write_text(f"knowledge: {STARTER}\nquestions: [{{ask: hello}}]\n", encoding="utf-8")
    call = [str(place) if each == "PLACE" else str(script) if each == "SCRIPT" else each for each in CALLS[name][0]]
    run(folder, *call)
    os.chown(place, owner, owner)
    place.chmod(mode)
    run(folder, *call)
    seen = place.lstat()
    if (stat.S_IMODE(seen.st_mode) & 0o777, seen.st_uid) != (mode & 0o777, owner):
        return f"mode {mode:o} of {owner} became {stat.S_IMODE(seen.st_mode):o} of {seen.st_uid}"
    return ""


def null_nodes(name: str, folder: Path) -> str:
    """Name a node that takes everything: it is what it was afterwards."""
    return called(name, next(each for each in THINGS if named(each) == "a null device"), folder)


def history_off(value: str, folder: Path) -> str:
    """Turn the history off by a value, or move it to a null device of our own: nothing is kept, nothing touched."""
    from tests.hostile.chat import a_null_device

    a_null_device(folder / "null")
    (folder / "link").symlink_to("null")
    before = (folder / "null").lstat()
    with begun(folder, "plain", VERDICT_HISTORY=value.format(folder=folder)) as terminal:
        terminal.type("who made flask?").wait("Source: ", PATIENCE)
        terminal.settle(0.1).press(CTRL_D)
        terminal.ended()
        noted = "note:" in terminal.everything
    after = (folder / "null").lstat()
    if (before.st_mode, before.st_rdev, before.st_uid) != (after.st_mode, after.st_rdev, after.st_uid):
        return f"the node became {after.st_mode:o}"
    if (folder / "home" / "state").exists():
        return "a history was made"
    return "it is noted" if noted else ""


def cases() -> Iterator[Case]:
    """Yield each place where something is kept or written with each thing that may stand there."""
    for name, thing in itertools.product(CALLS, THINGS):
        yield Case(f"{name}: {named(thing)}", partial(called, name, thing))
    for name, kind, thing in itertools.product(KEPT, ("plain", "full"), THINGS):
        yield Case(f"{name}, {kind}: {named(thing)}", partial(chatted, name, kind, thing))
    which = (
        "the cache",
        "an index of others",
        "an index by its name",
        "an index of the language",
        "a letter",
        "what failed last",
        "an unfinished one",
        "an unfinished index",
        "the folder above",
    )
    for place, thing in itertools.product(which, THINGS):
        yield Case(f"{place}: {named(thing)}", partial(cached, place, thing))
    for name, mode, owner in itertools.product(("a log", "a report", "scripts anew"), RIGHTS, (0, 12_345)):
        yield Case(f"{name}: rights {mode:o} of {owner}", partial(kept_rights, name, mode, owner))
    for value in ("", "off", "0", "/dev/null", "{folder}/null", "{folder}/link"):
        yield Case(f"the history is {value!r}", partial(history_off, value))
