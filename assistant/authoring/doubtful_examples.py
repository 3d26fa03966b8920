"""What is doubtful of examples: too few, alike, of two entries, slips, words that stand there by accident."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from assistant.answering.library import Library, knowledge_folder
from assistant.asking.question import SUBJECT
from assistant.authoring.crossval import Trial
from assistant.authoring.written import Written, base_forms, canonical, items, texts_of
from assistant.knowledge.base import Category, Entry
from assistant.knowledge.faults import Fault
from assistant.knowledge.markup import addressless, plain
from assistant.words.phrases import Phrases
from assistant.words.word_list import WordList

FEWEST_WAYS = 5
"""Ways to ask below which an entry is hard to find."""

OFFERED, SHORTEST = 8, 5
"""Words of the answers that nobody asks with which are offered, and letters of such a word at least."""

NEARLY = 93
"""Likeness (0 to 100) from which two examples with the same words of content are nearly the same."""

LOST = 0.5
"""Share of an entry's examples that one other entry may take before the two are not told apart."""

ACCIDENT = (3, 1 / 3)
"""Examples of one entry, in number and as a share, from which a word of no other entry and no text is an accident."""


def placeholders(library: Library, examples: Sequence[Written]) -> Iterator[Fault]:
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


def one_way(library: Library, examples: Sequence[Written]) -> Iterator[Fault]:
    for each, ways in _ways(library, examples):
        if ways == 1:
            what = f"{each.id!r} is asked in one way alone"
            yield Fault(each.mark, what, f"add {FEWEST_WAYS - 1} or more in other words, bare keywords too")


def few_ways(library: Library, examples: Sequence[Written]) -> Iterator[Fault]:
    for each, ways in _ways(library, examples):
        if 1 < ways < FEWEST_WAYS:
            yield Fault(each.mark, f"{each.id!r} has {ways} different ways to ask", f"add some: {FEWEST_WAYS} or more")


def _ways(library: Library, examples: Sequence[Written]) -> Iterator[tuple[Category | Entry, int]]:
    """Yield what can be asked for, with in how many ways that differ to the program."""
    different = Counter(owner for owner, _ in {(each.owner.id, each.example) for each in examples})
    for each in items(library):
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
            said = canonical(library, word)
            if len(word) >= SHORTEST and word.isalpha() and said not in asked and said not in dull:
                owners = found.setdefault(said, (word, []))[1]
                owners += [each.id] * (each.id not in owners)
    return sorted(found.values(), key=lambda each: (-len(each[1]), -len(each[0])))[:OFFERED]


def shared(examples: Sequence[Written]) -> Iterator[Fault]:
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


def nearly_shared(library: Library, examples: Sequence[Written], trials: Sequence[Trial]) -> Iterator[Fault]:
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


def lost(library: Library, trials: Sequence[Trial]) -> Iterator[Fault]:
    groups: dict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        groups[trial.intent].append(trial)
    marks = {each.id: each.mark for each in items(library)}
    for intent, group in groups.items():
        taken = Counter(trial.matches[0].intent for trial in group if trial.matches and not trial.found)
        thief, count = taken.most_common(1)[0] if taken else ("", 0)
        if len(group) > FEWEST_WAYS and count > LOST * len(group):  # of fewer, too few are left to be found by
            yield Fault(
                marks[intent],
                f"{intent!r} loses {count} of {len(group)} examples to {thief!r}",
                "use words that only it has, or join the two",
            )


def accidents(library: Library, examples: Sequence[Written]) -> Iterator[Fault]:
    users: dict[str, Counter[str]] = defaultdict(Counter)
    sizes = Counter(each.owner.id for each in examples)
    for example in examples:
        for word in set(example.example.split()) - library.fillers - library.common:
            users[word][example.owner.id] += 1
    alone: dict[str, list[str]] = defaultdict(list)
    for word, found in users.items():
        if len(found) == 1:
            alone[next(iter(found))].append(word)
    for each in items(library):
        lists = (*each.more, *each.less, *(each.terms if isinstance(each, Category) else ()))
        said = " ".join([each.name, *lists, *(text for _, text in texts_of(each))])
        texts = {*canonical(library, said).split(), *base_forms(library, said).split()}
        for word in sorted(alone[each.id]):
            count = users[word][each.id]
            if count >= ACCIDENT[0] and count > ACCIDENT[1] * sizes[each.id] and word not in texts:
                yield Fault(
                    each.mark,
                    f"{word!r} stands in {count} examples of {each.id!r}, in no other entry and in "
                    "none of its texts, so any question with it comes here",
                    "vary the wording",
                )


def slips(library: Library, examples: Sequence[Written]) -> Iterator[Fault]:
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
    used = Counter(word for each in items(library) for _, text in texts_of(each) for word in words(text))
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


def two_in_one(examples: Sequence[Written]) -> Iterator[Fault]:
    for each in examples:
        if ";" in each.text:
            yield Fault(each.mark, f"the example {each.text!r} holds several", "part them with a comma, or a line each")


def answered_outside(library: Library, examples: Sequence[Written]) -> Iterator[Fault]:
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
