"""A draft, or a knowledge base, written as YAML that a person goes on with."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from assistant.answering.library.store import language
from assistant.answering.library.wordings import verbatim
from assistant.authoring.importing.draft import Draft, Left, Pair
from assistant.knowledge.base import BOTH, OVERALL, TIE
from assistant.knowledge.english import spoken
from assistant.knowledge.plain import derived_id, derived_name


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes texts of several lines as such."""


def _text(dumper: Any, text: str) -> Any:
    whole = text.encode("utf-8", "replace").decode()  # halves of characters stand in no file
    return dumper.represent_scalar("tag:yaml.org,2002:str", whole, style="|" if "\n" in whole else None)


_Dumper.add_representer(str, _text)


def yaml_of(data: dict[str, Any], comment: str = "") -> str:
    """Return a mapping as YAML in the order of its keys, a blank line between its parts and its questions."""
    parts = [
        yaml.dump({key: value}, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
        for key, value in data.items()
        if value not in (None, "", [], (), {})
    ]
    head = f"# yaml-language-server: $schema=schema.json\n{comment}\n" if comment else ""
    return head + re.sub(r"(?<!^faq:)\n- q:", r"\n\n- q:", "\n".join(parts), flags=re.MULTILINE)


def merged(draft: Draft) -> tuple[list[Pair], list[Left]]:
    """Return the questions of a draft with equal answers joined and each question in one entry only; and what goes."""
    owner: dict[str, int] = {}  # by its words and marks: "C++" is not "C"
    same: dict[tuple[str, str], int] = {}
    found: list[Pair] = []
    left: list[Left] = []
    for pair in draft.pairs:
        key = (" ".join(pair.answer.split()), pair.fields.get("topic", ""))
        fresh = [each for each in pair.questions if verbatim(each) not in owner]
        home = same.get(key)
        doubles = [each for each in pair.questions if owner.get(verbatim(each), home) != home]
        for each in doubles:
            first = found[owner[verbatim(each)]]
            where = f"line {first.mark.line}" if first.mark.path == pair.mark.path else f"{first.mark}"
            why = f"{where} has another answer to it, which is kept"
            left.append(Left(pair.mark, f"“{each}”", why))
        if not fresh:
            continue
        if home is None:
            home = same[key] = len(found)
            found.append(pair._replace(questions=()))
        asked = {verbatim(each): each for each in reversed(fresh)}
        found[home] = found[home]._replace(questions=(*found[home].questions, *reversed(asked.values())))
        owner.update((each, home) for each in asked)
    return found, left


def base_of(draft: Draft, title: str) -> tuple[dict[str, Any], dict[str, str], list[Left]]:
    """Return a draft as the keys of a knowledge base, the ids of its intents, and what was left out by joining."""
    known = {each.id: {*map(spoken, each.ask)} for each in language().small_talk}
    pairs, left = merged(draft)
    talk: dict[str, dict[str, Any]] = {}
    faq: list[dict[str, Any]] = []
    taken = {TIE, BOTH, OVERALL, derived_id(title), *(derived_id(each.fields.get("topic", "")) for each in pairs)}
    ids: dict[str, str] = {}
    for pair in pairs:
        greeting = _small_talk(pair, known)
        if greeting:
            braced = pair.answer.replace("{", "{{").replace("}", "}}")
            entry = talk.setdefault(greeting, {"id": greeting, "ask": [], "answer": braced})
            if entry["answer"] != braced:
                left.append(Left(pair.mark, f"“{pair.questions[0]}”", f"{greeting} is answered already"))
                continue
            entry["ask"] += pair.questions
            continue
        name = derived_id(pair.fields.get("id") or pair.questions[0], taken)
        taken.add(name)
        if pair.fields.get("id"):
            ids[pair.fields["id"]] = name
        first, *others = pair.questions
        values = {
            "q": first,
            "also": others,
            "a": pair.answer,
            **{key: pair.fields.get(key, "") for key in ("short", "topic", "section", "name")},
            "id": name if pair.fields.get("id") else "",
        }
        if derived_name(first) == values["name"]:
            values["name"] = ""
        faq.append({key: value for key, value in values.items() if value})
    synonyms = _rows(draft.synonyms)
    data = {"title": title, "source": {"title": title}, "synonyms": synonyms, "talk": [*talk.values()], "faq": faq}
    return data, ids, left


def _small_talk(pair: Pair, known: Mapping[str, set[str]]) -> str:
    """Return the id of what is `known` of small talk that most of a pair's questions are, word for word, or ""."""
    asked = {spoken(each) for each in pair.questions}
    counts = {name: len(words & asked) for name, words in known.items()}
    best = max(counts, key=lambda each: counts[each])
    return best if counts[best] * 2 > min(len(asked), len(known[best])) else ""


def _rows(rows: Iterable[tuple[str, ...]]) -> list[list[str]]:
    """Return rows of synonyms in which no word stands twice, in small letters."""
    seen: set[str] = set()
    found = []
    for row in rows:
        kept = [word for word in dict.fromkeys(each.strip().casefold() for each in row) if word and word not in seen]
        seen.update(kept)
        if len(kept) > 1:
            found.append(kept)
    return found


def script_of(draft: Draft, ids: dict[str, str], entries: dict[str, str]) -> str:
    """Return the tests of a draft as a scripted file ("" where there are none); `entries` are ids by question."""
    from assistant.authoring.importing.draft import words_of

    rows = []
    for each in draft.tests:
        name = ids.get(words_of(each.id)) or entries.get(spoken(each.ask))
        if name:
            rows.append(f"  - {{ask: {json.dumps(each.ask, ensure_ascii=False)}, id: {json.dumps(name)}}}")
    return "\n".join(["knowledge: ..", "questions:", *dict.fromkeys(rows)]) + "\n" if rows else ""
