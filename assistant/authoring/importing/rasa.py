"""Rasa's training data: NLU in YAML or the older Markdown, a domain's responses, rules and stories that join them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from assistant.authoring.importing.draft import Document, Draft, Test, words_of
from assistant.knowledge.faults import Mark
from assistant.tuples import NamedTuple

_ENTITY = re.compile(r"\[([^\[\]]+)\](?:\([^()]*\)|\{[^{}]*\})")
_SLOT = re.compile(r"\{\w+\}")


class _Found(NamedTuple):
    """What all files of a project hold together."""

    examples: dict[str, list[str]]
    marks: dict[str, Mark]
    answers: dict[str, tuple[str, Mark]]
    said_to: dict[str, set[str]]


def read(documents: Sequence[Document]) -> Draft:
    """Return what the files hold: an intent's examples with the response that a rule, a story or its name gives it."""
    draft = Draft.empty(words_of(documents[0].stem))
    found = _Found({}, {}, {}, {})
    for document in documents:
        if re.search(r"^##\s*\w+\s*:", document.text, re.M):
            _old(document, draft, found)
            continue
        for key, node in _keys(document.tree()):
            if key == "nlu":
                _nlu(node, document, draft, found)
            elif key == "responses":
                _responses(node, document, draft, found)
            elif key in ("stories", "rules"):
                _stories(node, document, draft, found)
    used: set[str] = set()
    for intent, asked in found.examples.items():
        said = found.said_to.get(intent, set())
        names = (f"utter_{intent}", *(said if len(said) == 1 else ()), f"utter_{intent.split('/')[-1]}")
        action = next((each for each in names if each in found.answers), "")
        if not action:
            draft.leave(found.marks[intent], f"the intent {intent!r}", _why(said))
            continue
        used.add(action)
        text = found.answers[action][0]
        slots = _SLOT.findall(text)
        if slots:
            draft.leave(found.marks[intent], f"the intent {intent!r}", f"its answer is filled in: {', '.join(slots)}")
            continue
        group = intent.split("/")[0] if "/" in intent else ""
        name = words_of(intent.split("/")[-1])
        draft.add(asked, text, found.marks[intent], topic=words_of(group), id=words_of(intent), name=name)
    for action, (_, mark) in found.answers.items():
        if action not in used:
            draft.leave(mark, f"the response {action!r}", "no intent with examples leads to it alone")
    return draft


def _why(said: set[str]) -> str:
    if len(said) > 1:
        return "its answer depends on what was said before"
    return f"its answer is made by {next(iter(said))!r}" if said else "no response belongs to it"


def _keys(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield str(key.value), value


def _line(document: Document, node: yaml.Node) -> Mark:
    return document.mark(node.start_mark.line + 1)


def _nlu(node: yaml.Node, document: Document, draft: Draft, found: _Found) -> None:
    for item in node.value if isinstance(node, yaml.SequenceNode) else []:
        values = dict(_keys(item))
        mark = _line(document, item)
        examples = _examples(values.get("examples"))
        if "intent" in values:
            intent = str(values["intent"].value)
            found.marks.setdefault(intent, mark)
            found.examples.setdefault(intent, []).extend(_ENTITY.sub(r"\1", each) for each in examples)
        elif "synonym" in values:
            draft.synonyms.append(tuple(dict.fromkeys([str(values["synonym"].value), *examples])))
        else:
            kind = next(iter(values), "item")
            draft.leave(mark, f"the {kind} {values[kind].value!r}" if kind in values else kind, "nothing is extracted")


def _examples(node: yaml.Node | None) -> list[str]:
    if isinstance(node, yaml.SequenceNode):
        texts = [dict(_keys(each)).get("text", each) for each in node.value]
        return [str(each.value).strip().removeprefix("- ") for each in texts]
    lines = str(node.value).splitlines() if node is not None else []
    return [line.strip().removeprefix("-").strip() for line in lines if line.strip().startswith("-")]


def _responses(node: yaml.Node, document: Document, draft: Draft, found: _Found) -> None:
    for action, variants in _keys(node):
        told: list[tuple[str, Mark]] = []
        for variant in variants.value if isinstance(variants, yaml.SequenceNode) else []:
            values = dict(_keys(variant))
            mark = _line(document, variant)
            for key in values:
                if key in ("buttons", "image", "custom", "attachment", "quick_replies", "elements"):
                    draft.leave(mark, f"{key} of {action!r}", "answers are text")
            if "text" in values:
                told.append((_unwrapped(str(values["text"].value)), mark))
        if told:
            found.answers.setdefault(action, told[0])
        for _, mark in told[1:]:
            draft.leave(mark, f"another wording of {action!r}", "an answer is always the same")


def _unwrapped(text: str) -> str:
    """Return a text with the lists that were folded into one line by YAML's quoting on lines again."""
    return re.sub(r"(?<=[:.)]) - (?=[A-Z][^.:]{2,60}: )", "\n- ", text)


def _stories(node: yaml.Node, document: Document, draft: Draft, found: _Found) -> None:
    for story in node.value if isinstance(node, yaml.SequenceNode) else []:
        asked = ""
        for step in getattr(dict(_keys(story)).get("steps"), "value", []):
            values = {key: str(value.value) for key, value in _keys(step) if isinstance(value, yaml.ScalarNode)}
            if "user" in values and "intent" in values:
                draft.tests.append(Test(_ENTITY.sub(r"\1", values["user"]).strip(), values["intent"]))
            if "intent" in values:
                asked = values["intent"]
            elif asked and "action" in values:
                found.said_to.setdefault(asked, set()).add(values["action"])
                asked = ""


def _old(document: Document, draft: Draft, found: _Found) -> None:
    kind = name = ""
    rows: dict[str, list[str]] = {}
    for number, line in enumerate(document.text.splitlines(), 1):
        head = re.match(r"##\s*(\w+)\s*:\s*(\S.*)", line)
        if head:
            kind, name = head[1], head[2].rstrip()
            if kind == "intent":
                found.marks.setdefault(name, document.mark(number))
            elif kind != "synonym":
                draft.leave(document.mark(number), f"the {kind} {name!r}", "nothing is extracted")
        elif line.lstrip().startswith(("- ", "* ")) and kind == "intent":
            found.examples.setdefault(name, []).append(_ENTITY.sub(r"\1", line.lstrip()[2:]).strip())
        elif line.lstrip().startswith(("- ", "* ")) and kind == "synonym":
            rows.setdefault(name, [name]).append(line.lstrip()[2:].strip())
    draft.synonyms.extend(tuple(dict.fromkeys(row)) for row in rows.values())
