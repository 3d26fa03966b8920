"""What is doubtful in a knowledge base that loads: small checks, each from a library to places with a mend."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from assistant.answering.library import Library, knowledge_folder
from assistant.asking.question import SUBJECT
from assistant.authoring.crossval import MANY, Trial
from assistant.knowledge.base import TIE, Category, Entry
from assistant.knowledge.faults import Fault, Mark
from assistant.knowledge.files import read_text
from assistant.knowledge.markup import addressless, plain
from assistant.matching.beside import in_halves
from assistant.tuples import NamedTuple
from assistant.words.lexicon import is_word
from assistant.words.phrases import Phrases
from assistant.words.word_list import WordList

ERROR: Literal["error"] = "error"
WARNING: Literal["warning"] = "warning"

FEWEST_WAYS = 5
"""Ways to ask below which an entry is hard to find."""

LONGEST_TEXTS = {name: Category.fields[name].most for name in ("answer", "verdict", "why")}
"""Characters above which a text is more than one looks for."""

OFFERED, SHORTEST = 8, 5
"""Words of the answers that nobody asks with which are offered, and letters of such a word at least."""

NEARLY = 93
"""Likeness (0 to 100) from which two examples with the same words of content are nearly the same."""

LOST = 0.5
"""Share of an entry's examples that one other entry may take before the two are not told apart."""

ACCIDENT = (3, 1 / 3)
"""Examples of one entry, in number and as a share, from which a word of no other entry and no text is an accident."""


class Finding(NamedTuple):
    """One doubtful thing: an error makes answers wrong, a warning makes them worse.

    `alike` goes after the number of those that are told in one line where they are many.
    """

    fault: Fault
    level: Literal["error", "warning"]
    alike: str = ""


Read: TypeAlias = "tuple[str, tuple[str, ...]]"
"""An example as it is matched, and its words."""


class Written(NamedTuple):
    """An example as its author wrote it and as it is matched, with its words."""

    owner: Category | Entry
    text: str
    example: str
    words: tuple[str, ...]

    @property
    def mark(self) -> Mark:
        """Where it stands."""
        return _at(self.owner.mark, self.text)


def findings(library: Library, examples: Sequence[Written]) -> list[Finding]:
    """Return what is doubtful of a knowledge base as it is written; `examples` are what `written` returns."""
    errors = (
        *_alias_collisions(library),
        *_term_collisions(library),
        *_synonym_collisions(library),
        *_two_signs(library),
        *_contradictions(library),
        *_edges(library),
        *_placeholders(library, examples),
    )
    warnings = (
        *_sources(library),
        *_verdicts(library),
        *_shared(examples),
        *_accidents(library, examples),
        *_slips(library, examples),
        *_two_in_one(examples),
        *_unused_topics(library),
        *_answered_outside(library, examples),
    )
    often = {
        "entries are asked in one way alone": _one_way(library, examples),
        f"entries have fewer than {FEWEST_WAYS} different ways to ask": _few_ways(library, examples),
        "name no section of the source": _sections(library),
        "texts are longer than one looks for": _lengths(library),
        "places do not say how a subject stands": _gaps(library),
        "texts begin with yes or no": _direct(library),
    }
    return [
        *(Finding(each, ERROR) for each in errors),
        *(Finding(each, WARNING) for each in warnings),
        *(Finding(each, WARNING, alike) for alike, found in often.items() for each in found),
    ]


def findings_of(trials: Sequence[Trial], library: Library, examples: Sequence[Written]) -> list[Finding]:
    """Return what is doubtful of examples that were left out."""
    found = (*_nearly_shared(library, examples, trials), *_lost(library, trials))
    return [Finding(each, WARNING) for each in found]


def written(library: Library, tell: Callable[[float], None]) -> list[Written]:
    """Return the examples that the authors wrote, in the order of the files; `tell` hears how far it is, 0 to 1."""
    asked = [(each, text) for each in _items(library) for text in each.ask]

    def read(some: Sequence[tuple[Category | Entry, str]], tell: Callable[[float], None]) -> list[Read]:
        found = []
        for number, (_, text) in enumerate(some):
            tell(number / len(some))
            found.append((library.reader.example(text), tuple(library.lexicon.words(text))))
        return found

    done = in_halves(asked, read, tell, worth=len(asked) >= MANY)
    return [Written(*of, *each) for of, each in zip(asked, done, strict=True)]


def _items(library: Library) -> list[Category | Entry]:
    return [*library.base.categories, *library.base.entries]


def _folder(library: Library) -> Mark:
    return Mark(str(Path(_items(library)[0].mark.path).parent))


def _at(mark: Mark, text: str) -> Mark:
    """Return where `text` stands in the mapping that begins at `mark`: as an item of its own, else anywhere."""
    if not mark.line:
        return mark
    lines = list(enumerate(read_text(mark.path).splitlines(), 1))[mark.line - 1 :]
    whole = [each for each in lines if each[1].strip().removeprefix("- ").strip("\"' ") == text]
    for number, line in whole or lines:
        if text in line:
            return Mark(mark.path, number, line.index(text) + 1)
    return mark


def _canonical(library: Library, text: str) -> str:
    return " ".join(library.reader.canonical(library.lexicon.words(text)))


def _plain(library: Library, text: str) -> str:
    """Return a text's base forms without masking subjects or replacing synonyms."""
    return " ".join(library.lexicon.base(word) for word in library.lexicon.words(text) if is_word(word))


def _texts_of(each: Category | Entry) -> Iterator[tuple[str, str]]:
    """Yield the texts that are shown, each with its key."""
    answers = each.answer.values() if isinstance(each.answer, dict) else [each.answer]
    if isinstance(each, Entry):
        yield "answer", each.short
    yield from (("answer", text) for text in answers)
    yield "why", each.why
    if isinstance(each, Category):
        yield "verdict", each.verdict


def _taken_twice(library: Library, named: Iterable[tuple[str, Mark, Iterable[str]]], what: str) -> Iterator[Fault]:
    """Find phrases that stand for two of the named things."""
    owner: dict[str, str] = {}
    for name, mark, phrases in named:
        for phrase in phrases:
            plain = _plain(library, phrase)
            if owner.setdefault(plain, name) != name:
                yield Fault(
                    _at(mark, phrase),
                    f"{what} {phrase!r} of {name} is {owner[plain]}'s too",
                    "keep it where it belongs",
                )


def _alias_collisions(library: Library) -> Iterator[Fault]:
    subjects, outside = library.base.subjects, library.base.outside
    yield from _taken_twice(
        library,
        (
            *((each.id, each.mark, dict.fromkeys((each.name, *each.aliases))) for each in subjects),
            *((each.name, each.mark, each.terms) for each in outside),
        ),
        "the alias or term",
    )


def _term_collisions(library: Library) -> Iterator[Fault]:
    yield from _taken_twice(
        library, ((each.id, each.mark, (each.name, *each.terms)) for each in library.base.categories), "the term"
    )


def _synonym_collisions(library: Library) -> Iterator[Fault]:
    folder = _folder(library)
    yield from _taken_twice(library, ((row[0], folder, row) for row in library.base.synonyms), "the synonym")


def _two_signs(library: Library) -> Iterator[Fault]:
    for each in _items(library):
        less = {_plain(library, text) for text in each.less}
        for text in each.more:
            if _plain(library, text) in less:
                yield Fault(
                    _at(each.mark, text),
                    f"{each.id!r} has {text!r} both under more and under less",
                    "keep it under one",
                )


def _contradictions(library: Library) -> Iterator[Fault]:
    """A claim that asserts a category's own comparison must not hold for another subject than the ruling says."""
    for entry in library.base.entries:
        category = library.base.category(entry.topic)
        if not category or not entry.holds:
            continue
        ruled = {_plain(library, text) for text in category.more} & {_plain(library, text) for text in entry.more}
        holders = [subject for subject, holds in entry.holds.items() if holds]
        right = category.edge if category.winner == TIE else category.winner
        if ruled and len(holders) == 1 and len(entry.holds) > 1 and holders[0] != right:
            yield Fault(
                entry.mark,
                f"the claim {entry.id!r} says {', '.join(sorted(ruled))!r} of {holders[0]}, "
                f"while {category.id} rules {category.winner}",
                "mend holds, more, or the ruling",
            )


def _edges(library: Library) -> Iterator[Fault]:
    for each in library.base.categories:
        if each.edge and each.winner != TIE:
            yield Fault(
                _at(each.mark, "edge"),
                f"{each.id!r} has an edge although {each.winner} wins",
                "leave edge out, or rule a tie",
            )


def _placeholders(library: Library, examples: Sequence[Written]) -> Iterator[Fault]:
    for each in examples:
        rest = each.text.replace("{subject}", "")
        if "{" in rest or "}" in rest:
            yield Fault(each.mark, f"the example {each.text!r} has an unknown placeholder", "write {subject}")
        elif rest != each.text and not library.base.subjects:
            yield Fault(
                each.mark,
                f"the example {each.text!r} names a subject, but there are none",
                "add subjects:, or write the word itself",
            )


def _sources(library: Library) -> Iterator[Fault]:
    base = library.base
    if base.cite and base.subjects and not base.source.title:
        yield Fault(_folder(library), "no source is named", "add source: {title: …}, or cite: false")


def _sections(library: Library) -> Iterator[Fault]:
    some = any(each.section for each in _items(library))
    for each in _items(library):
        if some and not each.section:
            yield Fault(each.mark, f"{each.id!r} names no section of the source", "add section: its heading")


def _lengths(library: Library) -> Iterator[Fault]:
    for each in _items(library):
        for key, text in _texts_of(each):
            brief = key == "answer" and isinstance(each, Entry) and each.short
            if len(text) > LONGEST_TEXTS[key] and not brief:
                short = "write short: beside it, " if key == "answer" and isinstance(each, Entry) else ""
                yield Fault(
                    _at(each.mark, text[:30]),
                    f"{each.id!r}: {key} has {len(text)} characters",
                    f"keep it under {LONGEST_TEXTS[key]}, {short}or make two entries",
                )


def _one_way(library: Library, examples: Sequence[Written]) -> Iterator[Fault]:
    for each, ways in _ways(library, examples):
        if ways == 1:
            what = f"{each.id!r} is asked in one way alone"
            yield Fault(each.mark, what, f"add {FEWEST_WAYS - 1} or more in other words, bare keywords too")


def _few_ways(library: Library, examples: Sequence[Written]) -> Iterator[Fault]:
    for each, ways in _ways(library, examples):
        if 1 < ways < FEWEST_WAYS:
            yield Fault(each.mark, f"{each.id!r} has {ways} different ways to ask", f"add some: {FEWEST_WAYS} or more")


def _ways(library: Library, examples: Sequence[Written]) -> Iterator[tuple[Category | Entry, int]]:
    """Yield what can be asked for, with in how many ways that differ to the program."""
    different = Counter(owner for owner, _ in {(each.owner.id, each.example) for each in examples})
    for each in _items(library):
        yield each, different[each.id]


def unasked(library: Library, examples: Sequence[Written]) -> list[tuple[str, list[str]]]:
    """Return words that answers of entries with few ways to ask have, and no example, with those entries' ids.

    Those of several entries come first, as no word leads to either, then the longest.
    """
    asked = {word for each in examples for word in each.example.split()}
    dull = library.fillers | library.common | library.general | library.talk | library.english.numbers.keys()
    found: dict[str, tuple[str, list[str]]] = {}
    for each, ways in _ways(library, examples):
        texts = each.texts if isinstance(each, Entry) and ways < FEWEST_WAYS else ()
        for word in dict.fromkeys(word for text in texts for word in library.lexicon.words(plain(addressless(text)))):
            said = _canonical(library, word)
            if len(word) >= SHORTEST and word.isalpha() and said not in asked and said not in dull:
                owners = found.setdefault(said, (word, []))[1]
                owners += [each.id] * (each.id not in owners)
    return sorted(found.values(), key=lambda each: (-len(each[1]), -len(each[0])))[:OFFERED]


def _verdicts(library: Library) -> Iterator[Fault]:
    names = {each.id: [each.name, *each.aliases] for each in library.base.subjects}
    for each in library.base.categories:
        words = f" {_plain(library, each.verdict)} "
        said = names.get(each.winner, library.english.ties)
        if not any(f" {_plain(library, name)} " in words for name in said):
            yield Fault(
                _at(each.mark, "verdict"),
                f"the verdict of {each.id!r} does not say that it is {each.winner}",
                "say it in its first words",
            )


def _direct(library: Library) -> Iterator[Fault]:
    """Texts that begin with a yes or no: true of the question as it is written, false of the same turned round."""
    begins = {library.english.say[each].casefold() for each in ("yes", "no")}
    for each in _items(library):
        judged = isinstance(each, Category) or bool(each.holds)
        mend = "yes or no is put in front, as the question wants it" if judged else "the opposite question gets it too"
        for key, text in _texts_of(each):
            first = text.split()[0].rstrip(",.:;!") if text else ""
            if first.casefold() in begins:
                place = _at(each.mark, text[:30])
                yield Fault(place, f"{each.id!r}: {key} begins with {first!r}", f"begin with the fact: {mend}")


def _gaps(library: Library) -> Iterator[Fault]:
    for each in library.base.categories:
        for subject in library.base.subjects:
            if subject.id not in each.answer:
                yield Fault(
                    each.mark, f"{each.id!r} does not say how {subject.id} stands", f"add answer: {subject.id}: …"
                )


def _shared(examples: Sequence[Written]) -> Iterator[Fault]:
    firsts: dict[str, Written] = {}
    for each in examples:
        other = firsts.setdefault(each.example, each)
        if other.owner.id != each.owner.id:
            named = SUBJECT in each.example.split() and each.text != other.text
            yield Fault(
                each.mark,
                f"{each.text!r} of {each.owner.id!r} asks the same as {other.text!r} of {other.owner.id!r}",
                "make one entry of them, with an answer for each subject" if named else "keep it in one",
            )


def _nearly_shared(library: Library, examples: Sequence[Written], trials: Sequence[Trial]) -> Iterator[Fault]:
    """Two examples that differ in words without content alone."""
    english = library.english
    empty = library.fillers - {*english.question_words, *english.negations, *english.more, *english.less}
    own = {(each.owner.id, each.example): each for each in examples}
    for trial in trials:
        for match in trial.matches:
            each, other = own[trial.intent, trial.example], own.get((match.intent, match.example))
            differ = {*trial.example.split()} ^ {*match.example.split()}
            near = differ <= empty and fuzz.ratio(trial.example, match.example) >= NEARLY
            if near and other and trial.intent < match.intent and trial.example != match.example:
                yield Fault(
                    each.mark,
                    f"{each.text!r} of {each.owner.id!r} is nearly {other.text!r} of {other.owner.id!r}",
                    "say what tells them apart, or make one entry of them",
                )


def _lost(library: Library, trials: Sequence[Trial]) -> Iterator[Fault]:
    groups: dict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        groups[trial.intent].append(trial)
    marks = {each.id: each.mark for each in _items(library)}
    for intent, group in groups.items():
        taken = Counter(trial.matches[0].intent for trial in group if trial.matches and not trial.found)
        thief, count = taken.most_common(1)[0] if taken else ("", 0)
        if len(group) > FEWEST_WAYS and count > LOST * len(group):  # of fewer, too few are left to be found by
            yield Fault(
                marks[intent],
                f"{intent!r} loses {count} of {len(group)} examples to {thief!r}",
                "use words that only it has, or join the two",
            )


def _accidents(library: Library, examples: Sequence[Written]) -> Iterator[Fault]:
    users: dict[str, Counter[str]] = defaultdict(Counter)
    sizes = Counter(each.owner.id for each in examples)
    for example in examples:
        for word in set(example.example.split()) - library.fillers - library.common:
            users[word][example.owner.id] += 1
    alone: dict[str, list[str]] = defaultdict(list)
    for word, found in users.items():
        if len(found) == 1:
            alone[next(iter(found))].append(word)
    for each in _items(library):
        lists = (*each.more, *each.less, *(each.terms if isinstance(each, Category) else ()))
        said = " ".join([each.name, *lists, *(text for _, text in _texts_of(each))])
        texts = {*_canonical(library, said).split(), *_plain(library, said).split()}
        for word in sorted(alone[each.id]):
            count = users[word][each.id]
            if count >= ACCIDENT[0] and count > ACCIDENT[1] * sizes[each.id] and word not in texts:
                yield Fault(
                    each.mark,
                    f"{word!r} stands in {count} examples of {each.id!r}, in no other entry and in "
                    "none of its texts, so any question with it comes here",
                    "vary the wording",
                )


def _slips(library: Library, examples: Sequence[Written]) -> Iterator[Fault]:
    """A word of one example alone that no word list knows, one letter away from a usual one."""
    words = library.lexicon.words
    listed = WordList((knowledge_folder() / "english" / "words.txt").read_bytes())
    named = (
        *library.base.synonyms,
        *(each.terms for each in library.base.categories),
        library.english.modern,
        *((each.name, *each.aliases) for each in library.base.subjects),
        *(each.terms for each in library.base.outside),
    )
    meant = {word for group in named for text in group for word in words(text)}
    used = Counter(word for each in _items(library) for _, text in _texts_of(each) for word in words(text))
    used.update(word for each in examples for word in each.words)
    usual = [word for word in used if (used[word] > 2 or word in meant) and len(word) > 3 and word in listed]
    for each in examples:
        for word in each.words:
            lone = used[word] == 1 and len(word) > 4 and word.isalpha() and f"-{word}" not in each.text
            if lone and word not in listed and word not in meant:
                found = process.extractOne(word, usual, scorer=OSA.distance, score_cutoff=1)
                if found and library.lexicon.base(word) != library.lexicon.base(found[0]):
                    yield Fault(
                        each.mark,
                        f"{word!r} in {each.text!r} looks like a slip of {found[0]!r}",
                        "mend it (slips of those who ask are mended by themselves)",
                    )


def _two_in_one(examples: Sequence[Written]) -> Iterator[Fault]:
    for each in examples:
        if ";" in each.text:
            yield Fault(each.mark, f"the example {each.text!r} holds several", "part them with a comma, or a line each")


def _unused_topics(library: Library) -> Iterator[Fault]:
    used = {each.topic for each in library.base.entries}
    for each in library.base.topics:
        if each.id not in used:
            yield Fault(each.mark, f"no entry has the topic {each.id!r}", "write one, or leave the topic out")


def _answered_outside(library: Library, examples: Sequence[Written]) -> Iterator[Fault]:
    """An entry whose example uses a proper name that is not covered answers questions about it."""
    terms = Phrases(
        (" ".join(library.lexicon.words(term)), term)
        for each in library.base.outside
        for term in each.terms
        if not each.theme
    )
    for each in examples:
        for _, _, term in terms.find(each.words):
            yield Fault(
                each.mark,
                f"the example {each.text!r} of {each.owner.id!r} uses {term!r}, which is listed as not covered",
                "take it out of one of them",
            )
