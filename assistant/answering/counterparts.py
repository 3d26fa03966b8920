"""What one subject has in place of what was told of another: "the B equivalent?", "what does B call that?"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.library import Item, Library
from assistant.answering.ranking import SPECIFIC, rank
from assistant.asking.question import SUBJECT, Question
from assistant.words.lexicon import is_word


class Counterparts:
    """Finds the entry that is the counterpart of the one told last."""

    def __init__(self, library: Library) -> None:
        english, reader = library.english, library.reader
        self._library = library
        self._names = reader.names
        self._words, self._versions = library.lexicon.cut(english.counterparts), library.lexicon.cut(english.versions)
        self._naming = library.lexicon.cut(english.naming)
        self._asking = frozenset(english.question_words)
        self._named_by = frozenset(english.naming)
        pointing = (*english.anaphors, *english.demonstratives, *english.interjections, *english.copulas)
        self._after = frozenset((*pointing, *english.emphasis, *english.labels, *english.within))
        self._any = frozenset(english.amounts["any"])
        self._say = {True: english.possessing, False: english.defining[0]}

    def beside(self, question: Question) -> tuple[str, ...] | None:
        """Return the content beside the words that ask for a counterpart; None where a question asks for none."""
        words = [word for word in question.asked if is_word(word)]
        named = list(self._names.find(words))
        if len(question.subjects) != 1 or not named or question.either_or or question.forms & {"why", *SPECIFIC}:
            return None
        start, end, _ = named[-1]
        found = next(self._words.find(words), None) or self._version(words, end) or next(self._naming.find(words), None)
        if not found:
            return None
        first, last, phrase = found
        after = [word for i, word in enumerate(words) if i >= last and i not in range(start, end)]
        if phrase in self._named_by and not (self._after.issuperset(after) and not self._asking.isdisjoint(words)):
            return None  # "what is A called after?"
        return tuple(self._library.reader.canonical([*words[:first], *words[last:]]))

    def _version(self, words: Sequence[str], end: int) -> tuple[int, int, str] | None:
        """The phrase for a counterpart right after a name, and its places: "B's version", "the B one"."""
        end += words[end : end + 1] == ["'s"]
        found = self._versions.at(words, end) if end < len(words) else None
        return (end, *found) if found else None

    def entry(self, subject: str, last: Item, told: str) -> Item | None:
        """Return what a subject has in place of what was `told` last: what that names comes first."""
        library, entry = self._library, last.entry
        others = (each for each in library.catalogue.of_topic[entry.topic] if not each.is_ruling and each is not last)
        same = [each for each in others if each.entry.holds.get(subject, each.entry.subject == subject)]
        own = entry.answer.get(subject, "") if isinstance(entry.answer, dict) else ""
        for text in (told, own if entry.holds.get(subject) is False else ""):
            idle = library.fillers.union(library.lexicon.words(text))
            names = ((each, {*library.lexicon.words(each.entry.name)}) for each in same)
            named = next((each for each, name in names if name <= idle and not name <= library.fillers), None)
            if named:
                return named
        if own:
            return last
        if not last.category:
            return library.catalogue.overview(entry.topic)
        title = library.reader.canonical(library.lexicon.phrase(last.category.name).split())
        asked = library.reader.read("")._replace(content=(SUBJECT, *title), subjects=(subject,))
        return next((each.item for each in rank(asked, library) if each.item in same), None)

    def question(self, question: Question, item: Item) -> Question:
        """Return a question for a counterpart as one for what it is, or whether there is one."""
        subject = self._library.base.subject_name(question.subjects[0])
        any_ = not (item.is_ruling or self._any.isdisjoint(question.asked))  # "B got anything like it?"
        plain = self._say[question.yes_no or any_].format(term=item.entry.name, thing=item.entry.name, subject=subject)
        return self._library.reader.read(plain)._replace(text=question.text, subjects=question.subjects)
