"""Files of other tools brought in: what of each make arrives, what is left out, and that it answers."""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.answering.conversation import Assistant
from assistant.answering.library import knowledge_folder
from assistant.answering.library.places import STARTERS, shipped
from assistant.authoring import check, exporting
from assistant.authoring.importing import bring
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.faults import DataError
from assistant.knowledge.loading import load
from tests.terminal import verdict

TABLE = """Category;Question;Answer;Keywords;Active
Opening;When is the pool open?;"From 7 to 21 h.
On Sundays from 9 h.";hours, opening times;yes
Opening;Is the pool open at Christmas?;It is closed from 24 to 26 December.;christmas;yes
Prices;What does a ticket cost?;Four euros, two for children.;price;yes
Prices;Is there a season ticket?;Not yet.;;no
"""

MARKDOWN = """# Greenhouse

Words before anything is asked, which nobody asks for.

## Watering

### How often do I water tomatoes?

Every morning:

* before the sun is high
* at the **roots**

```sh
water --roots  # is this a heading?
```

[⬆ up](#greenhouse)

### Can I water at noon?

Better not: see [why](https://plants.example/noon).

### Which can do I take?

## Notes

Here nothing is asked, and a few words stand.
"""

PAGE = """<!doctype html><html><head><title>Bakery</title><style>p {}</style></head><body>
<nav><p>Where to?</p></nav>
<div class="q">Do you bake on Sundays?</div>
<div class="a">No, on <b>Sundays</b> we rest. <a href="https://b.example/week">The week</a></div>
<h3>What is in the rye bread?</h3><ul><li>rye</li><li>water</li></ul>
<ul><li><div><div>Do you deliver?</div><div>Within the town.</div></div></li><li>Who asks?</li></ul>
</body></html>"""

LINKED = """<html><head><title>Ferry</title><script type="application/ld+json">
{"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": [
 {"@type": "Question", "name": "May I take a dog on the ferry?",
  "acceptedAnswer": {"@type": "Answer", "text": "<p>Yes, on a <em>lead</em>.</p>"}},
 {"@type": "Question", "name": "When does the last ferry leave?",
  "acceptedAnswer": {"@type": "Answer", "text": "At 22 h."}}]}
</script></head><body><h1>Is this read?</h1><p>No.</p>
<h2>02 When does the last ferry leave?</h2><p>At 22 h.</p></body></html>"""

RASA_NLU = """version: "3.1"
nlu:
- intent: faq/parking
  examples: |
    - where can I park my [bike](vehicle)
    - parking for bikes
- intent: hello
  examples: |
    - hi
    - hello
- intent: order
  examples: |
    - I want to order
- synonym: bike
  examples: |
    - bicycle
    - cycle
- regex: zip
  examples: |
    - \\d{5}
"""
RASA_DOMAIN = """version: "3.1"
responses:
  utter_faq/parking:
  - text: Bikes stand behind the house.
  - text: Behind the house.
  utter_hello:
  - text: Welcome to the shop!
  utter_order:
  - text: "You ordered {item}."
"""
RASA_TESTS = """stories:
- story: parking
  steps:
  - user: |
      any place to park a bike?
    intent: faq/parking
  - action: utter_faq/parking
"""

CHATTERBOT = """categories:
- bees
conversations:
- - How many eyes has a bee?
  - Five.
- - How many eyes has a bee?
  - A bee has five eyes.
- - Where do bees live?
  - In a hive.
  - Thank you.
"""

INTENTS = {
    "intents": [
        {"tag": "greeting", "patterns": ["Hi", "Hello"], "responses": ["Hello from the library!"]},
        {
            "tag": "late_fees",
            "patterns": ["what if a book is late", "late fee"],
            "responses": ["A cent a day.", "1 ct."],
        },
    ]
}
BOTPRESS = {
    "qnas": [
        {
            "id": "a1",
            "data": {
                "enabled": True,
                "contexts": ["hiking"],
                "questions": {"en": ["Which boots do I need?", "what shoes"], "fr": ["Quelles bottes ?"]},
                "answers": {"en": ["Boots that cover the ankle."], "fr": ["Des bottes hautes."]},
            },
        },
        {"id": "a2", "data": {"enabled": False, "questions": {"en": ["Old?"]}, "answers": {"en": ["Yes."]}}},
    ]
}
QNA = (
    "Question\tAnswer\tSource\tMetadata\n"
    "How do I reset the lamp?\tHold the button.\\nWait ten seconds.\tlamp.tsv\t\n"
    "reset lamp\tHold the button.\\nWait ten seconds.\tlamp.tsv\t\n"
    "Which bulbs fit?\tE14 alone.\tlamp.tsv\t\n"
)
INTENT = {
    "name": "opening hours",
    "responses": [{"messages": [{"type": "0", "lang": "en", "speech": ["We open at nine.", "At nine."]}]}],
    "fallbackIntent": False,
}
SAYS = [{"data": [{"text": "when do you "}, {"text": "open", "meta": "@state"}]}, {"data": [{"text": "opening hours"}]}]
FALLBACK = {"name": "Default Fallback Intent", "responses": [{"messages": []}], "fallbackIntent": True}


@pytest.fixture
def bring_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[KnowledgeBase, dict[str, Any]]]:
    monkeypatch.chdir(tmp_path)  # the same files are told the same names in every run, and their indexes are found

    def brought(**files: object) -> tuple[KnowledgeBase, dict[str, Any]]:
        source, made = Path("source"), Path("made")
        for name, content in files.items():
            path = source / name.replace("__", "/").replace("_dot_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        assert bring.run([source], made, as_json=True) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["found"] == told["questions"], told["lost"]
        assert check.run(made) == 0, capsys.readouterr().out
        return load(made), told

    return brought


def answers(base: KnowledgeBase) -> dict[str, str]:
    return {each.ask[0]: str(each.answer) for each in base.entries}


def left(told: dict[str, Any]) -> list[tuple[int, str]]:
    return [(each["line"], each["what"]) for each in told["left_out"]]


def test_a_table_of_a_spreadsheet(bring_in: Callable[..., Any]) -> None:
    base, told = bring_in(pool_dot_csv=TABLE)
    assert answers(base)["When is the pool open?"] == "From 7 to 21 h.\nOn Sundays from 9 h."
    assert base.entries[0].ask[1:] == ("hours", "opening times")
    assert [each.name for each in base.topics] == ["Opening", "Prices"]
    assert left(told) == [(6, "“Is there a season ticket?”")]


def test_columns_are_known_by_their_words_and_what_is_none_is_told(bring_in: Callable[..., Any]) -> None:
    table = "Question_Text,Answer:,Other ways to ask,Owner\nWho bakes?,Omar.,baker; who is the baker,Ann\n"
    base, told = bring_in(bakery_dot_csv=table)
    assert base.entries[0].ask == ("Who bakes?", "baker", "who is the baker")
    assert told["left_out"][0]["what"] == "the column 'owner'"
    assert "also" in told["left_out"][0]["why"]


def test_a_link_whose_tag_is_not_closed_stays_one(bring_in: Callable[..., Any]) -> None:
    said = "Read <a href = 'https://bees.example/plan' </a> and <a href='https://bees.example/map'></a>."
    base, _ = bring_in(bees_dot_json=[{"tag": "plan", "patterns": ["Where is the plan?"], "responses": [said]}])
    assert answers(base)["Where is the plan?"] == "Read https://bees.example/plan and https://bees.example/map."


def test_a_table_without_names_of_columns_begins_with_a_question(bring_in: Callable[..., Any]) -> None:
    base, told = bring_in(bakery_dot_csv="Who bakes?,Omar.\nDo you bake on Sundays?,Never.\n")
    assert answers(base) == {"Who bakes?": "Omar.", "Do you bake on Sundays?": "Never."}
    assert not told["left_out"]


@pytest.mark.parametrize(
    "content",
    [
        [{"question": "Who bakes?", "answer": "Omar."}, {"q": "How long?", "a": 4}],
        {"faqs": {"items": [{"Question": "Who bakes?", "Answer": ["Omar."]}, {"title": "How long?", "body": "4"}]}},
        {"Who bakes?": "Omar.", "How long?": "4"},
        '{"question": "Who bakes?", "answer": "Omar."}\n{"question": "How long?", "answer": "4"}\n',
    ],
    ids=["list", "within", "pairs", "lines"],
)
def test_json_of_no_tool(bring_in: Callable[..., Any], content: object) -> None:
    base, _ = bring_in(bakery_dot_json=content)
    assert answers(base) == {"Who bakes?": "Omar.", "How long?": "4"}


def test_json_has_the_columns_of_a_table_and_groups_are_topics(bring_in: Callable[..., Any]) -> None:
    who = {"question": "Who bakes?", "answer": "Omar.", "alternatives": ["baker", "the one who bakes"]}
    left_open = {"question": "How much?", "answer": ""}
    base, told = bring_in(bakery_dot_json={"People": [who], "Prices": [left_open, {"q": "For nothing?", "a": "Yes."}]})
    assert base.entries[0].ask[1:] == ("baker", "the one who bakes")
    assert [each.name for each in base.topics] == ["People", "Prices"]
    assert left(told) == [(1, "“How much?”")]


def test_a_list_in_json_is_of_the_topic_that_is_named_beside_it(bring_in: Callable[..., Any]) -> None:
    who, how_much = {"question": "Who bakes?", "answer": "Omar."}, {"question": "How much?", "answer": "Little."}
    base, _ = bring_in(bakery_dot_json=[{"group": "People", "items": [who]}, {"group": "Prices", "items": [how_much]}])
    assert {each.name: entry.answer for each in base.topics for entry in base.entries if entry.topic == each.id} == {
        "People": "Omar.",
        "Prices": "Little.",
    }


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("records", {"Who bakes at night?": "Omar."}),
        ("intents", [{"tag": "night", "patterns": ["Who bakes at night?"], "responses": ["Omar."]}]),
        ("botpress", {"questions": {"en": ["Who bakes at night?"]}, "answers": {"en": ["Omar."]}}),
        ("dialogflow", INTENT | {"name": "night", "userSays": ["Who bakes at night?"]}),
        ("page", {"@type": "Question", "name": "Who bakes at night?", "acceptedAnswer": {"text": "Omar."}}),
    ],
)
def test_what_a_file_of_json_is_and_what_it_holds_is_told_by_reading_it_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, content: object
) -> None:
    (tmp_path / "night.json").write_text(text := json.dumps(content), encoding="utf-8")
    read, loads = [], json.loads
    monkeypatch.setattr(json, "loads", lambda text, **how: read.append(text) or loads(text, **how))
    groups, _ = bring.gathered([tmp_path])
    assert [*groups] == [kind]
    assert bring.made(groups, "")[0]["faq"][0]["q"] == "Who bakes at night?"
    assert read.count(text) == 1


def test_answers_that_begin_with_yes_or_no_are_told(tmp_path: Path) -> None:
    (tmp_path / "faq.md").write_text("# Shop\n\n## Do you ship to Spain?\n\nYes, in three days.\n", encoding="utf-8")
    done = verdict("import", "faq.md", "-o", "shop", cwd=tmp_path)
    assert "1 answer begins with yes or no: that is told to the very question alone" in done.stdout
    asked = [
        verdict("--knowledge", "shop", "ask", each, cwd=tmp_path).stdout
        for each in ("do you ship to spain?", "can you send to Spain")
    ]
    assert [each.startswith("Yes") for each in asked] == [True, False]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_encodings_of_spreadsheets(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "t.csv").write_bytes("Frage,Antwort\nWo ist das Café?,Neben der Brücke.\n".encode(encoding))
    assert bring.run([tmp_path / "t.csv"], tmp_path / "made") == 0
    assert answers(load(tmp_path / "made")) == {"Wo ist das Café?": "Neben der Brücke."}


def test_no_answer_names_a_file_as_its_source(tmp_path: Path) -> None:
    (tmp_path / "our_faq.csv").write_text("question,answer\nWhere are you?,In Mill Lane.\n", encoding="utf-8")
    said = {}
    for title in ("", "The Wool Shop"):
        assert bring.run([tmp_path / "our_faq.csv"], tmp_path / f"made{title}", title=title) == 0
        said[title] = Assistant(tmp_path / f"made{title}").ask("where are you").text
    assert said == {"": "In Mill Lane.", "The Wool Shop": "In Mill Lane. Source: The Wool Shop"}


def test_headings_that_ask(bring_in: Callable[..., Any]) -> None:
    base, told = bring_in(garden_dot_md=MARKDOWN)
    assert base.title == "Greenhouse"
    assert answers(base) == {
        "How often do I water tomatoes?": "Every morning:\n\n* before the sun is high\n* at the **roots**\n\n"
        "```sh\nwater --roots  # is this a heading?\n```",
        "Can I water at noon?": "Better not: see [why](https://plants.example/noon).",
    }
    assert {each.section for each in base.entries} == {"Watering"}
    assert [line for line, _ in left(told)] == [1, 24, 26]


def test_headings_beneath_a_question_that_ask_nothing_are_of_its_answer(bring_in: Callable[..., Any]) -> None:
    contents = "### Contents\n\n| No. | Questions |\n| -- | -- |\n| 1 | [How do I prune roses](#prune) |\n\n"
    asked = "### How do I prune roses\n\nIn three steps.\n\n#### cut\n\nAslant.\n\n### What is mulch\n\nBark.\n\n"
    quiz = "#### What is a rose?\n\nA shrub.\n\n#### Who grew it?\n\nAnn did.\n"
    base, told = bring_in(garden_dot_md=f"# Garden\n\n{contents}{asked}{quiz}")
    assert answers(base) == {
        "How do I prune roses": "In three steps.\n\n**cut**\n\nAslant.",
        "What is mulch": "Bark.",
        "What is a rose?": "A shrub.",
        "Who grew it?": "Ann did.",
    }
    assert [line for line, _ in left(told)] == [3]


def test_a_question_has_its_answer_on_the_same_line(bring_in: Callable[..., Any]) -> None:
    folded = "<details><summary>Do you deliver?</summary>Within a mile.</details>\n\n"
    folded += "<details>\n<summary><b>Where are you?</b></summary>\n\nBy the bridge.\n\n</details>\n\n"
    base, _ = bring_in(
        bakery_dot_md=f"# Bakery\n\n- **Who bakes?** Omar, and **Ann**.\n- **How long?** Four hours.\n\n{folded}"
    )
    assert answers(base) == {
        "Who bakes?": "Omar, and **Ann**.",
        "How long?": "Four hours.",
        "Do you deliver?": "Within a mile.",
        "Where are you?": "By the bridge.",
    }


def test_a_page_with_lines_that_ask(bring_in: Callable[..., Any]) -> None:
    base, _ = bring_in(page_dot_html=PAGE)
    assert base.title == "Bakery"
    assert answers(base) == {
        "Do you bake on Sundays?": "No, on **Sundays** we rest. [The week](https://b.example/week)",
        "What is in the rye bread?": "- rye\n- water",
        "Do you deliver?": "Within the town.\n\n- Who asks?",
    }


def test_a_page_that_lists_its_questions_for_machines(bring_in: Callable[..., Any]) -> None:
    base, told = bring_in(ferry_dot_html=LINKED)
    assert answers(base) == {
        "May I take a dog on the ferry?": "Yes, on a *lead*.",
        "When does the last ferry leave?": "At 22 h.",
    }
    assert left(told) == [(7, "“Is this read?”")]


def test_rasa_with_its_responses_and_tests(
    bring_in: Callable[..., Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base, told = bring_in(nlu_dot_yml=RASA_NLU, domain_dot_yml=RASA_DOMAIN, test_dot_yml=RASA_TESTS)
    assert answers(base) == {"where can I park my bike": "Bikes stand behind the house."}
    assert base.synonyms == (("bike", "bicycle", "cycle"),)
    assert [(each.id, each.answer) for each in base.talk] == [("greeting", "Welcome to the shop!")]
    assert Assistant(tmp_path / "made").ask("hello").text == "Welcome to the shop!"
    script = (tmp_path / "made" / "tests" / "imported.verdict.yaml").read_text(encoding="utf-8")
    assert 'ask: "any place to park a bike?", id: "faq-parking"' in script
    whats = " ".join(what for _, what in left(told))
    assert all(each in whats for each in ("'order'", "'zip'", "another wording of 'utter_faq/parking'"))


def test_a_chatterbot_corpus_keeps_the_first_answer(bring_in: Callable[..., Any]) -> None:
    base, told = bring_in(bees_dot_yml=CHATTERBOT)
    assert answers(base) == {"How many eyes has a bee?": "Five.", "Where do bees live?": "In a hive."}
    assert [line for line, _ in left(told)] == [6, 8]


def test_an_intents_json(bring_in: Callable[..., Any]) -> None:
    base, told = bring_in(intents_dot_json=INTENTS)
    assert [(each.id, each.ask) for each in base.entries] == [("late-fees", ("what if a book is late", "late fee"))]
    assert base.talk[0].answer == "Hello from the library!"
    assert [what for _, what in left(told)] == ["another response of 'late_fees'"]


def test_botpress_questions_and_answers(bring_in: Callable[..., Any]) -> None:
    base, told = bring_in(qna_dot_json=BOTPRESS)
    assert base.entries[0].ask == ("Which boots do I need?", "what shoes")
    assert base.topics[0].name == "hiking"
    assert {what for _, what in left(told)} == {"“Which boots do I need?” in fr", "“Old?”"}


def test_older_botpress_files_tell_their_answer_plainly(bring_in: Callable[..., Any]) -> None:
    item = {"id": "x_boots", "data": {"questions": ["Which laces?", "laces"], "answer": "Long ones.", "enabled": True}}
    base, _ = bring_in(qna__boots_dot_json=item)
    assert [(each.ask, each.answer) for each in base.entries] == [(("Which laces?", "laces"), "Long ones.")]


def test_of_several_languages_all_botpress_questions_are_taken_in_one(bring_in: Callable[..., Any]) -> None:
    def item(name: str, english: list[str], french: list[str]) -> dict[str, Any]:
        data = {"questions": {"en": english, "fr": french}, "answers": {"en": [f"Ask {name}."], "fr": ["Non."]}}
        return {"id": name, "data": {**data, "enabled": True, "contexts": ["global"]}}

    items = [item("a", ["Wax?", "wax", "need wax"], ["Cire ?"]), item("b", ["Tents?"], ["Tentes ?", "tente"])]
    base, _ = bring_in(qna_dot_json={"qnas": items})
    assert [each.ask[0] for each in base.entries] == ["Wax?", "Tents?"]


def test_a_qna_maker_table_joins_equal_answers(bring_in: Callable[..., Any]) -> None:
    base, _ = bring_in(lamp_dot_tsv=QNA)
    assert [each.ask for each in base.entries] == [("How do I reset the lamp?", "reset lamp"), ("Which bulbs fit?",)]
    assert base.entries[0].answer == "Hold the button.\nWait ten seconds."


def test_qna_maker_writes_synonyms_and_settings_beside_its_table(bring_in: Callable[..., Any]) -> None:
    synonyms = 'Synonyms\n"bulb","lamp bulb"\n"reset","restart","reboot"\n'
    base, told = bring_in(
        QnAs_dot_tsv=QNA, Settings_dot_tsv="Key\tValue\nLanguage\tEnglish\n", Synonyms_dot_tsv=synonyms
    )
    assert base.synonyms == (("bulb", "lamp bulb"), ("reset", "restart", "reboot"))
    assert left(told) == [(1, "the whole table")]


def test_pages_beside_what_a_tool_wrote_are_left_and_all_is_called_as_the_folder(bring_in: Callable[..., Any]) -> None:
    base, told = bring_in(bees_dot_yml=CHATTERBOT, ants_dot_yml=CHATTERBOT, README_dot_md="## Why bees?\n\nHoney.\n")
    assert (base.title, len(base.entries)) == ("source", 2)
    assert (1, "a Markdown page") in left(told)


def test_a_dialogflow_agent(bring_in: Callable[..., Any]) -> None:
    base, told = bring_in(
        agent_dot_json={"displayName": "Shop", "defaultTimezone": "Europe/Rome", "language": "en"},
        intents__hours_dot_json=INTENT,
        intents__hours_usersays_en_dot_json=SAYS,
        intents__fallback_dot_json=FALLBACK,
        entities__state_entries_en_dot_json=[{"value": "open", "synonyms": ["open", "unlocked"]}],
    )
    assert base.title == "Shop"
    assert base.entries[0].ask == ("when do you open", "opening hours")
    assert base.synonyms == (("open", "unlocked"),)
    assert [what for _, what in left(told)] == [
        "the fallback 'Default Fallback Intent'",
        "another response of 'opening hours'",
    ]


def packed(data: bytes, name: str = "a.csv") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), data)
    return file.getvalue()


def changed(before: bytes, place: int, value: int) -> bytes:
    """An archive with a byte changed that stands so far behind the beginning of a part."""
    data = bytearray(packed(b"question,answer\nq?,a\n"))
    data[data.index(before) + place] = value
    return bytes(data)


@pytest.mark.skipif(sys.platform == "win32", reason="names of files are others there")
@pytest.mark.parametrize("name", ["# : {\x1b[31m\u202e\u2028\x9b\x07", "a\ntitle: Mine"], ids=ascii)
def test_the_name_of_a_file_is_no_part_of_what_is_made_of_it(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / f"{name}.csv").write_text(TABLE, encoding="utf-8")
    bring.run([tmp_path / name], tmp_path / "made")
    assert load(tmp_path / "made").title != "Mine"
    _, comment, *_ = (tmp_path / "made" / "knowledge.yaml").read_text(encoding="utf-8").split("\n")
    assert comment.startswith("# Brought in from ")
    assert comment.isprintable()


@pytest.mark.parametrize("end", ["\r", "\r\n"])
def test_lines_of_a_table_end_in_any_way(tmp_path: Path, end: str) -> None:
    (tmp_path / "a.csv").write_bytes(f"question,answer{end}how long?,Two.{end}who made it?,Bob.{end}".encode())
    bring.run([tmp_path / "a.csv"], tmp_path / "made")
    assert len(load(tmp_path / "made").entries) == 2


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\r\0\n", b"a\rb\0c", b'\x7fELF\r"x'])
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(DataError, match=r"a\.csv"):
        bring.run([tmp_path / "a.csv"], tmp_path / "made")


def test_halves_of_characters_and_what_is_outside_are_no_hindrance(tmp_path: Path) -> None:
    found = [{"tag": "a", "patterns": ["what is \ud800 it"], "responses": ["a \udfff"]}]
    (tmp_path / "a.json").write_text(json.dumps(found), encoding="utf-8")
    (tmp_path / "b.zip").write_bytes(packed(b"question,answer\nwho is it?,me\n", "../../outside.csv"))
    assert bring.run([tmp_path / "a.json", tmp_path / "b.zip"], tmp_path / "x" / "made") == 0
    assert {each.ask[0] for each in load(tmp_path / "x" / "made").entries} == {"what is ? it", "who is it?"}
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.json", "b.zip", "x"]


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.bin", "\x00\x01", "of no kind that can be brought in"),
        ("a.csv", "one,two\n1,2\n", "no columns look like questions and answers: one, two"),
        ("a.md", "# Title\n\nText.\n", "no question with an answer is in it"),
        ("a.json", '{"intents": [{"tag": 1}, 3]}', "looks like an intents.json, but is made otherwise; name a file"),
        ("a.yml", "version: '3.1'\nnlu:\n- intent: [a\n", "a.yml:4:1: not YAML: "),
        ("a.yml", "conversations:\n- - a\n  - 'b\n", "a.yml:4:1: not YAML: "),
        ("a.yml", "nlu: " + "[" * 100_000, "nest"),
        ("a.json", "[" * 100_000, ""),
        ("a.html", "<html><script type='application/ld+json'>" + "[" * 100_000 + "</script>", "neste"),
        ("a.xlsx", packed(b"", "[Content_Types].xml"), "is a document of an office program, which cannot be read"),
        ("a.zip", packed(b"question,answer\nq?,a\n").replace(b"q?,a", b"q?,b"), "the archive is damaged"),
        ("a.zip", changed(b"PK\1\2", 8, 1), "the archive is damaged, locked"),
        ("a.zip", changed(b"PK\1\2", 10, 99), "the archive is damaged, locked"),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_what_cannot_be_brought_in_is_told(tmp_path: Path, name: str, content: str | bytes, fault: str) -> None:
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(DataError) as caught:
        bring.run([tmp_path / name], tmp_path / "made")
    assert fault in str(caught.value)
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    "own", ["title: T\nfaq: [{q: Why, a: So.}]\n", (Path(shipped(STARTERS[0])) / "knowledge.yaml").read_text("utf-8")]
)
def test_knowledge_is_not_brought_in_again(tmp_path: Path, own: str) -> None:
    (tmp_path / "own.yaml").write_text(own, encoding="utf-8")
    with pytest.raises(DataError, match="is knowledge already; ask it with"):
        bring.run([tmp_path / "own.yaml"], tmp_path / "made")
    with pytest.raises(DataError, match=r"is knowledge already; ask it with `verdict --knowledge \S+`$"):
        bring.run([tmp_path], tmp_path / "made")


def test_what_was_brought_in_is_counted_in_words_that_fit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text("question,answer\nWho bakes?,Omar.\nHow much?,\n", encoding="utf-8")
    bring.run([tmp_path / "a.csv"], tmp_path / "made")
    told = capsys.readouterr().out.splitlines()[-1]
    assert "made: 1 entry, 1 question (each finds its own answer), 1 thing left out, from a table" in told


YAML_LISTS = {
    "a list": "- question: When is it open?\n  answer: From nine.\n  also:\n    - opening hours\n    - when to come\n"
    "- question: Is it free?\n  answer: |\n    Yes.\n\n    For everybody.\n",
    "under a key": "faq:\n  - question: When is it open?\n    answer: From nine.\n    also: [opening hours]\n"
    "  - question: Is it free?\n    answer: 'Yes.\n\n\n      For everybody.'\n",
    "as keys": 'When is it open?: From nine.\nIs it free?: "Yes.\\n\\nFor everybody."\n',
    "in our short keys": "---\n# ours\n- q: When is it open?\n  a: From nine.\n  also: opening hours|when to come\n"
    '- {q: Is it free?, a: "Yes.\\n\\nFor everybody."}\n',
}


@pytest.mark.parametrize("text", YAML_LISTS.values(), ids=YAML_LISTS)
def test_lists_of_questions_and_answers_in_yaml(text: str, tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text(text, encoding="utf-8")
    done = verdict("import", "shop.yaml", "-o", "made", cwd=tmp_path)
    assert "from questions and answers in JSON or YAML" in done.stdout
    opened, free = load(tmp_path / "made").entries
    assert opened.ask[0] == "When is it open?"
    assert set(opened.ask[1:]) <= {"opening hours", "when to come"}
    assert opened.answer == "From nine."
    assert free.answer == "Yes.\n\nFor everybody."


def test_what_is_left_out_of_a_list_in_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    text = "- question: When is it open?\n  answer: From nine.\n- question: Is it free?\n  answer:\n"
    (tmp_path / "shop.yaml").write_text(text, encoding="utf-8")
    done = verdict("import", "shop.yaml", "-o", "made", cwd=tmp_path)
    assert "shop.yaml:3: left out: “Is it free?”; it has no answer in text" in done.stdout


def test_yaml_that_repeats_itself_beyond_measure_is_of_no_kind(tmp_path: Path) -> None:
    names = "".join(f"- &a{at + 1} [{', '.join([f'*a{at}'] * 9)}]\n" for at in range(9))
    (tmp_path / "bomb.yaml").write_text(f"- &a0 {{question: When is it open?, answer: x}}\n{names}", encoding="utf-8")
    done = verdict("import", "bomb.yaml", "-o", "made", cwd=tmp_path)
    assert done.returncode == 2
    assert "bomb.yaml: is of no kind that can be brought in; a table of questions and answers, " in done.stderr


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("faq", "Question,Answer\nWhen is it open?,From nine.\n"),
        ("faq.txt", "Question\tAnswer\nWhen is it open?\tFrom nine.\n"),
        ("faq.txt", "answer;question\nFrom nine.;When is it open?\n"),
        ("faq.txt", "Question | Answer\n--- | ---\nWhen is it open? | From nine.\n"),
        ("faq.txt", "Q: When is it open?\nA: From nine.\n"),
        ("faq.txt", "# A question, an answer\n\n## When is it open?\n\nFrom nine.\n"),
    ],
)
def test_a_table_is_one_whatever_its_file_is_called(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    verdict("import", name, "-o", "made", cwd=tmp_path)
    assert [(each.ask, each.answer) for each in load(tmp_path / "made").entries] == [
        (("When is it open?",), "From nine.")
    ]


def test_an_address_is_told_that_nothing_is_fetched(tmp_path: Path) -> None:
    done = verdict("import", "https://shop.example/faq.html", "-o", "made", cwd=tmp_path)
    told = "is an address, and nothing is fetched; save the page, name it"
    assert done.stderr == f"verdict: https://shop.example/faq.html: {told}\n"


@pytest.mark.parametrize(
    ("name", "text", "mend"),
    [
        ("a.yaml", "- q: When?\n  a: Now.\n", "write faq: above it, or try `verdict import a.yaml -o FOLDER`"),
        ("a.json", '[{"q": "When?", "a": "Now."}]', "try `verdict import a.json -o FOLDER`"),
    ],
)
def test_a_bare_list_in_place_of_knowledge_is_told_how_it_becomes_some(
    name: str, text: str, mend: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = verdict("ask", "hello", "--knowledge", name, cwd=tmp_path)
    assert done.stderr == f"verdict: {name}:1:1: holds a list alone; the file must be a mapping; {mend}\n"
    done = verdict("test", "a.yaml", cwd=tmp_path)
    assert name.endswith("json") or done.stderr.endswith("; write questions: above it\n")


def records(base: KnowledgeBase) -> list[dict[str, Any]]:
    return list(exporting.rows(base))


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("django-vs-flask", "csv"), ("faq-starter", "tsv"), ("starter", "jsonl")],
)
def test_what_is_exported_comes_back_as_it_was(tmp_path: Path, name: str, suffix: str) -> None:
    folder, file = knowledge_folder() / name, tmp_path / f"whole.{suffix}"
    assert exporting.run(folder, file) == 0
    data = bring.gathered([file])[0]
    assert list(data) == ["exported"]
    made, _, _ = bring.made(data, "")
    bring.write(tmp_path / "made", made, "", [], data)
    assert records(load(tmp_path / "made")) == records(load(folder))


def test_what_verdict_wrote_itself_is_not_judged(tmp_path: Path) -> None:
    overlap = (
        "title: Ferry\nfaq:\n  - {q: when does it sail, a: At nine.}\n  - {q: When does it sail?, a: At ten., id: b}\n"
    )
    (tmp_path / "ferry.yaml").write_text(overlap, encoding="utf-8")
    written = verdict("export", str(tmp_path / "ferry.yaml"), "-o", "whole.csv", cwd=tmp_path)
    assert written.returncode == 0, written.stderr
    done = verdict("import", "whole.csv", "-o", "again", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(
        r"again: 2 entries, 2 questions \(all as they were\), from what `verdict export` writes, in .*",
        done.stdout.strip(),
    )


def test_a_hyphen_stands_for_standard_output(tmp_path: Path) -> None:
    folder = str(knowledge_folder() / "starter")
    plain, done = verdict("export", folder), verdict("export", folder, "-o", "-", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, plain.stdout)
    assert plain.stdout.startswith("{")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["whole.xlsx", "whole.yaml", "whole.txt"])
def test_no_export_is_written_under_the_name_of_another_kind(tmp_path: Path, name: str) -> None:
    done = verdict("export", "-o", str(tmp_path / name))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"no {Path(name).suffix} file is written; name a .csv, .tsv or .jsonl file" in done.stderr
    assert not list(tmp_path.iterdir())


LISTED = """title: Ferry
cite: false
faq:
  - {q: When does it sail?, a: At nine., also: [sailing times, departures]}
  - {q: May dogs come along?, a: On a lead., topic: On board, name: dogs, section: Rules}
  - {q: may dogs come along, a: Yes., id: dogs-again, topic: On board, short: Sure.}
"""


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
@pytest.mark.parametrize("topics", ["", "topics: [{id: on-board, name: On board}, {id: land, name: On land}]\n"])
def test_a_list_that_is_exported_comes_back_as_a_list(tmp_path: Path, suffix: str, topics: str) -> None:
    source, file = tmp_path / "ferry.yaml", tmp_path / f"whole.{suffix}"
    source.write_text(LISTED + topics, encoding="utf-8")
    assert exporting.run(source, file) == 0
    data = bring.gathered([file])[0]
    made, _, _ = bring.made(data, "")
    first = {"q": "When does it sail?", "a": "At nine.", "also": ["sailing times", "departures"]}
    assert "entries" not in made
    assert made["faq"][0] == ({**first, "topic": "ferry"} if topics else first)
    assert ("topics" in made) == bool(topics)
    bring.write(tmp_path / "made", made, "", [], data)
    assert records(load(tmp_path / "made")) == records(load(source))
