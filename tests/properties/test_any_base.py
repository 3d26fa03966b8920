"""Whatever a file holds, it is refused with faults or loaded; and what the loader takes the schema takes."""

from __future__ import annotations

import copy
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import Assistant
from assistant.answering.library import store
from assistant.authoring.expect import Script
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.faults import DataError
from assistant.knowledge.schema import json_schema, read
from assistant.matching.matcher import Matcher
from tests.terminal import ROOT

dumped = partial(yaml.dump, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper), allow_unicode=True)
parsed = partial(yaml.load, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
few = settings(max_examples=20, deadline=None, derandomize=True, database=None)

SCALARS = st.one_of(st.text(max_size=8), st.booleans(), st.none(), st.integers(), st.floats(), st.dates())
KEYS = st.sampled_from([*KnowledgeBase.fields, *Script.fields, "id", "name", "answer", "ask", "x", "no", "1"])
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)


def loaded(text: bytes, kind: type[Any]) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "x.yaml"
        place.write_bytes(text)
        try:
            return read(place, kind)
        except DataError as error:
            faults = [str(fault) for fault in error.faults]
    assert [each for each in faults if len(each) > 330 or not each.isprintable()] == []
    return None


@few
@given(st.dictionaries(KEYS, VALUES, max_size=5), st.sampled_from([KnowledgeBase, Script]))
def test_what_the_loader_takes_has_only_keys_that_the_schema_has(value: dict[str, Any], kind: type[Any]) -> None:
    if loaded(dumped(value).encode("utf-8", "replace"), kind) is not None:
        schema = SCHEMAS[kind]
        assert set(value) <= set(schema["properties"]) | {key.replace("-", "_") for key in schema["properties"]}
        assert set(schema["required"]) <= set(value)


def allows(shape: dict[str, Any], value: Any, definitions: dict[str, Any]) -> bool:
    """Tell whether a JSON Schema of the few words that ours are made of takes a value.

    Of one value it is asked how it is written, as the loader does: `no` and `2024` are texts where texts belong.
    """
    if "$ref" in shape:
        return allows(definitions[shape["$ref"].rpartition("/")[2]], value, definitions)
    if "anyOf" in shape:
        return any(allows(each, value, definitions) for each in shape["anyOf"])
    if "enum" in shape:
        return str(value).lower() in {str(each).lower() for each in shape["enum"]}
    kind = shape["type"]
    if kind == "array":
        return isinstance(value, list) and all(allows(shape["items"], each, definitions) for each in value)
    if kind != "object":
        written = "" if isinstance(value, dict | list) or value is None else str(value)
        fits = {"string": written, "boolean": written.lower() in ("true", "false"), "integer": written.isdecimal()}
        return bool(fits[kind])
    known, more = shape.get("properties", {}), shape["additionalProperties"]
    return (
        isinstance(value, dict)
        and {*shape.get("required", ())} <= value.keys()
        and all(
            allows(known[name], each, definitions) if name in known else more and allows(more, each, definitions)
            for name, each in value.items()
        )
    )


KINDS = {KnowledgeBase: ROOT / "knowledge" / "starter", Script: ROOT / "knowledge" / "starter" / "tests"}
GOOD = {kind: parsed(next(folder.glob("*.yaml")).read_text("utf-8")) for kind, folder in KINDS.items()}
SCHEMAS = {kind: json_schema(kind, "") for kind in KINDS}


@st.composite
def changed(draw: st.DrawFn) -> tuple[type[Any], Any]:
    """A good file of a kind, with one thing in it changed, taken away or added."""
    kind = draw(st.sampled_from([*KINDS]))
    inner = whole = copy.deepcopy(GOOD[kind])
    while True:
        place = draw(st.sampled_from([*inner] if isinstance(inner, dict) else range(len(inner))))
        deeper = isinstance(inner[place], dict | list) and inner[place]
        if not deeper or draw(st.booleans()):
            break
        inner = inner[place]
    how = draw(st.sampled_from(["change", "take away", "add"]))
    if how == "change":
        inner[place] = draw(VALUES)
    elif how == "take away":
        del inner[place]
    elif isinstance(inner, dict):
        inner[draw(KEYS)] = draw(VALUES)
    else:
        inner.append(draw(VALUES))
    return kind, whole


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_takes_what_comes_with_the_program(kind: type[Any]) -> None:
    schema = SCHEMAS[kind]
    assert allows(schema, GOOD[kind], schema["$defs"])


@settings(few, max_examples=30)
@given(changed())
def test_what_the_loader_takes_the_schema_takes(given: tuple[type[Any], Any]) -> None:
    kind, value = given
    schema = SCHEMAS[kind]
    shape = {key: schema[key] for key in ("type", "additionalProperties", "properties", "required")}
    text = dumped(value, sort_keys=False)
    if loaded(text.encode("utf-8", "replace"), kind) is not None:
        assert allows(shape, parsed(text), schema["$defs"]), text


SAID = st.text("bcdfghklmnprstvwxz", min_size=2, max_size=6)
"""What is in no language, so that no question of one entry is one of the language's, or of another entry's."""

ASKED = st.one_of(
    SAID,
    st.lists(SAID, min_size=1, max_size=6).map(" ".join),
    st.builds(
        "{} {}{}".format, st.sampled_from(["what is the", "how does one", "is there any", "tell me"]), SAID, SAID
    ),
    st.text("\u4f60\u597d\u4e16\u754c\u0451\u0436\u00e9\u00df \u0e01\u05d0", min_size=2, max_size=12).filter(str.strip),
)
BASES = st.lists(st.lists(ASKED, min_size=1, max_size=4), min_size=1, max_size=16)
"""To make a base ready takes the same time for few entries and for many."""


@pytest.fixture(scope="module")
def language() -> None:
    """The language is made ready, and kept, before a base of the moment is."""
    Assistant(KINDS[KnowledgeBase])


@settings(few, max_examples=3)
@given(BASES)
def test_any_base_answers_its_own_examples(language: None, asked: list[list[str]]) -> None:
    entries = [
        {"id": f"e{place}", "topic": "t", "name": f"n{place}", "answer": f"Answer {place}.", "ask": each}
        for place, each in enumerate(asked)
    ]
    owners: dict[str, set[str]] = {}
    for entry in entries:
        for text in entry["ask"]:
            owners.setdefault("".join(filter(str.isalnum, text.casefold())), set()).add(str(entry["id"]))
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "write", lambda *_: None)  # the tests' indexes stay
        place = Path(folder) / "k.yaml"
        place.write_text(dumped({"title": "T", "topics": [{"id": "t", "name": "t"}], "entries": entries}), "utf-8")
        assistant = Assistant(place)
    for entry in entries:
        for text in entry["ask"]:
            told = {each.id for each in assistant.ask(text).answers}
            assert told & owners["".join(filter(str.isalnum, text.casefold()))], (text, told)


@few
@given(st.binary(max_size=200))
def test_any_bytes_are_loaded_or_refused(data: bytes) -> None:
    loaded(data, KnowledgeBase)


@few
@given(st.text(alphabet="{}[]:,-?&*!|>'\"%@`# \n\tab", max_size=60))
def test_any_marks_of_yaml_are_loaded_or_refused(text: str) -> None:
    loaded(text.encode(), KnowledgeBase)


@settings(few, max_examples=25)
@given(st.dictionaries(st.text("abcdefgh ", min_size=1, max_size=12), st.sampled_from("xyz"), min_size=1, max_size=8))
def test_a_matcher_finds_its_own_examples_and_is_kept_to_the_bit(examples: dict[str, str]) -> None:
    matcher = Matcher([*examples.items()])
    again = Matcher.from_bytes(matcher.to_bytes())
    for text in examples:
        assert again.rank(text) == matcher.rank(text)
    assert again.to_bytes() == matcher.to_bytes()


@settings(few, max_examples=40)
@given(st.data())
def test_a_changed_index_is_refused_or_answers(data: st.DataObject) -> None:
    whole = bytearray(Matcher([("a b", "x"), ("b c", "y"), ("c d", "x")]).to_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        matcher = Matcher.from_bytes(bytes(whole))
    except ValueError:
        return
    assert matcher.rank("a b")
