"""The check: each doubtful thing in a broken copy of the starter gives its message, at its place."""

from __future__ import annotations

import io
import json
import re
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from assistant.answering.library import knowledge_folder, shipped
from assistant.answering.library.places import STARTERS
from assistant.authoring import check
from assistant.authoring.crossval import cross_validate
from assistant.knowledge.faults import DataError
from tests.cases import for_each

STARTER = (knowledge_folder() / "starter" / "knowledge.yaml").read_text(encoding="utf-8")


SMALL = """title: Tram or Ferry
source: {title: Harbour guide}
subjects:
  - {id: tram, name: Tram}
  - {id: ferry, name: Ferry}
topics:
  - {id: practice, name: In practice}
categories:
  - id: price
    name: Price
    winner: tram
    terms: [price]
    more: [cheaper]
    less: [dearer]
    verdict: "The tram wins on price: one ticket lasts all day."
    answer:
      tram: "The tram costs two euros a day."
      ferry: "The ferry costs two euros each way."
    ask:
      - which one is cheaper
      - what does {subject} charge
      - who wins on price
      - which one saves money
      - is {subject} dear
entries:
  - id: bicycles
    topic: practice
    name: taking a bicycle
    answer:
      tram: "A tram takes no bicycle."
      ferry: "The ferry takes bicycles for nothing."
    holds: {tram: false, ferry: true}
    ask:
      - does {subject} take a bicycle
      - which one carries bicycles
      - may i bring my bike on {subject}
      - bike transport
      - can cyclists board {subject}
outside:
  - {name: Buses, terms: [bus, buses]}
"""
"""As little as the check has nothing to say to."""


def write(tmp_path: Path, *changes: tuple[str, str], base: str = STARTER) -> Path:
    """A copy of the starter, or of another knowledge base, with texts changed."""
    text = base
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "knowledge.yaml"
    path.write_text(text, encoding="utf-8")
    return path


HELMET = "      - do i have to wear a helmet\n"
TICKET = "      - is there a fare\n"

ERRORS = [
    ("aliases: [buses,", "aliases: [cycle, buses,", "the alias or term 'cycle' of bus is bike's too"),
    ("terms: [car, cars,", "terms: [buses, cars,", "the alias or term 'buses' of Cars is bus's too"),
    ("terms: [speed, pace,", "terms: [speed, money,", "the term 'money' of speed is cost's too"),
    ("  - [helmet, helmets,", "  - [helmet, prices,", "the synonym 'prices' of helmet is cost's too"),
    ("more: [faster, quicker,", "more: [faster, slow,", "'speed' has 'slow' both under more and under less"),
    ("    winner: bus\n", "    winner: bus\n    edge: bike\n", "'comfort' has an edge although bus wins"),
    (HELMET, "      - do i need a helmet on {subjct}\n", "has an unknown placeholder; write {subject}"),
]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the check says to a copy of the starter with all that makes answers wrong or worse."""
    folder = tmp_path_factory.mktemp("broken")
    write(folder, *((old, new) for old, new, _ in (*ERRORS, *WARNINGS)))
    out = io.StringIO()
    with redirect_stdout(out):
        assert check.run(folder) == 1
    return out.getvalue()


@for_each("message", [message for _, _, message in ERRORS])
def test_what_makes_answers_wrong_is_an_error(told: str, message: str) -> None:
    assert [line for line in told.splitlines() if ": error: " in line and message in line]


def test_errors_fail_the_check(told: str) -> None:
    assert f"{len(ERRORS)} errors, " in told


WARNINGS = [
    (
        TICKET,
        TICKET + "      - what should be in my bag\n      - do i have to wear helmets\n"
        "      - when are my new brake pads due\n      - does the tram need a ticket\n"
        "      - do i have to buy a tiket\n",
        "'what should be in my bag' of 'needs-ticket' asks the same as 'what should be in my bag' of 'equipment'",
    ),
    (TICKET, TICKET, "'when are new brake pads due' of 'bike-upkeep' is nearly 'when are my new brake pads due'"),
    (TICKET, TICKET, "uses 'tram', which is listed as not covered"),
    (TICKET, TICKET, "'tiket' in 'do i have to buy a tiket' looks like a slip of 'ticket'"),
    (
        "    section: Rain and Rest\n    answer:",
        '    section: Rain and Rest\n    why: "' + 60 * "because " + '"\n    answer:',
        "'equipment': why has 479 characters; keep it under 400, or make two entries",
    ),
    (
        'verdict: "The bus wins on comfort',
        'verdict: "Fine on comfort',
        "the verdict of 'comfort' does not say that it is bus",
    ),
    ('verdict: "Speed is a tie:', 'verdict: "Speed:', "the verdict of 'speed' does not say that it is tie"),
    ('      bus: "The bus does little', '      # "The bus does little', "'health' does not say how bus stands"),
    (
        'source:\n  title: "Bike or Bus: Getting to Work"     # every answer tells that it comes from here\n'
        '  date: "2024"\n',
        "",
        "no source is named; add source: {title: …}",
    ),
    ("  - id: practice\n", "  - {id: idle, name: Idle}\n  - id: practice\n", "no entry has the topic 'idle'"),
    (
        "      - which keeps me fit\n      - is {subject} good for my body\n      - does {subject} count as a workout\n"
        "      - who wins on fitness\n",
        "",
        "'health' has 3 different ways to ask; add some: 5 or more",
    ),
]


@for_each("message", [message for _, _, message in WARNINGS])
def test_what_makes_answers_worse_is_a_warning(told: str, message: str) -> None:
    assert [line for line in told.splitlines() if ": warning: " in line and message in line]


def test_warnings_fail_the_check_with_strict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, ("who wins on price", "who wins on pricce"), base=SMALL)
    assert check.run(tmp_path, strict=True) == 1
    line = SMALL.split("who wins on price")[0].count("\n") + 1
    assert (
        f"{path}:{line}:9: warning: 'pricce' in 'who wins on pricce' looks like a slip of 'price'"
        in capsys.readouterr().out
    )


WAYS = (
    "oil for a chain",
    "upkeep, what a bicycle needs",
    "new brake pads",
    "how to pump up tyres",
    "maintenance for a bicycle",
    "how much air a tyre needs",
)
REPAIRS = """
  - id: repairs
    topic: practice
    name: repairs
    section: What It Costs
    answer: "A workshop does them."
    ask:
"""
GRANDMOTHER = ("a ticket", "the fare", "buying a ticket", "paying the fare", "day tickets")


@pytest.fixture(scope="module")
def muddled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the check says to a copy of the starter in which entries are in each other's way."""
    folder = tmp_path_factory.mktemp("muddled")
    more = "".join(f"      - tell grandmother about {what}\n" for what in GRANDMOTHER)
    write(
        folder,
        ("    topic: practice\n    name: needing a ticket", "    topic: cost\n    name: needing a ticket"),
        ("more: [with a ticket,", "more: [cheaper,"),
        (TICKET, TICKET + more + REPAIRS + "".join(f"      - {way}\n" for way in WAYS)),
    )
    out = io.StringIO()
    with redirect_stdout(out):
        assert check.run(folder) == 1
    return out.getvalue()


def test_a_claim_must_not_contradict_the_ruling(muddled: str) -> None:
    assert "error: the claim 'needs-ticket' says 'cheap' of bus, while cost rules bike" in muddled


def test_an_entry_that_others_take_over_is_named(muddled: str) -> None:
    lost = r"warning: 'repairs' loses [456] of 6 examples to 'bike-upkeep'; use words that only it has"
    assert re.search(lost, muddled)


def test_a_word_that_one_entry_has_by_accident_is_named(muddled: str) -> None:
    assert "warning: 'grandmother' stands in 5 examples of 'needs-ticket', in no other entry" in muddled


def test_faults_of_the_schema_are_told_all_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, ("    edge: bike ", "    egde: bike "), ("    winner: bus\n", ""))
    assert check.run(tmp_path) == 1
    out = capsys.readouterr().out
    assert f"{path}:69:5: error: unknown key 'egde' in an item of 'categories'; did you mean 'edge'?" in out
    assert "error: an item of 'categories' lacks 'winner'" in out
    assert "2 errors, 0 warnings" in out


def test_json_holds_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, ("bike transport", "do bicycles go by bus"), base=SMALL)
    assert check.run(tmp_path, as_json=True) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["errors"], found["warnings"], found["entries"]) == (0, 1, 2)
    assert found["findings"][0]["level"] == "warning"
    assert found["findings"][0]["file"] == str(path)
    assert "'bus'" in found["findings"][0]["what"]
    assert 0 < found["found_again"] < found["examples"]
    assert found["confusions"][0].keys() == {"entry", "taken_by", "examples"}


def test_no_knowledge_base_at_all_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such knowledge base"):
        check.run(tmp_path / "nowhere")


@pytest.mark.parametrize("many", [1_000, 1])
def test_every_example_is_left_out_once(many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.authoring.crossval.MANY", many)
    pairs = [(f"{word} {number}", word) for word in ("apple", "pear") for number in range(4)]
    trials = cross_validate(pairs)
    assert sorted((trial.example, trial.intent) for trial in trials) == sorted(pairs)
    assert all(trial.example not in [match.example for match in trial.matches] for trial in trials)
    assert all(trial.found for trial in trials)


def test_a_claim_that_begins_with_yes_is_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check.run(write(tmp_path, ('"A tram takes no bicycle."', '"No, a tram takes no bicycle."'), base=SMALL))
    assert "answer begins with 'No'; begin with the fact" in capsys.readouterr().out


def test_readings_show_what_an_example_says_to_the_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check.run(write(tmp_path, base=SMALL), readings=True)
    assert "price: which one is cheaper → which one is cheap (choose, which)" in capsys.readouterr().out


def test_of_a_large_base_the_nearest_other_examples_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.authoring.crossval.LARGE", 0)
    pairs = [(f"{word} {kind}", word) for word in ("apple", "pear") for kind in ("tree", "cake", "juice")]
    trials = cross_validate(pairs)
    assert sorted((trial.example, trial.intent) for trial in trials) == sorted(pairs)
    assert all(trial.example not in [match.example for match in trial.matches] for trial in trials)


CLIMBING = """
title: Peak Hall
faq:
  - {q: When are you open?, a: "From ten to eleven at night."}
  - {q: Are you open on public holidays?, a: "Yes, from ten to six."}
  - {q: Are there lockers?, a: "Yes, bring a padlock."}
  - {q: Are there showers?, a: "Yes; bring a towel."}
  - {q: Is there a bar?, a: "No, but a kettle."}
  - {q: Where can I park?, a: "Behind the hall, beside the boulders.", also: [parking, places for cars]}
  - {q: Is there a course?, a: "On Mondays, at the boulders.", also: [courses, lessons]}
"""


@pytest.fixture
def climbing(tmp_path: Path) -> Path:
    path = tmp_path / "faq.yaml"
    path.write_text(CLIMBING, encoding="utf-8")
    return path


def test_what_is_found_often_is_told_in_one_line(climbing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check.run(climbing) == 0
    lines = capsys.readouterr().out.splitlines()
    assert (
        f"{climbing}:4:5: warning: 5 entries are asked in one way alone (lines 4, 5, 6, 7, 8); "
        "add 4 or more in other words, bare keywords too"
    ) in lines
    assert (
        f"{climbing}:5:47: warning: 4 texts begin with yes or no (lines 5, 6, 7, 8); "
        "begin with the fact: the opposite question gets it too"
    ) in lines
    assert f"{climbing}:9:5: warning: 'where-can-i-park' has 3 different ways to ask; add some: 5 or more" in lines
    assert not [line for line in lines if "no source is named" in line]
    check.run(climbing, every=True)
    assert capsys.readouterr().out.count("is asked in one way alone") == 5


def test_entries_with_one_example_are_not_said_to_lose_it(climbing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check.run(climbing, as_json=True)
    found = json.loads(capsys.readouterr().out)
    assert (found["entries"], found["examples"], found["left_out"]) == (7, 11, 6)
    assert {each["entry"] for each in found["confusions"]} <= {"where-can-i-park", "is-there-a-course"}
    check.run(climbing, every=True)
    assert re.search(r"; 7 entries, 11 examples, of the 6 in entries with several \d+ % find", capsys.readouterr().out)


@pytest.mark.parametrize("name", STARTERS)
def test_a_base_with_few_examples_is_not_blamed_for_what_leaving_them_out_makes(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    check.run(shipped(name))
    told = capsys.readouterr().out
    assert re.fullmatch(r"0 errors, 0 warnings; 7 entries, \d\d examples\n", told)
    check.run(shipped(name), every=True)
    assert re.search(r"of which \d\d % find their entry when left out\n\Z", capsys.readouterr().out)


def test_examples_are_told_as_their_author_wrote_them_and_where(
    climbing: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check.run(climbing, every=True)
    assert re.search(
        rf"^    \d  where-can-i-park → \S+, for one: (Where can I park\?|parking|places for cars) \({climbing}:9\)$",
        capsys.readouterr().out,
        re.MULTILINE,
    )


def test_what_one_entry_loses_to_another_by_chance_is_not_listed(
    climbing: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check.run(climbing)
    assert ", for one: " not in capsys.readouterr().out


def test_who_adds_as_many_ways_as_advised_is_not_asked_for_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, ways = tmp_path / "ferry.yaml", ["timetable", "departures", "sailing hours", "boat times", "morning crossing"]
    source = "title: Ferry\ncite: false\nfaq:\n  - q: When does it leave?\n    a: At nine.\n"
    path.write_text(source, encoding="utf-8")
    check.run(path)
    advised = re.search(r"is asked in one way alone; add (\d) or more", capsys.readouterr().out)
    assert advised
    path.write_text(f"{source}    also: [{', '.join(ways[: int(advised[1])])}]\n", encoding="utf-8")
    check.run(path)
    assert "add some" not in capsys.readouterr().out


def test_words_of_the_answers_with_which_nobody_asks_are_offered(
    climbing: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check.run(climbing)
    told = capsys.readouterr().out.partition("Words of the answers with which no example asks: ")[2]
    assert told.startswith("boulders (2 entries), ")
    assert "padlock (are-there-lockers)" in told
    assert "parking" not in told


def test_a_wrong_name_for_a_key_is_one_error_however_often_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    items = "".join(f"  - {{question: what is {word}, answer: It is {word}.}}\n" for word in "abcd")
    path = tmp_path / "faq.yaml"
    path.write_text(f"title: T\nfaq:\n{items}", encoding="utf-8")
    assert check.run(path) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{path}:3:6: error: unknown key 'question' in an item of 'faq' (lines 3, 4, 5, 6); did you mean 'q'?",
        f"{path}:3:27: error: unknown key 'answer' in an item of 'faq' (lines 3, 4, 5, 6); did you mean 'a'?",
        "",
        "8 errors, 0 warnings",
    ]


def test_questions_that_differ_in_the_subject_alone_want_one_entry(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes = ("who wins on price", "when do i choose the tram"), ("bike transport", "when do i choose the ferry")
    check.run(write(tmp_path, *changes, base=SMALL))
    assert (
        "'when do i choose the ferry' of 'bicycles' asks the same as 'when do i choose the tram' of 'price'; "
        "make one entry of them, with an answer for each subject"
    ) in capsys.readouterr().out


def test_two_ways_to_ask_in_one_line_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "title: T\nfaq:\n  - {q: Is there a lift?, a: Behind the desk., also: [elevator; wheelchair]}\n"
    (tmp_path / "t.yaml").write_text(text, encoding="utf-8")
    assert check.run(tmp_path) == 0
    assert "t.yaml:3:55: warning: the example 'elevator; wheelchair' holds several" in capsys.readouterr().out


def test_how_far_it_is_is_told_from_the_beginning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = "".join(f"  - {{q: Where is shelf {n}, a: In room {n}.}}\n" for n in range(20))
    (tmp_path / "shelves.yaml").write_text(f"title: Shelves\nfaq:\n{entries}", encoding="utf-8")
    heard: list[float] = []
    monkeypatch.setattr(check, "progress", lambda what: heard.append)
    check.run(tmp_path)
    assert heard == sorted(heard)
    assert (heard[0], heard[-1]) == (0, 1)
    assert sum(0 < share < 0.5 for share in heard) >= 10


def test_addresses_of_links_are_no_words_to_ask_with(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = "See [the timetable](https://ferry.example/departures) or https://harbour.example/pier."
    (tmp_path / "ferry.yaml").write_text(f"title: Ferry\nfaq:\n  - q: When does it leave?\n    a: {told}\n")
    check.run(tmp_path)
    words = capsys.readouterr().out.partition("no example asks: ")[2]
    assert "timetable" in words
    assert not any(each in words for each in ("https", "departures", "harbour", "pier"))
