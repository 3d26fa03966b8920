"""A conversation: each question read in the light of those before it.

What a follow-up leaves out is taken from the last answered turn: its subject, its entry, its form. Several readings are
made of a question that may be one, and the best supported wins; a question that stands well alone stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from rapidfuzz import fuzz

from assistant.knowledge import BOTH
from assistant.library import Item, Library, open_library
from assistant.question import SUBJECT, Question
from assistant.ranking import Candidate, content_weights, rank
from assistant.reply import ANSWERED, Replier, Reply, with_subjects

FOLLOW_UP = 92
"""Likeness (rapidfuzz ratio, 0 to 100) from which a whole utterance is taken for a follow-up phrase."""

CARRIED = 0.1
"""What a reading that borrows from the turn before must score above the bare question."""


@dataclass(frozen=True, slots=True)
class Thread:
    """What was spoken of last: the question as it was understood, the entry that answered it, and the subject."""

    question: Question
    item: Item
    subject: str | None
    reply: Reply


class Assistant:
    """Answers questions about one knowledge base (the shipped one, or the folder `knowledge`).

    Raises DataError: the knowledge base cannot be used.
    """

    def __init__(self, knowledge: Path | str | None = None) -> None:
        self.library: Library = open_library(knowledge)
        self.replier = Replier(self.library)
        english, words = self.library.english, self.library.lexicon.words
        self.follow_ups = {" ".join(words(text)): each.id for each in english.follow_ups for text in each.ask}

    def ask(self, question: str) -> Reply:
        """Answer one question on its own."""
        return self.conversation().ask(question)

    def conversation(self) -> Conversation:
        """Begin a conversation."""
        return Conversation(self)


class Conversation:
    """A conversation with an assistant; it remembers the last turn that was answered."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._library = assistant.library
        self._replier = assistant.replier
        english, reader = self._library.english, self._library.reader
        self._links = reader.phrases(english.links)
        self._pronouns = frozenset(english.pronouns)
        self._thread: Thread | None = None

    def ask(self, text: str) -> Reply:
        """Answer one question in the light of those before it."""
        question = self._named(self._library.reader.read(text))
        reply = self._follow_up(question) or self._replier.small_talk(question)
        if reply is None:
            reply = self._answer(question)
        self._remember(reply)
        return reply

    def _named(self, question: Question) -> Question:
        """Put names for "the other one", "the winner", "the latter"."""
        words = question.words
        found = [who for who, phrases in self._library.reader.roles.items() if any(True for _ in phrases.find(words))]
        if question.subjects or not found:
            return question
        everyone = [each.id for each in self._library.base.subjects]
        leader, last = self._library.base.leader(), self._thread.subject if self._thread else None
        before = self._thread.question.subjects if self._thread else ()
        named = {"leader": leader, "loser": next((each for each in everyone if each != leader), None),
                 "other": next((each for each in everyone if each != last), None) if last in everyone else None,
                 "latter": before[-1] if len(before) > 1 else None, "former": before[0] if len(before) > 1 else None}
        subject = named[found[0]]
        if subject is None or len(everyone) != 2:
            return question
        named_text = self._library.reader.with_role(question, self._library.base.subject_name(subject))
        return replace(self._library.reader.read(named_text), text=question.text)

    def _follow_up(self, question: Question) -> Reply | None:
        """Answer "why?", "are you sure?", "tell me more" from the entry spoken of last."""
        if self._thread is None:
            return None
        kind = self._kind(question)
        if kind is None:
            return None
        thread = self._thread
        if kind == "choose":
            topic = thread.item.entry.topic
            target = topic if self._library.base.category(topic) else "overall-winner"
            if target not in self._library.items:
                return None
            asked = replace(thread.question, text=question.text, sentences=question.sentences, forms=frozenset({"choose"}), yes_no=False, subjects=())
            return self._replier.single(asked, self._certain(self._library.items[target]))
        if kind == "others":
            topics = {each.id: each.overview for each in self._library.base.topics}
            overview = self._library.items.get(topics.get(thread.item.entry.topic, ""))
            if overview is None:
                return None
            subjects = (thread.subject,) if thread.subject not in (None, BOTH) else thread.question.subjects
            asked = replace(thread.question, text=question.text, forms=frozenset({"list"}), yes_no=False, subjects=subjects)
            return self._replier.single(asked, self._certain(overview))
        return self._replier.follow_up(kind, replace(thread.question, text=question.text), thread.item, thread.reply)

    def _kind(self, question: Question) -> str | None:
        words = " ".join(word for sentence in question.sentences for word in sentence if word not in "?!.,")
        if not words:
            words = " ".join(self._library.lexicon.words(question.text)).strip("?!. ")
        if words in self._assistant.follow_ups:
            return self._assistant.follow_ups[words]
        if len(words) < 8:
            return None
        best = max(self._assistant.follow_ups, key=lambda each: fuzz.ratio(words, each))
        return self._assistant.follow_ups[best] if fuzz.ratio(words, best) >= FOLLOW_UP else None

    def _answer(self, question: Question) -> Reply:
        bare = self._replier.readings(question)
        if self._thread is None:
            return self._replier.answer(question, bare)
        return self._in_thread(question, bare, self._thread)

    def _in_thread(self, question: Question, bare: list[Candidate], thread: Thread) -> Reply:
        linked = self._linked(question)
        leans = linked or bool(self._pronouns & set(question.words)) or not question.subjects
        own = self._own_weight(question)
        if question.subjects and own < 0.2 and not question.forms and (linked or len(question.content) <= 3):
            return self._replier.single(self._asked_again(question, thread), self._certain(thread.item))
        if own < 0.5 and thread.item.category and self._asks_for_ruling(question):
            return self._replier.single(question, self._certain(self._library.items[thread.item.category.id]))
        if not leans:
            return self._replier.answer(question, bare)
        carried = self._carry(question, thread, linked)
        readings = [(carried, self._replier.readings(carried), 0.0)]
        if (own < 2.5 or linked) and (question.subjects or not self._has_alien(question)):
            words = tuple(self._name_of(thread.item)) + carried.content
            subjects = carried.subjects or ((thread.subject,) if thread.subject not in (None, BOTH) else ())
            borrowed = replace(carried, content=words, subjects=subjects, carried=not question.subjects)
            readings.append((borrowed, rank(borrowed, self._library), CARRIED))
        best = max((each for each in readings if each[1]), key=lambda each: each[1][0].score - each[2], default=None)
        if best is None:
            return self._replier.answer(question, bare)
        return self._replier.answer(best[0], best[1])

    def _is_statement(self, question: Question) -> bool:
        """Tell whether the question asks nothing by its form: it adds to what was asked before."""
        english = self._library.english
        return question.asked[-1:] != ("?",) and not set(question.asked) & set(english.question_words)

    def _has_alien(self, question: Question) -> bool:
        """Tell whether the question has a content word that no entry knows."""
        return any(word not in self._library.rarity and weight > 0.5
                   for word, weight in content_weights(question.content, self._library).items())

    def _asks_for_ruling(self, question: Question) -> bool:
        """Tell whether a question without content of its own asks who is better ("so is Django ahead there?")."""
        return question.evaluating or bool(question.forms & {"verdict"})

    def _own_weight(self, question: Question) -> float:
        """How much content the question has of its own (0: none)."""
        return sum(content_weights(question.content, self._library).values())

    def _linked(self, question: Question) -> bool:
        words = question.words
        bare = bool(words) and words[-1] == "?" and not question.forms and not question.yes_no and len(words) <= 4
        return bare or bool(words) and self._links.at(words, 0) is not None

    def _carry(self, question: Question, thread: Thread, linked: bool) -> Question:
        """Fill what the question leaves out: its subject, and after a link its form."""
        subjects = question.subjects
        wh = "which" in question.forms or bool(set(question.asked) & set(self._library.english.question_words))
        again = linked and thread.question.yes_no and not wh
        if not subjects and (again or "choose" not in question.forms) and not question.either_or and thread.subject not in (None, BOTH):
            if linked or self._pronouns & set(question.words):
                subjects = (thread.subject,)
        statement = not question.yes_no and self._is_statement(question) and "choose" in thread.question.forms
        forms = thread.question.forms if statement else question.forms or (thread.question.forms if linked or len(question.content) < 4 else question.forms)
        yes_no = question.yes_no or again
        return replace(question, subjects=subjects, carried=not question.subjects, forms=forms, yes_no=yes_no)

    def _asked_again(self, question: Question, thread: Thread) -> Question:
        """The last question about another subject: "and Flask?"."""
        return replace(with_subjects(thread.question, question.subjects), text=question.text)

    def _name_of(self, item: Item) -> list[str]:
        return [word for word in self._library.reader.canonical(self._library.lexicon.words(item.entry.name)) if word != SUBJECT]

    def _certain(self, item: Item) -> Candidate:
        return Candidate(item, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, item.entry.name)

    def _remember(self, reply: Reply) -> None:
        if reply.status != ANSWERED or not reply.answers or reply.reading is None:
            return
        answer = reply.answers[0]
        subject = answer.subject
        if reply.pick and subject in (None, BOTH):
            subject = reply.pick if reply.pick in {each.id for each in self._library.base.subjects} else subject
        if len(reply.reading.subjects) == 1:
            subject = reply.reading.subjects[0]
        self._thread = Thread(reply.reading, self._library.items[answer.id], subject, reply)
