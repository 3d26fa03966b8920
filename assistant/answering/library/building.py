"""A knowledge base read, and what is needed to answer from it worked out; the store keeps it."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from typing import Any, TypeAlias

from assistant.answering.library.catalogue import Catalogue, Item, defined_in, entries_of, named_in, wordings_of
from assistant.answering.library.library import Library
from assistant.answering.library.places import ENGLISH, shipped
from assistant.answering.library.speech import Speech
from assistant.answering.library.vocabulary import Vocabulary, fewness_of, lexicon_of
from assistant.answering.library.wordings import Wordings
from assistant.asking.question import SUBJECT, Reader, cues_of
from assistant.knowledge.base import Entry, KnowledgeBase, Talk
from assistant.knowledge.english import English, Refusal, load_english
from assistant.knowledge.examples import best_example
from assistant.knowledge.markup import addressless
from assistant.knowledge.scoreboard import overall_entries, sourced_entries
from assistant.matching.beside import in_halves
from assistant.matching.dense import Dense
from assistant.matching.matcher import MANY, Matcher
from assistant.words.lexicon import Lexicon
from assistant.words.spelling import Speller
from assistant.words.word_list import WordList

Tell = Callable[[float], None]
"""Hears how far something is, 0 to 1."""

_PARTS = r"(?<=[.!?:;]) "
"""Where a text is parted."""

Texts: TypeAlias = "list[tuple[str, str]]"
"""Texts, each with the entry it is of."""

_Taken: TypeAlias = "tuple[list[str], list[str], list[str], tuple[str, str, frozenset[str]]]"
"""Of an entry its canonical examples, what it tells, what is known of it, and its words and the forms it answers."""

READING = 0.25
"""The part of the time to build that passes before the matcher learns."""


def in_silence(share: float) -> None:
    """Hear nothing."""


def speech_of(words: WordList, dense: Dense, ready: Callable[[Library], object]) -> Speech:
    """Make a language ready: small talk and refusals, learnt against what is asked of any knowledge."""
    english, nothing = load_english(shipped(ENGLISH)), KnowledgeBase()
    lexicon = lexicon_of(nothing, english, words)
    said: tuple[Talk | Refusal, ...] = (*english.small_talk, *english.refusals)
    lexicon.learn(_phrases(english), (text for each in said for text in each.ask))
    reader = Reader(english, nothing, lexicon, Speller(()))
    asked = {
        **english.asked,
        "ruling": english.rulings,
        "stance": english.stances,
        **{each.id: each.ask for each in english.overall},
    }
    texts = [
        (text.replace("{category}", "{subject}"), f"asked {kind}") for kind, ways in asked.items() for text in ways
    ]
    texts = [*((text, each.id) for each in said for text in each.ask), *texts]
    examples = [(" ".join(reader.canonical(lexicon.words(reader.named(text)))), intent) for text, intent in texts]
    speech = Speech(english, cues_of(english, lexicon), words, Matcher(examples, dense=dense))
    any_base = unlearnt(nothing, speech)
    ready(any_base)
    packed = any_base.packed()  # what every knowledge base needs of the language
    learnt = json.dumps(packed["vocabulary"]["lexicon"], separators=(",", ":"))
    return Speech(english, speech.cues, words, speech.matcher, learnt)


def build(
    base: KnowledgeBase,
    speech: Speech,
    dense: Dense,
    tell: Tell = in_silence,
    learnt: Callable[[str], Matcher | None] = lambda mark: None,
    made_by: str = "",
) -> Library:
    """Make a knowledge base ready; `learnt` returns the matcher of what has the same mark, None where there is none.

    `made_by` tells the language and the program, and is part of the mark.
    """
    vocabulary, catalogue, examples, about, known = _read(base, speech, tell)
    few = fewness_of(base)
    mark = _mark(made_by, examples, about, known, few)  # of what the matcher learns from
    matcher = learnt(mark)
    if not matcher or [*matcher.intents] != sorted({intent for _, intent in examples}):
        matcher = Matcher(
            examples,
            speech.matcher,
            lambda done, total: tell(READING + (1 - READING) * done / total),
            about,
            dense,
            few,
            known,
        )
    tell(1.0)
    return Library(speech, vocabulary, catalogue, matcher, mark, mark_of(base, made_by))


def mark_of(base: KnowledgeBase, made_by: str) -> str:
    """Tell all that a library is made of: the same mark stands for the same, wherever it is written and however."""
    return _mark(made_by, base.packed())


def _mark(*given: Any) -> str:
    """Tell plain values: the same mark stands for the same."""
    return blake2b(json.dumps(given).encode(), digest_size=16).hexdigest()


def unlearnt(base: KnowledgeBase, speech: Speech) -> Library:
    """Return a library to look at, not to ask: it knows the words of a knowledge base, and no entry."""
    english = speech.english
    entries = entries_of(base, (*overall_entries(base, english), *sourced_entries(base, english)))
    lexicon, reader = _words_of(base, speech, entries)
    vocabulary = _vocabulary(base, english, lexicon, reader, {})
    return Library(speech, vocabulary, Catalogue(base, {}, {}, {}, Wordings()), Matcher((), speech.matcher))


def _words_of(base: KnowledgeBase, speech: Speech, entries: Sequence[Entry]) -> tuple[Lexicon, Reader]:
    """Return the words of a knowledge base learnt, and what reads with them."""
    english = speech.english
    lexicon = speech.lexicon(base, fewness_of(base), shares=speech.shares(base))
    names = _names(base, entries) if lexicon.language else chain(_phrases(english), _names(base, entries))
    lexicon.learn(names, (text for each in entries for text in (*each.ask, *_texts(each))))
    return lexicon, Reader(english, base, lexicon, Speller(()), speech.cues)


def _vocabulary(
    base: KnowledgeBase, english: English, lexicon: Lexicon, reader: Reader, rarity: Mapping[str, float]
) -> Vocabulary:
    """Return the words of a knowledge base with what they weigh."""

    def canonical(texts: Iterable[str]) -> frozenset[str]:
        return frozenset(word for text in texts for word in reader.canonical(lexicon.phrase(text).split()))

    numerals = [each for name in ("numbers", "scales", "fractions") for each in english.figures[name]]
    common = frozenset(word for each in (*english.common, *numerals) for word in (each, lexicon.base(each)))
    judging = canonical((*english.more, *english.less, *english.compares, *english.ties, *english.forms["verdict"]))
    names = (text for each in base.categories for text in (each.name, *each.terms) if " " not in text.strip())
    general = judging - canonical(names)  # "cleaning" judges nothing where that is a category
    talk = canonical(text for each in english.small_talk for text in each.ask)
    for text in () if lexicon.language else chain.from_iterable(each.ask for each in english.follow_ups):
        lexicon.phrase(text)  # so that its words are kept: each conversation knows them
    return Vocabulary(lexicon, english, rarity, common, general, talk)


def _read(base: KnowledgeBase, speech: Speech, tell: Tell) -> tuple[Vocabulary, Catalogue, Texts, Texts, Texts]:
    """Return the words, the entries, the examples and what is told to be learnt, and both as they are said."""
    english, sourced = speech.english, sourced_entries(base, speech.english)
    entries = entries_of(base, (*overall_entries(base, english), *sourced))
    few = fewness_of(base)
    lexicon, reader = _words_of(base, speech, entries)

    def read(some: Sequence[Entry], tell: Tell) -> list[_Taken]:
        found = []
        for number, entry in enumerate(some):
            tell(READING * number / len(some))
            examples = _examples(entry, base, english, reader, few)
            told = (" ".join(reader.canonical(lexicon.words(text))) for text in (entry.name, entry.why, *_texts(entry)))
            known = list(_known(entry, base, reader, lexicon)) if few else []
            words, once = _words(entry, base, lexicon, reader, [example for example, _ in examples])
            forms = frozenset(form for _, asked in examples for form in reader.forms_of_example(asked))
            own = (words, "" if few else once, forms)
            found.append(([example for example, _ in examples], list(filter(None, told)), known, own))
        return found

    many = sum(len(each.ask) for each in entries) >= MANY
    taken = list(zip(entries, in_halves(entries, read, tell, worth=many), strict=True))
    items = {
        each.id: Item(each, base.category(each.topic), *own, best_example(each, base, english))
        for each, (*_, own) in taken
    }
    pairs = [(text, each.id) for each, (examples, *_) in taken for text in examples]
    about = [(text, each.id) for each, (_, told, *_) in taken for text in told]
    known = [(text, each.id) for each, (*_, said, _) in taken for text in said]

    rarity = _rarity([item.words.split() for item in items.values()])
    vocabulary = _vocabulary(base, english, lexicon, reader, rarity)
    dull = vocabulary.common | vocabulary.general | vocabulary.fillers
    terms = _category_phrases(((each.id, (each.name, *each.terms)) for each in base.categories), reader, lexicon, dull)
    poles = _category_phrases(((each.id, (*each.more, *each.less)) for each in base.categories), reader, lexicon, dull)
    named = named_in(items, rarity, reader, lexicon)
    return (
        vocabulary,
        Catalogue(base, items, terms, poles, wordings_of(base, sourced), defined_in(base, english, lexicon), named),
        pairs,
        about,
        known,
    )


def _texts(entry: Entry) -> Iterator[str]:
    """Yield the answers of an entry, as far as they say something."""
    return map(addressless, entry.texts)


def _known(entry: Entry, base: KnowledgeBase, reader: Reader, lexicon: Lexicon) -> Iterator[str]:
    """Yield all that is known of an entry, sentence by sentence, in words as they are said."""
    category = base.category(entry.id)
    named = (*category.terms, *category.more, *category.less) if category else ()
    sections = entry.section.values() if isinstance(entry.section, dict) else (entry.section,)
    told = (entry.name, entry.why, *_texts(entry), *sections, *named)
    sentences = (each for text in told for each in re.split(_PARTS, text))
    for text in (*(each.replace("{subject}", "") for each in entry.ask), *sentences):
        said = reader.unnamed(lexicon.words(text))
        if said:
            yield said


def _category_phrases(
    texts: Iterable[tuple[str, Iterable[str]]], reader: Reader, lexicon: Lexicon, dull: frozenset[str]
) -> dict[str, str]:
    """Return canonical phrases with the id of the category that has them, those of `dull` words alone left out."""
    phrases: dict[str, str] = {}
    for name, written in texts:
        for text in written:
            canonical = reader.canonical(lexicon.phrase(text).split())
            if not dull.issuperset(canonical):
                phrases.setdefault(" ".join(canonical), name)
    return phrases


def _examples(entry: Entry, base: KnowledgeBase, english: English, reader: Reader, few: float) -> list[tuple[str, str]]:
    """Return the examples of an entry, canonical and as written; a ruling has those that suit any category besides.

    Where examples are `few`, its words for better and worse make some too.
    """
    asked = list(entry.ask)
    category = base.category(entry.id)
    if category:
        first, *others = category.terms or (category.name,)
        asked += [each.replace("{category}", first) for each in (*english.rulings, *english.stances)]
        asked += [each.replace("{category}", term) for term in others for each in english.rulings[:6]]
        if few:
            asked += [
                way.replace("{word}", word) for word in (*category.more, *category.less) for way in english.judging
            ]
    return list({reader.example(each): each for each in reversed(asked)}.items())[::-1]


def _words(
    entry: Entry, base: KnowledgeBase, lexicon: Lexicon, reader: Reader, examples: Sequence[str]
) -> tuple[str, str]:
    """Return the canonical words of an entry's examples and texts, and those that one example alone has."""
    category = base.category(entry.topic)
    texts = [entry.name, entry.why, *_texts(entry), *entry.more, *entry.less]
    if category:
        texts += [*category.terms, *category.more, *category.less]
    said = Counter(word for example in examples for word in {*example.split()})
    told = {word for text in texts for word in reader.canonical(lexicon.words(text))}
    once = {word for word, count in said.items() if count == 1} - told
    return " ".join(sorted({*said, *told} - {SUBJECT})), " ".join(sorted(once - {SUBJECT}))


def _phrases(english: English) -> Iterator[str]:
    """Yield every cue of a language."""
    for name in english.fields:
        cues = getattr(english, name)
        if cues and isinstance(cues, tuple) and isinstance(cues[0], str):
            yield from cues
    asking = (phrases for _, phrases in english.asking.items())
    for group in (*english.forms.values(), *asking, *english.synonyms):
        yield from group
    for talk in (*english.small_talk, *english.follow_ups):
        yield from talk.ask


def _names(base: KnowledgeBase, entries: Iterable[Entry]) -> Iterator[str]:
    """Yield every name and term of a knowledge base."""
    for group in base.synonyms:
        yield from group
    for talk in base.talk:
        yield from talk.ask
    for subject in base.subjects:
        yield from (subject.name, *subject.aliases, *subject.implies)
    for outside in base.outside:
        yield from outside.terms
    for category in base.categories:
        yield from category.terms
    for entry in entries:
        yield from (entry.name, *entry.phrases, *entry.units)


def _rarity(vocabularies: Sequence[Sequence[str]]) -> dict[str, float]:
    """Return each word's weight, 0 to 1: how few entries it stands in; in the order in which entries have them."""
    counts = Counter(chain.from_iterable(vocabularies))
    top = math.log(1 + len(vocabularies))
    return {word: 1 - math.log(count) / top for word, count in counts.items()}
