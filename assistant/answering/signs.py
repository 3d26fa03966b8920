"""What the words of a question say of the turn before: whether they point to it, lean on it, or stand alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile, takewhile

from assistant.answering.library import Item, Library
from assistant.answering.ranking import SPECIFIC, content_weights
from assistant.asking.question import SUBJECT, Question
from assistant.knowledge.base import OVERALL
from assistant.words.lexicon import is_word

THIN = 0.5
"""Weight of its own content below which a question is nothing by itself."""

SCANT = 0.75
"""Weight below which a single word asks nothing by itself."""

LEANING, FULL = 1.5, 2.5
"""Weight of a question's own content below which it may lean on the turn before, and the same with a pronoun."""

SLIGHT = 0.3
"""Weight up to which words that a category does not know may stand beside one that judges."""

SURE = 0.5
"""Matcher's score from which on a question about the whole is not taken for one about the category spoken of last."""

CARRIED = 0.1
"""What a reading that borrows from the turn before must score above the bare question."""


class Signs:
    """Tells what words of a question point to, in a talk about what a library holds."""

    def __init__(self, library: Library) -> None:
        english, reader, cut = library.english, library.reader, library.lexicon.cut
        self._library = library
        self.idle = library.fillers | {SUBJECT}
        self._faint = frozenset((*english.articles, *english.bounds["articles"], *english.conclusions))
        self._judging = library.general - self.idle
        self.question_words, self.persons = frozenset(english.question_words), frozenset(english.persons)
        self.asking = self.idle.union(self.question_words, english.interjections, english.demonstratives)
        self._idle_or_requests = self.idle.union(reader.canonical(english.requests))
        self._links, self._compares = reader.links, reader.compares
        self.corrections, self.pairs, self.levels = cut(english.corrections), cut(english.pairs), cut(english.ties)
        self.pronouns, self.plurals = frozenset(english.pronouns), frozenset(english.plurals)
        self.people = frozenset(english.people if library.base.subjects else ())  # taken for no subject
        self.naming = frozenset(english.naming)
        self.interjections, self.demonstratives = frozenset(english.interjections), frozenset(english.demonstratives)
        self._determiners = self.demonstratives.intersection(english.anaphors)
        self._copulas, self._nouns, self._linking = map(frozenset, (english.copulas, english.labels, english.verbs))
        self.negations, self.prepositions = frozenset(english.negations), frozenset(english.prepositions)
        self._repeats, self._alternatives = frozenset(english.repeats), frozenset(english.alternatives)
        self._suppositions, self.conclusions = frozenset(english.suppositions), frozenset(english.conclusions)
        self._themselves = self.persons.union(english.speakers) - frozenset(english.anaphors)
        self._stating = self._linking.union(self.persons, self.pronouns, english.demands)

    def supposes(self, question: Question) -> bool:
        """Tell whether it puts another case without asking anything of it: "what if it grows?"."""
        link = self._links.at(question.asked, 0) if question.asked else None
        if link and not self._suppositions.isdisjoint(question.asked[link[0] : link[0] + 1]):
            return True  # "and should it be complex?"
        found = next(self._library.reader.conditionals.find(question.asked[:4]), None)
        if found is None or question.yes_no or found[2] in self.question_words:
            return False
        return self.question_words.isdisjoint(question.asked[found[1] :])

    def drawn(self, question: Question) -> bool:
        """Tell whether it opens or ends as a conclusion does: "so …", "…, then"."""
        words = [word for word in self._library.lexicon.said(question.text) if is_word(word)]
        return not self.conclusions.isdisjoint((*takewhile(self.interjections.__contains__, words), *words[-1:]))

    def concludes(self, question: Question) -> bool:
        """Tell whether it draws a conclusion from what was told, to be confirmed: "so it has the bigger following"."""
        words = [word for word in self._library.lexicon.said(question.text) if is_word(word)]
        said = [*dropwhile(self.interjections.__contains__, words)] or [""]
        asks = self.asks_which(question) or question.forms - {"choose", "verdict"} or self.tells(question)
        states = question.comparing or self.levels.occur(said) or not self._stating.isdisjoint(said[:-1])
        says = len(question.sentences) == 1 and states
        own = said[0] in self._themselves and self.pronouns.isdisjoint(said)  # "so we have a small team"
        return says and self.drawn(question) and not (asks or own or said[-1] in self._linking)

    def tells(self, question: Question) -> bool:
        """Tell whether it wishes to be told of something, which leaves nothing open: "then tell me about B"."""
        words = self._library.lexicon.said(question.text)
        opening = next((i for i, word in enumerate(words) if is_word(word) and word not in self.interjections), 0)
        link = self._links.at(words, opening) if words else None
        return self._library.reader.is_request(words[link[0] if link else opening :])

    def compares_to(self, question: Question, subject: str) -> bool:
        """Tell whether what a pronoun means is set against a subject: "is it younger than B?", "on par with B's?"."""
        reader, asked = self._library.reader, question.asked
        place = next((start for start, _, each in reader.names.find(asked) if each == subject), 0)
        before = asked[:place]
        pronoun = not self.pronouns.isdisjoint(before) or not self.demonstratives.isdisjoint(before)
        likens = reader.likens(before) and (pronoun or not question.yes_no)
        return likens or (pronoun and self._compares.occur(before))

    def has_pronoun(self, question: Question) -> bool:
        """Tell whether it has a word that stands for what was spoken of."""
        return self.points(question) or self.parts_both(question) or not self.pronouns.isdisjoint(question.words)

    def parts_both(self, question: Question) -> bool:
        """Tell whether it asks of which of the subjects two things are: "both A or both B?"."""
        said = {word for word in question.content if word not in self.idle}
        return self.pairs.occur(question.asked) and not self._alternatives.isdisjoint(question.asked) and not said

    def points(self, question: Question) -> bool:
        """Tell whether it has a demonstrative; "which one" of both is none, "which one does Flask use" is one."""
        asking = frozenset() if question.subjects else self.question_words
        pairs = zip(("", *question.words), question.words, strict=False)
        return any(word in self.demonstratives and before not in asking for before, word in pairs)

    def names(self, question: Question) -> int:
        """The number of categories that it names."""
        return len(self._library.categories_in(question.content, poles=False))

    def is_scant(self, question: Question, own: float) -> bool:
        """Tell whether it is a word or none, or letters and digits, that ask nothing: "6", "less", "hmm", "1 and 2"."""
        asks = question.subjects or question.words[-1:] == ("?",) or question.forms & {"define", *SPECIFIC}
        said = [word for word in question.content if word not in self.idle]
        letters = bool(said) and all(len(word) == 1 for word in said)
        named = self.names(question) or any(word in self._library.catalogue.defined for word in said)
        return not asks and (letters or (not named and len(question.content) < 2 and own < SCANT))

    def is_keyword(self, question: Question) -> bool:
        """Tell whether a word that asks nothing says of what it may be: it names a thing, and does not only judge."""
        english, said = self._library.english, self.said_of(question)
        judges = {*english.gradable, *english.two_things}.intersection(question.words)
        return not (judges or question.forms) and any(map(str.isalpha, said))

    def is_linked(self, question: Question, own: float) -> bool:
        """Tell whether a question ties itself to the one before: "and …", "what about …", or a bare "templates?"."""
        words = question.words
        tied = bool(words) and self._links.at(words, 0) is not None
        if tied or not self._repeats.isdisjoint(words) or self.corrections.occur(question.said):
            return True
        short = words[-1:] == ("?",) and 1 < len([word for word in words if word not in self._faint]) <= 4
        says = own or self.judges(question) or question.subjects or question.comparing or self.pairs.occur(words)
        return bool(short and says) and not question.yes_no and not self.question_words & set(words)

    def judges(self, question: Question) -> bool:
        """Tell whether it has a word that judges whatever it is said of: "any drawbacks?"."""
        return not self._judging.isdisjoint(question.content)

    def asks_which(self, question: Question) -> bool:
        """Tell whether it has a question word, or asks for one of several without any."""
        return "which" in question.forms or bool(set(question.asked) & self.question_words)

    def is_refused(self, question: Question) -> bool:
        """Tell whether it is, word for word, an example of what no knowledge answers: "what time is it?"."""
        best = next(iter(self._library.matches(text := " ".join(question.content), 1)), None)
        return bool(best and best.example == text and self._library.speech.refusal(best))

    def has_alien(self, question: Question) -> bool:
        """Tell whether the question has a content word that no entry knows."""
        weights = content_weights(question.content, self._library)
        return any(word not in self._library.rarity and weight > THIN for word, weight in weights.items())

    def own_weight(self, question: Question, item: Item | None = None) -> float:
        """How much content the question has of its own, and `item` lacks (0: none); what judges is none."""
        library = self._library
        weights = content_weights(question.content, library)
        link = self._links.at(question.words, 0) if question.words else None
        told = [word for start, end, _ in self.corrections.find(question.said) for word in question.said[start:end]]
        tie = library.reader.canonical([*question.words[: link[0] if link else 0], *told])
        idle = library.general | self._repeats.union(tie) | (item.vocabulary if item else frozenset())
        return self.names(question) + sum(weight for word, weight in weights.items() if word not in idle)

    def said_of(self, question: Question) -> set[str]:
        """The words of content in a question, everyday ones left out."""
        library = self._library
        return {word for word in question.content if word not in self.idle and word not in library.common}

    def says_no_more(self, question: Question) -> bool:
        """Tell whether it names a subject and says nothing of it: "just give me A", "and B is?"."""
        plain = not (question.forms or question.yes_no) and self.prepositions.isdisjoint(question.said)
        asks = not self.question_words.isdisjoint(question.asked)
        return plain and not asks and self._idle_or_requests.issuperset(question.content)

    def labels(self, words: Sequence[str]) -> list[str]:
        """The nouns by which what was told is only pointed to: "in this point", "where did those men work?"."""
        triples = zip(("", *words), words, words[1:], strict=False)
        return [
            noun
            for before, pointer, noun in triples
            if pointer in self._determiners and before not in self._copulas and self._is_label(noun)
        ]

    def asks_of_name(self, question: Question) -> bool:
        """Tell whether it asks of what something is called: "why the name?", "why is B so named?"."""
        return not self.naming.isdisjoint(question.asked)

    def asks_whence_named(self, question: Question) -> bool:
        """Tell whether it asks where the name of something is from, and no more: "and why the name?"."""
        origin = question.forms & {"why", "where"} and self.asks_of_name(question)
        return bool(origin) and self.own_weight(question) < THIN

    def thing_asked(self, question: Question) -> str:
        """The noun of what opens with a preposition and a question word: "at which newspaper?"; "" where none does."""
        words = [word for word in question.asked if is_word(word) and word not in self.interjections]
        opening, asking, noun, *_ = (*words, "", "", "")
        opens = opening in self.prepositions and asking in self.question_words
        return noun if opens and noun not in self.idle else ""

    def _is_label(self, word: str) -> bool:
        """Tell whether a word is for any matter, or says nothing that the knowledge knows."""
        library = self._library
        strange = not any(each in library.rarity or each in self.idle for each in library.reader.canonical([word]))
        return word in self._nouns or (is_word(word) and word not in self.idle and strange)

    def asks_of_people(self, question: Question) -> bool:
        """Tell whether it is about him or her, and no subject."""
        named = question.subjects and not question.carried
        return not (named or self.people.isdisjoint(question.asked) or question.forms & {"choose", "which"})

    def may_mean(self, item: Item) -> bool:
        """Tell whether a question about him or her may be about an entry."""
        return item.entry.topic != OVERALL and not item.category


def chooses(question: Question) -> bool:
    """Tell whether a question asks for a choice."""
    return "choose" in question.forms or question.either_or
