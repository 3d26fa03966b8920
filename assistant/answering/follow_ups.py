"""What people say about the last reply: "why?", "are you sure?", "by much?", "which numbers can I quote?"."""

from __future__ import annotations

from functools import cached_property
from itertools import dropwhile

from assistant.answering.library import Item, Library
from assistant.answering.library.tables import worded
from assistant.answering.signs import THIN, Signs
from assistant.asking.question import Question
from assistant.words.lexicon import is_word
from assistant.words.phrases import covered

FEW = 5
"""Words at most of a follow-up that is known by how it is made."""


class FollowUps:
    """Tells which kind of follow-up an utterance is."""

    def __init__(self, library: Library, signs: Signs) -> None:
        english, phrases = library.english, library.lexicon.cut
        self._library, self._signs = library, signs
        self._given = [(text, each.id) for each in english.follow_ups for text in each.ask]
        self._known = worded(self._given, library.lexicon)
        self._ones = frozenset(english.asking["bare-one"])
        self._asking_for = frozenset((*english.requests, *english.forms["choose"], *english.anyone)) - self._ones
        self._picking = frozenset((*english.chat.choosing, *english.emphasis, *english.interjections))
        self._degrees, self._beside = phrases(english.degrees), phrases(english.beside)
        self._margins, self._by = phrases((*english.relations["apart"], *english.tally["lead"])), {*english.margins}
        self._gradable = frozenset(english.gradable)
        self._others = phrases(text for text, kind in self._given if kind == "others")
        self._hedges = frozenset((*english.bounds["about"], *english.bounds["about-after"]))
        self._figures = frozenset(english.numerals)
        self._brief = phrases(english.chat.brief)
        self._around, self._pointing = frozenset(english.chat.around), frozenset(english.chat.pointing)
        self._winning = phrases((*english.tally["wins"], *english.tally["gains"]))
        self._choosers, self._amounts = frozenset(english.choosers), frozenset((*english.more, *english.less))
        self._told = signs.demonstratives.union(english.labels)
        self._after_figures = frozenset((*english.openers, *english.persons, *english.demonstratives))

    def known(self, text: str) -> str | None:
        """Return the kind of a phrase that is known word for word, None where it is none."""
        return self._known.whole(text.split())

    def kind(self, question: Question, own: float, last: Item | None) -> str | None:
        """Return the kind, None where it is no follow-up; `own` is the weight of its content, `last` the entry told."""
        said = " ".join(self._library.lexicon.said(question.text)).strip("?!. ")
        words = " ".join(word for word in question.words if word not in "?!.,") or said
        known = self.known(words) or self.known(said)
        bare = dropwhile(self._signs.interjections.__contains__, words.split())
        known = known or self.known(" ".join(word for word in bare if word not in self._hedges))
        if last and not known and self.asks_less(question):
            return "short"
        if last and not known and self._asks_figures(question):
            return "figures"
        if last and not known and self._asks_degree(question, last):
            return "little" if sum(word in self._signs.negations for word in question.asked) % 2 else "much"
        if last and not known and self._asks_margin(question, last):
            return "margin"
        if last and not known and self._asks_winner(question, last):
            return "choose"
        if known or own > THIN:
            return known
        return self._shape(question, said, last) if last else "choose" if self.picks(question) else None

    def asks_less(self, question: Question) -> bool:
        """Tell whether it only asks for what was told in short: "give me that in one sentence"."""
        words = [word for word in self._library.lexicon.said(question.text) if is_word(word)]
        rest = self._brief.without(words)
        points = len(rest) < 2 or not self._pointing.isdisjoint(rest)
        return len(rest) < len(words) and points and self._around.issuperset(rest)

    @cached_property
    def _turned(self) -> dict[str, str]:
        """The words of the phrases in the order of the alphabet, with their kinds."""
        phrase = self._library.lexicon.phrase
        return {" ".join(sorted(phrase(text).split())): kind for text, kind in self._given}

    def _shape(self, question: Question, said: str, last: Item) -> str | None:
        """The follow-up that words without a matter of their own are by how they are made.

        "Why that one" asks why, "which X was that" and "is that of A or of B" whose it is, "tell me one" for a choice.
        """
        parted = question.either_or or self._signs.parts_both(question)
        if parted and len(question.subjects) > 1 and self._signs.has_pronoun(question):
            return "whose" if last.holder else None
        if question.subjects or len(question.sentences) != 1:
            return None
        turned = self._turned.get(" ".join(sorted(said.split())))  # "it is true?"
        if turned in ("sure", "source"):
            return turned
        if question.yes_no or question.evaluating:
            return None
        rest = [word for piece in self._others.cut(question.asked) for word in piece if is_word(word)]
        if self._others.occur(question.asked) and self._signs.idle.union(self._library.english.labels).issuperset(rest):
            return "others"
        short = len([word for word in question.words if word not in "?!.,"]) <= FEW
        if question.forms == {"why"} and short and not self._signs.asks_of_name(question):
            return "why"
        if "which" in question.forms and self._signs.points(question) and last.holder:
            return "whose"
        return "choose" if self.picks(question) else None

    def _asks_degree(self, question: Question, last: Item) -> bool:
        """Tell whether it only asks if a difference that was told is a great one: "by much?", "is that a lot?"."""
        words = question.asked
        found = next(self._degrees.find(words), None)
        asks = (words[-1:] == ("?",) or self._signs.drawn(question)) and len(question.sentences) == 1
        asks = asks and not question.subjects and self._signs.question_words.isdisjoint(words)
        if found is None or not (asks and _ranks(last)):
            return False
        rest = [word for word in (*words[: found[0]], *words[found[1] :]) if is_word(word)]
        rest = [word for piece in self._margins.cut(rest) for word in piece if word not in self._signs.idle]
        rest = [word for word in rest if self._beside.at([word], 0) is None]
        rest = [word for word in rest if word not in self._signs.conclusions and word not in self._signs.negations]
        return not rest

    def _asks_margin(self, question: Question, last: Item) -> bool:
        """Tell whether it only asks how great a difference that was told is: "by how wide a margin?"."""
        words = {word for word in question.asked if is_word(word)}
        asks = len(question.sentences) == 1 and not (question.subjects or self._signs.question_words.isdisjoint(words))
        asks = asks and self._margins.occur(question.asked) and not words.isdisjoint(self._gradable | self._by)
        rest = {word for piece in self._margins.cut(question.asked) for word in piece if is_word(word)}
        quiet = self._signs.idle.union(self._gradable, self._by, self._signs.question_words)
        return bool(asks and last.category and _ranks(last) and rest <= quiet)

    def _asks_winner(self, question: Question, last: Item) -> bool:
        """Tell whether it only asks who is ahead in the category spoken of: "who takes the point?", "who won that?"."""
        words = [word for word in question.asked if is_word(word)]
        spans = list(self._winning.find(words))
        asks = spans and len(question.sentences) == 1
        asks = asks and not (self._choosers.isdisjoint(words) or question.subjects or question.yes_no)
        taken = covered(spans)
        rest = {word for i, word in enumerate(words) if i not in taken}
        quiet = self._signs.idle.union(self._told, self._choosers, self._signs.conclusions) - self._amounts
        points = not self._told.isdisjoint(words) and last.category is not None
        return bool(asks and points and quiet.issuperset(rest))

    def _asks_figures(self, question: Question) -> bool:
        """Tell whether it asks for the figures of what was told, whatever they are for: "what numbers can I quote?"."""
        words = [word for word in question.asked if is_word(word)]
        place = next((i for i, word in enumerate(words) if word in self._figures), None)
        if place is None or question.yes_no:
            return False
        after = words[place + 1 :]  # what "I" want them for says nothing, what they are "of" does, but for "of that"
        points = self._signs.idle.union(self._signs.demonstratives, self._signs.pronouns).issuperset(after)
        quiet = self._signs.idle.union(self._library.english.gradable)
        return quiet.issuperset(words[:place]) and (points or self._after_figures.issuperset(after[:1]))

    def picks(self, question: Question) -> bool:
        """Tell whether it asks for no more than one of the subjects: "tell me one"."""
        words = [word for word in self._library.lexicon.said(question.text) if is_word(word)]
        asks = not self._ones.isdisjoint(words) and not self._asking_for.isdisjoint(words)
        return asks and self._picking.issuperset(words) and len(self._library.base.subjects) > 1


def _ranks(item: Item) -> bool:
    """Tell whether an entry tells of a difference between the subjects."""
    return item.is_ruling or len(set(item.entry.holds.values())) > 1 or bool(item.entry.figures)
