"""Reading a knowledge base: each fault is told with its place and its mend."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.answering.library import knowledge_folder
from assistant.authoring.editors import schemas
from assistant.knowledge.faults import DataError
from assistant.knowledge.loading import load

STARTER = knowledge_folder() / "starter"


def broken(tmp_path: Path, old: str, new: str) -> Path:
    """A copy of the starter with one text changed."""
    text = (STARTER / "knowledge.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "knowledge.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return tmp_path


FAULTS = [
    ("title: Bike", "titel: Bike", "unknown key 'titel' in the file; did you mean 'title'?"),
    (
        '    verdict: "The bike wins on cost',
        '    verdit: "The bike wins on cost',
        "unknown key 'verdit' in an item of 'categories'; did you mean 'verdict'?",
    ),
    ("    winner: bike ", "    winner: car ", "winner names 'car', which does not exist; known: bike, bus, tie"),
    ("    edge: bike ", "    edge: car ", "edge names 'car', which does not exist; known: bike, bus"),
    (
        "    topic: practice\n",
        "    topic: practise\n",
        "topic names 'practise', which does not exist; did you mean 'practice'?",
    ),
    ("    subject: bike ", "    subject: tram ", "subject names 'tram', which does not exist; known: bike, bus"),
    ("holds: {bike: false", "holds: {bike: no way", "'bike' of 'holds' must be true or false; write true or false"),
    ("holds: {bike: false", "holds: {car: false", "holds names 'car', which does not exist; known: bike, bus"),
    (
        "    holds: {bike: false",
        "    figures: {car: 2}\n    holds: {bike: false",
        "figures names 'car', which does not exist; known: bike, bus",
    ),
    (
        "    holds: {bike: false",
        "    figures: {bike: [3, 2]}\n    holds: {bike: false",
        "figures of 'bike' are no number and no span; write [least, most]",
    ),
    (
        "    holds: {bike: false",
        "    figures: {bike: many}\n    holds: {bike: false",
        "'bike' of 'figures' must be a number; write digits",
    ),
    (
        "    holds: {bike: false",
        "    figures: {bike: 017}\n    holds: {bike: false",
        "'bike' of 'figures' must be a number; write digits, the first of them no 0",
    ),
    (
        "    holds: {bike: false",
        "    units: [seats]\n    holds: {bike: false",
        "'needs-ticket' has units but no figures; write figures: {subject: number}, or take them out",
    ),
    (
        '      bike: "A bike needs no ticket."',
        '      tram: "A bike needs no ticket."',
        "answer names 'tram', which does not exist",
    ),
    ("  - id: equipment", "  - id: bike-upkeep", "the id 'bike-upkeep' is taken by"),
    ("  - id: equipment", "  - id: tie", "the id 'tie' has a meaning of its own; give it another id"),
    ("    name: needing a ticket\n", "", "an item of 'entries' lacks 'name'; add it: noun phrase that names it"),
    (
        "    name: needing a ticket\n",
        "    name:\n",
        "'name' has no value; write one",
    ),
    ("    name: needing a ticket\n", "    name: [needing a ticket]\n", "'name' must be text; write it in quotes"),
    (
        "    name: needing a ticket\n",
        "    name: a\n    name: b\n",
        "'name' stands twice in an item of 'entries'; keep one",
    ),
    ("    aliases: [buses,", "    aliases: buses # [", "'aliases' must be a list; write [one, two] or one item a line"),
    ("source:\n  title:", "source: x\nold:\n  title:", "'source' must be a mapping; write its keys, one a line"),
    ("    color: green", "    color: lilac", "'color' cannot be 'lilac'; write one of: "),
    (
        '      bus: "The bus needs a ticket: a single one or one for the month."',
        '      bus: ""',
        "'needs-ticket' has an empty answer; write the text",
    ),
    (
        "title: Bike or Bus",
        "title: Bike: or Bus",
        "not YAML: mapping values are not allowed in this context; put the text in quotes, write a blank after each",
    ),
    ("title: Bike or Bus", "", "the knowledge base has no title; add title: … to one of its files"),
    ("    winner: bike ", "    winner: '' ", "'winner' is empty; write some text"),
]


@pytest.mark.parametrize(("old", "new", "message"), FAULTS, ids=[new.strip() or old.strip() for old, new, _ in FAULTS])
def test_a_fault_is_told_with_its_place_and_its_mend(tmp_path: Path, old: str, new: str, message: str) -> None:
    base = broken(tmp_path, old, new)
    line = (STARTER / "knowledge.yaml").read_text(encoding="utf-8").split(old)[0].count("\n") + 1
    with pytest.raises(DataError) as caught:
        load(base)
    found = [fault for fault in caught.value.faults if message in str(fault)]
    assert found, str(caught.value)
    assert str(found[0]).startswith(str(base))
    assert "\n" not in str(caught.value)
    if found[0].mark.line:
        assert abs(found[0].mark.line - line) <= 12


def test_every_fault_of_every_file_is_found_at_once(tmp_path: Path) -> None:
    broken(tmp_path, "    winner: bike ", "    victor: bike ")
    (tmp_path / "more.yaml").write_text("entries:\n  - {id: x, answr: y}\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load(tmp_path)
    assert {fault.mark.path for fault in caught.value.faults} == {
        str(tmp_path / "knowledge.yaml"),
        str(tmp_path / "more.yaml"),
    }
    assert len(caught.value.faults) > 4


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"title: \xff", "not UTF-8"),
        (b"- a\n- b\n", "the file must be a mapping"),
        (b"title: [", "not YAML"),
        (b"title: x\n", "there is nothing to answer"),
    ],
)
def test_a_file_that_is_no_knowledge_base_is_told(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "base.yaml").write_bytes(content)
    with pytest.raises(DataError, match=message):
        load(tmp_path)


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such knowledge base; name a folder of YAML files"):
        load(tmp_path / "nowhere")
    with pytest.raises(DataError, match="holds no YAML files"):
        load(tmp_path)


def test_lists_of_several_files_are_joined(tmp_path: Path) -> None:
    text = (STARTER / "knowledge.yaml").read_text(encoding="utf-8")
    head, entries = text.split("\nentries:\n")
    (tmp_path / "one.yaml").write_text(head, encoding="utf-8")
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "two.yaml").write_text("entries:\n" + entries, encoding="utf-8")
    base = load(tmp_path)
    assert len(base.categories) == 4
    assert [each.id for each in base.entries] == ["bike-upkeep", "equipment", "needs-ticket"]


def test_the_schemas_for_editors_are_up_to_date() -> None:
    for name, text in schemas().items():
        assert (knowledge_folder() / name).read_text(encoding="utf-8") == text, (
            "run python -m assistant.authoring.editors"
        )


def test_the_schema_describes_every_key() -> None:
    schema = json.loads(schemas()["schema.json"])
    assert "title" in schema["properties"]
    for definition in schema["$defs"].values():
        assert definition["additionalProperties"] is False
        assert all(each["description"] for each in definition["properties"].values())


def test_the_schema_has_the_lengths_that_texts_may_well_have() -> None:
    records = json.loads(schemas()["schema.json"])["$defs"]
    assert records["Category"]["properties"]["verdict"]["maxLength"] == 200
    assert records["Category"]["properties"]["answer"]["additionalProperties"]["maxLength"] == 350
    assert "maxLength" not in records["Plain"]["properties"]["a"]
    assert records["Plain"]["if"] == {"not": {"required": ["short"]}}
    assert records["Plain"]["then"]["properties"]["a"]["maxLength"] == 350
