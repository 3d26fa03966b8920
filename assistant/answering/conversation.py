"""A conversation: each question read in the light of those before it.

What a follow-up leaves out is taken from the last answered turn: its subject, its entry, its form. Several readings are
made of a question that may lean on that turn: as it stands, with the entry's name borrowed, with its question word put
to the last question; the best supported wins. A question that stands well alone stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz, process

from assistant.answering.library import Item, Library
from assistant.answering.library.store import open_kept
from assistant.answering.ranking import SPECIFIC, Candidate, content_weights, rank, speaks_of
from assistant.answering.reply import ANSWERED, Replier, Reply, with_subjects
from assistant.asking.question import SUBJECT, Question
from assistant.knowledge.base import BOTH, OVERALL

if TYPE_CHECKING:
    from pathlib import Path

FOLLOW_UP = 92
"""Likeness (rapidfuzz ratio, 0 to 100) from which a whole utterance is taken for a follow-up phrase."""

SURE = 0.5
"""Matcher's score from which on a question about the whole is not taken for one about the category spoken of last."""

CARRIED = 0.1
"""What a reading that borrows from the turn before must score above the bare question."""

SAME = 0.08
"""What it must score above that besides where it leads back to the entry that was just told."""

THIN, LEANING, FULL = 0.5, 1.5, 2.5
"""Weight of a question's own content: below the first it is nothing by itself, below the second it may lean on the turn
before, and with a pronoun below the third."""


class Thread(NamedTuple):
    """What was spoken of last: the question as it was understood, the entry that answered it, and the subject."""

    question: Question
    item: Item
    subject: str | None
    reply: Reply

    @property
    def subjects(self) -> tuple[str, ...]:
        """The one subject spoken of, or none."""
        return () if self.subject in (None, BOTH) else (str(self.subject),)


class Assistant:
    """Answers questions about one knowledge base (the shipped one, or the folder `knowledge`).

    `tell` hears how far it is, 0 to 1, where the knowledge base was changed and has to be made ready first.

    Raises DataError: the knowledge base cannot be used.
    """

    def __init__(self, knowledge: Path | str | None = None, tell: Callable[[float], None] | None = None) -> None:
        self.library: Library = open_kept(knowledge, tell)
        self.replier = Replier(self.library)
        english, words = self.library.english, self.library.lexicon.phrase
        self.follow_ups = {words(text): each.id for each in english.follow_ups for text in each.ask}

    def ask(self, question: str) -> Reply:
        """Answer one question on its own."""
        return self.conversation().ask(question)

    def conversation(self) -> Conversation:
        """Begin a conversation."""
        return Conversation(self)


class Conversation:
    """A conversation with an assistant; it remembers the last turn that was answered."""

    def __init__(self, assistant: Assistant) -> None:
        self._follow_ups = assistant.follow_ups
        self._library = assistant.library
        self._replier = assistant.replier
        self._base = assistant.library.base
        self._everyone = tuple(each.id for each in self._base.subjects)
        english = self._library.english
        self._links, self._compares = self._library.reader.links, self._library.reader.compares
        self._pronouns = frozenset(english.pronouns)
        self._plurals = frozenset(english.plurals)
        self._demonstratives = frozenset(english.demonstratives)
        self._thing_words = frozenset(english.thing_words)
        self._choosers = frozenset(english.choosers)
        self._question_words = frozenset(english.question_words)
        self._thread: Thread | None = None
        self._named: str | None = None

    def ask(self, text: str) -> Reply:
        """Answer one question in the light of those before it."""
        question = self._with_last_named(self._with_names(self._library.reader.read(text)))
        reply = self._follow_up(question) or self._replier.small_talk(question) or self._answer(question)
        finished = self._replier.finished(reply)
        self._remember(finished)
        return finished

    def _with_names(self, question: Question) -> Question:
        """Put names for "the other one", "the winner", "the latter", where there are two subjects."""
        reader = self._library.reader
        roles = [role for role, phrases in reader.roles.items() if phrases.occur(question.words)]
        if self._choosers.intersection(question.asked):
            roles = [role for role in roles if role not in ("leader", "loser")]  # "who is the winner" asks for it
        alone = " ".join(question.words).strip(" ?!.") in self._follow_ups
        if question.subjects or not roles or alone or len(self._everyone) != 2:
            return question
        subject = self._in_role(roles[0])
        if subject is None:
            empty = self._thread is None and self._own_weight(question) < FULL
            return question._replace(content=()) if empty else question
        named = reader.with_role(question, roles[0], self._base.subject_name(subject))
        return reader.read(named)._replace(text=question.text)

    def _with_last_named(self, question: Question) -> Question:
        """Before anything was answered, put the subject named last for a pronoun: "… ok, what is it good for?"."""
        if self._thread or self._named is None or question.subjects or self._pronouns.isdisjoint(question.words):
            return question
        return self._with_subject(question._replace(subjects=(self._named,), carried=True))

    def _in_role(self, role: str) -> str | None:
        last = self._thread.subject if self._thread else None
        before = self._thread.question.subjects if self._thread else ()
        rest = {"other": last, "loser": self._base.leader()}
        if role in rest:
            return next((each for each in self._everyone if each != rest[role]), None) if rest[role] else None
        if role == "leader":
            return self._base.leader()
        return before[-1 if role == "latter" else 0] if len(before) > 1 else None

    def _follow_up(self, question: Question) -> Reply | None:
        """Answer "why?", "are you sure?", "who else?" from the entry spoken of last; None where it is none of these."""
        thread, kind = self._thread, self._kind(question)
        if kind is None:
            return None
        if thread is None:
            return None if kind == "choose" else self._replier.unknown(question, ())
        if kind == "choose":
            return self._ruling(
                question._replace(forms=frozenset({"choose"}), yes_no=False, subjects=()),
                thread,
                thread.item.entry.topic,
            )
        if kind == "others":
            overviews = {each.id: each.overview for each in self._base.topics}
            item = self._library.items.get(overviews.get(thread.item.entry.topic, ""))
            asked = question._replace(forms=frozenset({"list"}), yes_no=False, subjects=thread.subjects)
            return self._replier.single(asked, _certain(item)) if item else None
        return self._replier.follow_up(kind, thread.question._replace(text=question.text), thread.item, thread.reply)

    def _kind(self, question: Question) -> str | None:
        words = " ".join(word for word in question.words if word not in "?!.,")
        words = words or " ".join(self._library.lexicon.words(question.text)).strip("?!. ")
        if words in self._follow_ups or len(words) < 8 or self._own_weight(question) > THIN:
            return self._follow_ups.get(words)
        near = process.extractOne(words, self._follow_ups.keys(), scorer=fuzz.ratio, score_cutoff=FOLLOW_UP)
        return self._follow_ups[near[0]] if near else None

    def _ruling(self, question: Question, thread: Thread, topic: str) -> Reply:
        """Answer who is better in a category, or else overall."""
        items, whole = self._library.items, self._library.of_topic.get(OVERALL, ())
        overall = next((each for each in whole if each.entry.counts == "leader"), thread.item)
        return self._replier.single(question, _certain(items[topic] if self._base.category(topic) else overall))

    def _answer(self, question: Question) -> Reply:
        bare = self._replier.readings(question)
        if self._thread is None:
            leans = self._links.at(question.words, 0) if question.words else None
            empty = leans and not self._own_weight(question) and not question.forms and not (bare and bare[0].exact)
            return self._replier.answer(question, [] if empty else bare)
        return self._in_thread(question, bare, self._thread)

    def _in_thread(self, question: Question, bare: list[Candidate], thread: Thread) -> Reply:
        question = self._compared(question, thread)
        own = self._own_weight(question)
        same = self._of_the_same(question, bare, thread, own)
        if same:
            return same
        stands = question.subjects and not self._is_linked(question) and not self._has_pronoun(question)
        readings = [] if stands else [each for each in self._leaning(question, thread, own) if each[1]]
        if not readings:
            return self._replier.answer(question, bare)
        best = max(readings, key=lambda each: each[1][0].score - each[2])
        return self._replier.answer(best[0], best[1])

    def _of_the_same(self, question: Question, bare: list[Candidate], thread: Thread, own: float) -> Reply | None:
        """Answer a question with nothing of its own but a subject or a judgement: "and Flask?", "which is better?"."""
        short = self._is_linked(question) or len(question.content) <= 3
        if question.subjects and not own and not question.forms and short:
            again = with_subjects(thread.question, question.subjects)._replace(text=question.text)
            if len(question.subjects) > 1 or speaks_of(thread.item.entry, question.subjects[0]):
                return self._replier.single(again, _certain(thread.item))
            return self._replier.answer(again, self._replier.readings(again))
        judges = question.evaluating or bool(question.forms & {"verdict", "versus"})
        if OVERALL in question.content and own < LEANING and (judges or thread.item.is_ruling):
            return self._ruling(question, thread, OVERALL)
        best = bare[0] if bare and question.subjects else None
        whole = best is not None and best.item.entry.topic == OVERALL and best.match > SURE
        if own >= THIN or not judges or whole:
            return None
        if self._replier.is_own(question, thread.item):
            return self._replier.single(question, _certain(thread.item))
        if thread.item.category and self._thing_words.isdisjoint(question.asked):
            return self._ruling(question, thread, thread.item.entry.topic)
        return None

    def _leaning(
        self, question: Question, thread: Thread, own: float
    ) -> Iterator[tuple[Question, list[Candidate], float]]:
        """Yield what the question may mean after the turn before, each with its readings and its handicap."""
        carried = self._carried(question, thread)
        for each in (carried, self._with_subject(carried)):
            yield each, self._replier.readings(each), 0.0
        most = FULL if self._has_pronoun(question) else LEANING
        if own < most and (question.subjects or not self._has_alien(question)):
            borrowed = self._borrowed(carried, thread)
            ranked = rank(borrowed, self._library)
            back = SAME if ranked and ranked[0].item is thread.item else 0.0
            yield borrowed, ranked, back + (CARRIED / 2 if self._points(question) else CARRIED)
        if own < THIN and question.forms & SPECIFIC:
            for asked, handicap in self._asked_of_the_last(carried, thread):
                yield asked, [each for each in rank(asked, self._library) if each.item is not thread.item], handicap

    def _has_pronoun(self, question: Question) -> bool:
        """Tell whether it has a word that stands for what was spoken of."""
        return self._points(question) or not self._pronouns.isdisjoint(question.words)

    def _compared(self, question: Question, thread: Thread) -> Question:
        """Put the subject spoken of first where a pronoun is set against another one: "is it younger than Django?"."""
        against = next(self._compares.find(question.asked), None)
        if against is None or len(question.subjects) != 1 or thread.subjects in ((), question.subjects):
            return question
        leaning = self._pronouns & set(question.asked[: against[0]])
        return with_subjects(question, (*thread.subjects, *question.subjects)) if leaning else question

    def _carried(self, question: Question, thread: Thread) -> Question:
        """Fill in what the question leaves out: its subject where it leans on it, and after a link its form."""
        linked = self._is_linked(question)
        names_another = bool(self._library.categories_in(question.content, poles=False))
        chose = bool(thread.question.forms & {"choose", "verdict", "which"}) and len(thread.question.subjects) != 1
        asks_which = "which" in question.forms or bool(set(question.asked) & self._question_words)
        again = linked and thread.question.yes_no and not asks_which
        leaves_open = not question.subjects and not question.either_or and (again or "choose" not in question.forms)
        leaves_open = leaves_open and not (chose and names_another) and self._plurals.isdisjoint(question.words)
        leans = linked or self._has_pronoun(question)
        subjects = thread.subjects if leaves_open and leans else question.subjects
        narrows = self._adds_to(question) and "choose" in thread.question.forms
        silent = not question.forms and (linked or len(question.content) < 4)
        forms = thread.question.forms if narrows or silent else question.forms
        return question._replace(
            subjects=subjects,
            carried=not question.subjects,
            forms=forms,
            yes_no=question.yes_no or again,
        )

    def _with_subject(self, question: Question) -> Question:
        """The question with the subject it carries where it has a pronoun: "who made it" as "who made Flask"."""
        if not question.subjects or not question.carried:
            return question
        content = tuple(SUBJECT if word in self._pronouns else word for word in question.content)
        return question._replace(content=content, sentences=question.sentences[-1:])

    def _borrowed(self, question: Question, thread: Thread) -> Question:
        """The question with the name of the entry spoken of last before it."""
        lexicon = self._library.lexicon
        name = self._library.reader.canonical(lexicon.phrase(thread.item.entry.name).split())
        content = (*(word for word in name if word != SUBJECT), *question.content)
        return question._replace(content=content, subjects=question.subjects or thread.subjects)

    def _asked_of_the_last(self, question: Question, thread: Thread) -> list[tuple[Question, float]]:
        """The question word put to the last question ("when?" after "who made it"), and to the subject ("by whom?").

        Each comes with its handicap.
        """
        subjects = question.subjects or thread.subjects
        rest = tuple(word for word in thread.question.content if word not in self._question_words)
        contents = [((*question.content, *rest), 0.0), *([((*question.content, SUBJECT), CARRIED)] if subjects else [])]
        return [(question._replace(content=content, subjects=subjects), handicap) for content, handicap in contents]

    def _is_linked(self, question: Question) -> bool:
        """Tell whether a question ties itself to the one before: "and …", "what about …", or a bare "templates?"."""
        words = question.words
        short = words[-1:] == ("?",) and len(words) <= 4
        bare = short and not question.yes_no and not self._question_words & set(words)
        return bare or (bool(words) and self._links.at(words, 0) is not None)

    def _points(self, question: Question) -> bool:
        """Tell whether it has a demonstrative; "which one" of both is none, "which one does Flask use" is one."""
        asking = frozenset() if question.subjects else self._question_words
        pairs = zip(("", *question.words), question.words, strict=False)
        return any(word in self._demonstratives and before not in asking for before, word in pairs)

    def _adds_to(self, question: Question) -> bool:
        """Tell whether it asks nothing by its form, but adds to what was asked: "it's just a small tool"."""
        asked = question.asked
        return not question.yes_no and asked[-1:] != ("?",) and not set(asked) & self._question_words

    def _has_alien(self, question: Question) -> bool:
        """Tell whether the question has a content word that no entry knows."""
        weights = content_weights(question.content, self._library)
        return any(word not in self._library.rarity and weight > THIN for word, weight in weights.items())

    def _own_weight(self, question: Question) -> float:
        """How much content the question has of its own (0: none); words that judge whatever it is are none."""
        weights = content_weights(question.content, self._library)
        named = len(self._library.categories_in(question.content, poles=False))
        return named + sum(weight for word, weight in weights.items() if word not in self._library.general)

    def _remember(self, reply: Reply) -> None:
        named = reply.reading.subjects if reply.reading else ()
        self._named = named[0] if len(named) == 1 else self._named
        if reply.status != ANSWERED or not reply.answers or reply.reading is None:
            return
        answer = reply.answers[0]
        subject: str | None = answer.subject
        if subject in (None, BOTH) and reply.pick in self._everyone:
            subject = reply.pick
        if len(reply.reading.subjects) == 1:
            subject = reply.reading.subjects[0]
        self._thread = Thread(reply.reading, self._library.items[answer.id], subject, reply)


def _certain(item: Item) -> Candidate:
    """A reading that follows from the conversation, not from the words."""
    return Candidate(
        item=item, match=1.0, likeness=1.0, coverage=1.0, form=1.0, topic=1.0, subject=1.0, unfit=0.0, example=""
    )
