"""Whatever a file holds, it is refused with faults or loaded; and what the loader takes the schema takes."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.authoring.expect import Script
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.faults import DataError
from assistant.knowledge.schema import json_schema, read
from assistant.matching.matcher import Matcher

few = settings(max_examples=80, deadline=None, derandomize=True, database=None)

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
    if loaded(yaml.safe_dump(value, allow_unicode=True).encode("utf-8", "replace"), kind) is not None:
        schema = json_schema(kind, "")
        assert set(value) <= set(schema["properties"]) | {key.replace("-", "_") for key in schema["properties"]}
        assert set(schema["required"]) <= set(value)


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


@settings(few, max_examples=60)
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
