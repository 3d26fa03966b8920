"""Marks cut into sentences, without what turns nothing: courtesy, tags, both answers held out, "isn't it that …"."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.asking.marks import PREDICATE, STOP, SUBJECT, Mark, Marks, any_of, at, first_of, plain, subjects

_EMPTY = ("idle", "pairs")
"""Kinds of phrase that hold a cue and turn nothing."""


_RELATIVE, _ANEW = ("where", "who"), ("and", "or", "but", "aux", "which")
"""Kinds of mark that begin a relative clause after a comma, and those that take up a question after one."""


def sentences(marks: Marks) -> list[list[Mark]]:
    """Return the sentences of a question, each with its stop, fit to be read: see the functions below."""
    said = [mark for mark in _named_in_order(marks) if not mark.is_a(*_EMPTY)]
    told = (_on_its_ground(_without_last_no(_unparted(each))) for each in cut(_without_tags(said)))
    return [[mark for place, mark in enumerate(each) if not _expects_yes(each, place)] for each in told]


def asks(sentence: Marks) -> bool:
    """Tell whether a sentence ends in a question mark."""
    return bool(sentence) and sentence[-1].text == "?"


def cut(marks: Marks) -> Iterator[list[Mark]]:
    """Cut marks into sentences, each with its stop."""
    sentence: list[Mark] = []
    for mark in marks:
        sentence.append(mark)
        if mark.is_a(STOP):
            if len(sentence) > 1:
                yield sentence
            sentence = []
    if sentence:
        yield sentence


def offers_both(sentence: Marks) -> bool:
    """Tell whether a sentence holds out nothing but two answers: "uphold or scrap?"."""
    words = [mark for mark in sentence if not mark.is_a(STOP)]
    both = len(words) == 3 and words[1].is_a("or", "slash", "comma") and any(map(_stance, words))
    return both or all(mark.is_a("pairs") for mark in words)


def _stance(mark: Mark) -> str:
    return "deny" if mark.is_a("deny", "reject") else "confirm" if mark.is_a("confirm", "keep") else ""


def _named_in_order(marks: Marks) -> list[Mark]:
    """Let "the former" and "the second one" name the subject that they mean; "the second friend" means none."""
    found: list[Mark] = []
    for place, mark in enumerate(marks):
        named = subjects(found) if mark.is_a("first", "second") else []
        if len(named) > 1 and not (plain(marks, place + 1) or at(marks, place + 1, "person")):
            mark = Mark(mark.text, frozenset((SUBJECT,)), named[0 if mark.is_a("first") else 1])
        found.append(mark)
    return found


def _without_tags(marks: Marks) -> list[Mark]:
    """Drop question tags: "…, doesn't it", "…, is that so" are asked with every statement and turn nothing."""
    kept: list[Mark] = []
    place = 0
    while place < len(marks):
        end = _tag_end(marks, place)
        if end:
            if kept[-1].is_a("comma"):
                kept.pop()
            place = end
        else:
            kept.append(marks[place])
            place += 1
    return kept


def _tag_end(marks: Marks, place: int) -> int:
    """Return the end of a tag (aux, not, pronoun, not) that stands at `place`, before a pause, or 0."""
    if place == 0 or not marks[place].is_a("aux") or at(marks, place - 1, SUBJECT, "which", "and", "or", "but", STOP):
        return 0
    end = place + 1
    end += at(marks, end, "bare-not")
    if at(marks, end, "pronoun"):
        end += 1
        end += at(marks, end, "bare-not")
    elif not at(marks, end - 1, "bare-not") or not at(marks, place - 1, "comma"):
        return 0
    return end if end == len(marks) or at(marks, end, STOP, "comma") else 0


def _unparted(sentence: list[Mark]) -> list[Mark]:
    """Drop the commas around a relative clause: "is the paper, where A was born, gone?" asks of the paper."""
    commas = [place for place, mark in enumerate(sentence) if mark.is_a("comma")] if at(sentence, 0, "aux") else []
    begun = next((place for place in commas if at(sentence, place + 1, *_RELATIVE)), len(sentence))
    ended = next((place for place in commas if place > begun and not at(sentence, place + 1, *_ANEW)), len(sentence))
    rest = sentence[ended + 1 :]
    joined = [*sentence[:begun], *sentence[begun + 1 : ended], *rest]
    return joined if any_of(rest, PREDICATE) else sentence


def _without_last_no(sentence: list[Mark]) -> list[Mark]:
    """Drop a bare tag or call: "…, no?", "No, …"."""
    last = len(sentence) - 1 - at(sentence, len(sentence) - 1, STOP)
    said = at(sentence, last - 1, SUBJECT, "aux", "determiner", "say", "or")
    tag = last > 1 and at(sentence, last, "no-tag") and not said
    if tag and (at(sentence, last - 1, "comma") or speaks_of(sentence)):
        sentence = sentence[:last] + sentence[last + 1 :]
    noun = at(sentence, 1, SUBJECT, PREDICATE) or (len(sentence) > 1 and not sentence[1].kinds)  # "no db layer in A"
    if at(sentence, 0, "no-tag") and not noun:
        sentence = sentence[1 + at(sentence, 1, "comma") :]
    return sentence


def _on_its_ground(sentence: list[Mark]) -> list[Mark]:
    """Read a rejection as its ground, which is what is stated: "drop A, since it has no B" as "A, it has no B"."""
    place = first_of(sentence, "because")
    if place is None:
        return sentence
    before, ground = sentence[:place], sentence[place + 1 :]
    stated = first_of(ground, PREDICATE)
    says = stated is not None and any_of(ground[:stated], "it") and not any_of(ground, SUBJECT)
    if not (says and any_of(before, "reject", "leave") and any_of(before, SUBJECT)) or any_of(before, PREDICATE):
        return sentence
    return [*(mark for mark in before if mark.is_a(SUBJECT, "either", "some-one", "or", "and")), *ground]


def _expects_yes(sentence: Marks, place: int) -> bool:
    """Tell whether a negation is that of a question that expects a yes: "isn't A …", "does it not …"."""
    if not sentence[place].is_a("bare-not") or place == 0:
        return False
    if at(sentence, place - 1, "aux") and (place == 1 or at(sentence, place - 2, "colon")):
        rest = sentence[place + 1 :]  # "didn't the firm …", not "can't do it in A"
        return not at(rest, 0, "aux", "neutral") or at(rest, 0, "determiner", "pronoun", SUBJECT, PREDICATE)
    if at(sentence, place - 1, "aux") and _opens(sentence, place - 1):
        follows = at(sentence, place + 1, SUBJECT, "pronoun", "determiner", "both", "either", "one", "only")
        named = any_of(sentence[:place], "which-one")  # "which isn't the one"
        return follows and not named
    if at(sentence, place + 1, SUBJECT) and at(sentence, place + 2, "but"):
        return False
    inverted = at(sentence, place - 1, "pronoun") and at(sentence, place - 2, "aux")
    return inverted and (place == 2 or at(sentence, place - 3, "comma", "colon", "but", "and"))


def _opens(sentence: Marks, place: int) -> bool:
    """Tell whether a verb stands before its subject: neither a name nor a pronoun is right before it."""
    return not at(sentence, place - 1, SUBJECT, "pronoun", "both", "other", "neither", PREDICATE, "which")


def openings(marks: Marks) -> Iterator[str]:
    """Yield the words with which parts of it open; a remark opens nothing ("… How thrilling.")."""
    for each in cut(marks):
        if asks(each) or speaks_of(each) or any_of(each, "which", "which-one", "who"):
            for place, mark in enumerate(each):
                begins = not place or each[place - 1].is_a("comma", "colon", "and", "but", "then")
                begins |= place == 1 and each[0].is_a(SUBJECT, "neutral", "among", "by", "toward")  # "of which …"
                if begins and not at(each, place + 1, "comma"):  # "what, it has none?"
                    yield mark.text.partition(" ")[0]


def speaks_of(sentence: Marks) -> bool:
    """Tell whether a sentence names a subject or the matter."""
    return any_of(sentence, SUBJECT, PREDICATE)
