"""`verdict test`: scripted questions asked, judged and reported, as text, as JSON Lines and as JUnit XML."""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import yaml

from assistant.answering.conversation import Assistant
from assistant.answering.reply import ANSWERED, CHAT, LONGEST_REPLY
from assistant.authoring.expect import (
    NONE,
    Case,
    Result,
    Scripted,
    ask,
    cases,
    dangling,
    judge,
    knowledge_of,
    read_script,
)
from assistant.knowledge.faults import DataError, Fault, Mark, shown
from assistant.knowledge.files import SCRIPTS, files_in, is_read_in, see_writable, unusable, write_text
from assistant.knowledge.foreign import mistaken
from assistant.knowledge.loading import place_of
from assistant.screen.explain import cues, near
from assistant.screen.layout import as_line, columns, printable, shows_unicode, wrap
from assistant.screen.render import as_dict
from assistant.words.text import clip

WIDTH = 88
"""Columns at most of the rules between failures."""

INDENT = 13
"""Columns before what stands beside a name in a failure."""


def script_files(paths: Iterable[Path]) -> list[Path]:
    """Return the scripted files: each path itself, or every YAML file in it where it is a folder.

    Where it holds folders called `tests`, as a knowledge base does, these are the files in them, and others that are
    called as scripted ones are.

    Raises DataError: a path does not exist, or a folder holds no YAML file.
    """
    found: list[Path] = []
    for path in paths:
        inside = [path]
        if path.is_dir():
            inside = sorted(map(Path, files_in(path, (".yaml", ".yml"))))
            of_base = any("tests" in each.relative_to(path).parts for each in inside)
            inside = [each for each in inside if not of_base or _is_script(each, path)]
        if not inside:
            raise DataError([Fault(Mark(str(path)), "holds no scripted files", "write one: questions: [{ask: …}]")])
        found += inside
    return list(dict.fromkeys(found))


def _is_script(file: Path, folder: Path) -> bool:
    return "tests" in file.relative_to(folder).parts or file.name.endswith(SCRIPTS)


def load_cases(
    paths: Iterable[Path], knowledge: Path | str | None = None, opened: dict[Path | None, Assistant] | None = None
) -> list[tuple[Case, Assistant]]:
    """Read scripted files and the knowledge bases they ask (`knowledge` in place of all of them).

    `opened` holds knowledge bases read before and takes those read now.

    Raises DataError with every fault of the files: unreadable, not fitting, naming what a knowledge base does not have.
    """
    assistants = {} if opened is None else opened
    found: list[tuple[Case, Assistant]] = []
    faults: list[Fault] = []
    for path in script_files(paths):
        try:
            script = read_script(path)
            folder = knowledge or knowledge_of(script, path)
            if not knowledge and folder and (why := unusable(folder)):
                what = f"knowledge names {shown(script.knowledge, 60)!r}, which {why}"
                place = place_of("knowledge", [str(path)], str(path))
                raise DataError([Fault(place, what, "name a knowledge base, from where this file stands")])
            key = Path(os.path.realpath(folder)) if folder else None
            if key not in assistants:
                assistants[key] = Assistant(folder)
        except DataError as error:
            other = mistaken(str(path), "script")
            faults += [other] if other else error.faults
            continue
        for case in cases(script, path):
            faults += dangling(case.question, assistants[key].library)
            found.append((case, assistants[key]))
    if faults:
        raise DataError(faults)
    return found


def selects(keyword: str, case: Case) -> bool:
    """Tell whether `-k` selects a case: words in its file name or question, joined by `and`, `or` and `not`."""
    name = f"{case.path} {case.name}".casefold()

    def holds(term: str) -> bool:
        negated = term.startswith("not ")
        return (term.removeprefix("not ").strip() in name) != negated

    return any(all(holds(term.strip()) for term in part.split(" and ")) for part in keyword.casefold().split(" or "))


def check_case(case: Case, assistant: Assistant) -> Result:
    """Ask one scripted question and judge the reply."""
    start = time.perf_counter()
    reply = ask(assistant, case)
    seconds = time.perf_counter() - start
    return Result(case, reply, tuple(judge(case.question, reply)), seconds, assistant.library)


def run(
    paths: Iterable[Path | str],
    *,
    knowledge: Path | str | None = None,
    as_json: bool = False,
    junit: Path | str | None = None,
    keyword: str = "",
    stop_first: bool = False,
    update: Path | str | None = None,
    last_failed: bool = False,
    coverage: bool = False,
    compare: Path | str | None = None,
    quiet: bool = False,
    color: bool = False,
) -> int:
    """Run scripted files and print the outcome; return the exit status: 0 all passed, 1 one failed.

    `junit` is a file to write JUnit XML to, `update` one (which must not exist) for the present answers. With
    `last_failed` only those are asked that failed last, all where none did; `coverage` lists what no question tests,
    `compare` names the JSON Lines of an earlier run, of which the changes are told. `quiet` tells a failure in a line.

    Raises DataError: a file cannot be used, or no question is selected.
    """
    from assistant.authoring import runs

    if update:
        see_writable(update, mend="name a new file for the present answers")
    if junit:
        see_writable(junit, _is_junit)
    before = runs.read(compare) if compare else None
    opened: dict[Path | None, Assistant] = {}
    loaded = load_cases([Path(path) for path in paths], knowledge, opened)
    if update and any(folder and is_read_in(folder, update) for folder in opened):
        mend = f"call it {Path(update).stem}{SCRIPTS[0]}, or write it in the folder tests there"
        raise DataError([Fault(Mark(str(update)), "would be read as knowledge there", mend)])
    chosen = [(case, assistant) for case, assistant in loaded if selects(keyword, case)]
    if last_failed:
        failed = runs.failed_before(case for case, _ in chosen)
        chosen = [each for each in chosen if (each[0].path, each[0].name) in failed] or chosen
    if not chosen:
        raise DataError([Fault(Mark("-k"), f"no question of {len(loaded)} matches {keyword!r}", "use another word")])
    paint = colored if color else plain
    begin = time.perf_counter()
    finished = _finished(chosen, stop_first)
    if as_json:
        results = list(_echo(finished, lambda each: print(json_line(each), flush=True)))
    else:
        results = _print_progress(finished, len(chosen), paint)
        print(summary(results, len(loaded) - len(results), time.perf_counter() - begin, paint, quiet))
    runs.keep(results)
    told = runs.compared(results, before, str(compare)) if before is not None else []
    told += runs.coverage(results) if coverage else ()
    if told:
        print("\n".join(told), file=sys.stderr if as_json else sys.stdout)
    if junit:
        write_text(junit, junit_xml(results), _is_junit)
    if update:
        write_text(update, present_answers(results, Path(update), knowledge))
        print(f"{shown(update)}: the present answers; read each, keep what is right", file=sys.stderr)
    return int(not all(each.passed for each in results))


def _is_junit(head: str) -> bool:
    return "<testsuite" in head


def _finished(chosen: Iterable[tuple[Case, Assistant]], stop_first: bool) -> Iterator[Result]:
    for case, assistant in chosen:
        result = check_case(case, assistant)
        yield result
        if stop_first and not result.passed:
            return


def _echo(results: Iterable[Result], show: Callable[[Result], None]) -> Iterator[Result]:
    for result in results:
        show(result)
        yield result


Paint = Callable[[str, str], str]
"""Puts a text into a style: good, bad, faint or strong."""


def plain(text: str, style: str) -> str:
    """Return the text as it is, but for what acts on a terminal."""
    return printable(text)


def colored(text: str, style: str) -> str:
    """Return the text with the style's ANSI codes around it."""
    code = {"good": 32, "bad": 31, "faint": 2, "strong": 1}[style]
    return f"\x1b[{code}m{printable(text)}\x1b[0m"


def _print_progress(results: Iterable[Result], total: int, paint: Paint) -> list[Result]:
    """Print a line a file, a dot or an F a question, as they come in."""
    done: list[Result] = []
    for path, group in groupby(results, key=lambda each: each.case.path):
        print(f"{shown(path)} ", end="", flush=True)
        for result in group:
            done.append(result)
            print(paint(".", "good") if result.passed else paint("F", "bad"), end="", flush=True)
        print(paint(f" [{100 * len(done) // total:3d}%]", "faint"))
    return done


def summary(results: list[Result], left_out: int, seconds: float, paint: Paint, quiet: bool = False) -> str:
    """Return every failure, at length or a line each, of which kinds they are, and the count that ends a run.

    `left_out` questions were not asked.
    """
    failed = [each for each in results if not each.passed]
    blocks = [f"\n{paint(_rule(' FAILURES ', '='), 'bad')}"] if failed and not quiet else []
    blocks += [short_failure(each) if quiet else failure(each, paint) for each in failed]
    kinds = Counter(_kind(each) for each in failed)
    blocks += [f"failed: {', '.join(f'{count} {kind}' for kind, count in kinds.most_common())}"] * bool(failed)
    counts = [f"{len(failed)} failed"] * bool(failed) + [f"{len(results) - len(failed)} passed"]
    counts += [f"{left_out} not asked"] * bool(left_out)
    line = _rule(f" {', '.join(counts)} in {seconds:.2f}s ", "=")
    return "\n".join([*blocks, paint(line, "bad" if failed else "good")])


def _rule(text: str, sign: str) -> str:
    """Return a text within a rule, no wider than the terminal."""
    return text.center(min(WIDTH, columns(sys.stdout)), sign)


def _kind(result: Result) -> str:
    """Tell in a word or two how a reply failed."""
    got = result.reply.status
    if not any(each.key == "status" for each in result.mismatches):
        return "wrong"
    return "answered though it should not be" if got == ANSWERED else {CHAT: "taken for small talk"}.get(got, got)


def short_failure(result: Result) -> str:
    """Return one failure in a line."""
    told = reason(result) if _kind(result) == "wrong" else f"{_kind(result)}; near: {near_miss(result)}"
    return printable(f"{result.case.question.mark}: {clip(result.case.name, WIDTH)}: {clip(told, 2 * WIDTH)}")


def reason(result: Result) -> str:
    """Return in one line what a reply does not show."""
    return printable("; ".join(f"{each.key}: expected {each.expected}, got {each.got}" for each in result.mismatches))


def failure(result: Result, paint: Paint) -> str:
    """Return one failure at length: question, expected, got, how it was read, and the nearest near-miss."""
    case = result.case
    answered = ", ".join(each.id for each in result.reply.answers) or NONE
    told = [
        *(("before", clip(question, LONGEST_REPLY), "") for question in case.before),
        ("question", clip(case.question.ask, LONGEST_REPLY), "strong"),
    ]
    for each in result.mismatches:
        told += [
            ("expected", f"{each.key}: {clip(each.expected, LONGEST_REPLY)}", "good"),
            ("got", f"{each.key}: {each.got}", "bad"),
        ]
    told += [
        ("reply", f"{result.reply.status}, entry {answered}: {clip(result.reply.text, 160)}", ""),
        *((name, text, "") for name, text in cues(result.reply)),
        ("near miss", near_miss(result), ""),
    ]
    title = paint(_rule(f" {clip(case.name, WIDTH - 8)} ", "_"), "bad")
    return "\n".join([title, str(case.question.mark), *(_row(*each, paint) for each in told), ""])


def _row(name: str, text: str, style: str, paint: Paint) -> str:
    """Return a name with what stands beside it, on a terminal broken between words."""
    width = columns(sys.stdout) - INDENT
    rows = [printable(text)]
    if sys.stdout.isatty() and width > INDENT:
        rows = ["".join(part for _, part in row) for row in wrap([("", rows[0])], width)]
    painted = [paint(row, style) if style else row for row in rows]
    return f"  {name:10} " + f"\n{' ' * INDENT}".join(painted)


def near_miss(result: Result) -> str:
    """Tell the reading nearest to what was expected: the best one on its topic or entry, else the runner-up."""
    wanted = _named(result.case.question)
    answered = {each.id for each in result.reply.answers}
    others = [
        (place, each) for place, each in enumerate(result.reply.candidates, 1) if each.item.entry.id not in answered
    ]
    fitting = [pair for pair in others if {pair[1].item.entry.id, pair[1].item.entry.topic} & wanted]
    if wanted and not fitting and not wanted & {each.topic for each in result.reply.answers}:
        return f"no reading on {' or '.join(sorted(wanted))} at all"
    for place, each in fitting or others:
        return f"{each.item.entry.id}, reading {place}, score {each.score:.2f}, near: {near(each)}"
    return "no other reading"


def _named(question: Scripted) -> set[str]:
    winners = question.winner if isinstance(question.winner, dict) else {}
    named = [([each] if isinstance(each, str) else each) for each in (question.topic, question.id)]
    return {*named[0], *named[1], *winners} - {""}


def json_line(result: Result) -> str:
    """Return a result as one JSON object on one line; `reply` is the object of `verdict ask --json`."""
    case = result.case
    return as_line(
        {
            "file": str(case.path),
            "line": case.question.mark.line,
            "conversation": case.conversation or None,
            "question": case.question.ask,
            "passed": result.passed,
            "seconds": round(result.seconds, 4),
            "mismatches": [{"key": each.key, "expected": each.expected, "got": each.got} for each in result.mismatches],
            "reply": as_dict(result.reply, result.library.base.source),
        },
        not shows_unicode(sys.stdout),
    )


def junit_xml(results: list[Result]) -> str:
    """Return results as JUnit XML: a suite a file, a test case a question."""
    root = ElementTree.Element("testsuites", name="verdict")
    for path, group in groupby(results, key=lambda each: each.case.path):
        found = list(group)
        suite = ElementTree.SubElement(
            root,
            "testsuite",
            name=str(path),
            tests=str(len(found)),
            errors="0",
            skipped="0",
            failures=str(sum(not each.passed for each in found)),
            time=f"{sum(each.seconds for each in found):.4f}",
        )
        for result in found:
            case = ElementTree.SubElement(
                suite,
                "testcase",
                classname=path.with_suffix("").as_posix().replace("/", "."),
                name=result.case.name,
                file=str(path),
                line=str(result.case.question.mark.line),
                time=f"{result.seconds:.4f}",
            )
            if not result.passed:
                ElementTree.SubElement(case, "failure", message=reason(result)).text = failure(result, plain)
    for each in root.iter():
        each.text = each.text and printable(each.text)
        each.attrib.update({name: shown(value, LONGEST_REPLY) for name, value in each.attrib.items()})
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def present_answers(results: list[Result], target: Path, knowledge: Path | str | None = None) -> str:
    """Return a scripted file for `target` that expects what the replies show now, each reply in a comment."""
    lines = ["# What the program answers now. Read each reply; keep what is right."]
    folders = {
        str(result.case.path): knowledge or knowledge_of(read_script(result.case.path), result.case.path)
        for result in results
    }
    folder = next(iter(folders.values()), None)
    if folder:
        lines.append(f"knowledge: {as_line(os.path.relpath(folder, target.parent), True)}")
    alone = [each for each in results if not each.case.before and not each.case.conversation]
    lines += ["questions:", *(_present(each, "") for each in alone)] if alone else []
    talks = [each for each in results if each.case.before or each.case.conversation]
    lines += ["conversations:"] if talks else []
    for result in talks:
        if not result.case.before:
            lines.append(f"  - name: {as_line(result.case.conversation, False)}\n    turns:")
        lines.append(_present(result, "    "))
    return "\n".join(lines) + "\n"


def _present(result: Result, indent: str) -> str:
    reply, old = result.reply, result.case.question
    kept = {mismatch.key for mismatch in result.mismatches}
    shown: dict[str, Any] = {"ask": old.ask, "status": reply.status}
    if reply.answers:
        shown["id"] = [each.id for each in reply.answers]
        shown["winner"] = {each.topic: each.winner for each in reply.answers if each.winner}
        shown["pick"] = reply.pick or NONE
        shown["affirms"] = NONE if reply.affirms is None else reply.affirms
    for key in ("contains", "not-contains", "matches", "at-most"):
        value = getattr(old, key.replace("-", "_"))
        if value not in ((), LONGEST_REPLY) and key not in kept:
            shown[key] = value
    text = yaml.safe_dump(
        json.loads(json.dumps({key: value for key, value in shown.items() if value not in ([], {})})),
        sort_keys=False,
        allow_unicode=True,
        width=10_000,
        default_flow_style=None,
    )
    first, *rest = text.rstrip().splitlines()
    comment = f"{indent}  # {printable(clip(reply.text, LONGEST_REPLY))}"
    return "\n".join([comment, f"{indent}  - {first}", *(f"{indent}    {line}" for line in rest)])
