"""What a follow-up leaves open, filled with the latest of the talk that is of its kind: its act, whom and matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from assistant.answering.counterparts import Counterparts
from assistant.answering.library import Item, Library
from assistant.answering.pointers import RECALLED, Turn, named_for
from assistant.answering.ranking import SPECIFIC, Candidate, rank, speaks_of, tells_of
from assistant.answering.replier import Replier
from assistant.answering.signs import CARRIED, FULL, LEANING, SLIGHT, SURE, THIN, Signs, chooses
from assistant.asking.question import SUBJECT, Question
from assistant.knowledge.base import OVERALL, Category
from assistant.words.lexicon import is_word

SAME = 0.08
"""What a reading must score above the bare question besides where it leads back to the entry that was just told."""

KNOWN = 0.4
"""Weight of content that an entry does not know from which on a question does not lean on it."""

WITHIN, FEW = 0.72, 3
"""Score from which on an entry of the topic spoken of is what a few words of a question mean, and how many at most."""

NEARBY = 0.25
"""How far behind the best reading one of the category spoken of may be that comes before it."""


class Holes:
    """Fills what questions leave open in a talk about what a library holds."""

    def __init__(self, library: Library, replier: Replier, signs: Signs, counterparts: Counterparts) -> None:
        self._library, self._reader, self._replier = library, library.reader, replier
        self._signs, self._counterparts = signs, counterparts
        self._everyone = tuple(each.id for each in library.base.subjects)
        self._thing_words = frozenset(library.english.thing_words)
        self._doing, self._terms = library.lexicon.cut(library.english.does), frozenset(library.catalogue.defined)

    def again(
        self, question: Question, turns: Sequence[Turn], linked: bool, own: float
    ) -> tuple[Question, Turn] | None:
        """Return an earlier question put again for the subjects that one only names, and its turn; None of others."""
        like = next((each for each in turns[: -RECALLED - 1 : -1] if question.forms <= each.question.forms), turns[-1])
        return (self._again(question, like), like) if self._is_again(question, like, linked, own) else None

    def of_both(self, question: Question, own: float) -> Question:
        """Return the question of all subjects where it says no more than "both"."""
        signs = self._signs
        open_ = not (question.subjects or question.forms or signs.asks_which(question)) and own < THIN
        if not (open_ and signs.pairs.occur(question.words)):
            return question
        return question._replace(subjects=self._everyone, mentioned=self._everyone, carried=True)

    def filled(
        self, question: Question, turns: Sequence[Turn], spoken: str | None, linked: bool, own: float
    ) -> Question:
        """Return a question with what it leaves open filled, each hole with the latest of the talk that fits it.

        Where it only puts another case, the choice is taken over; else its act and its subjects are filled each by
        itself.
        """
        signs, last, which = self._signs, turns[-1], self._signs.asks_which(question)
        chose = next((each for each in reversed(turns) if each.chose), None)
        if chose and signs.supposes(question):  # "and if it grows?" asks for the choice once more
            return question._replace(forms=chose.question.forms | {"choose"}, yes_no=False, either_or=True)
        again = linked and last.question.yes_no and not (question.either_or or which or signs.tells(question))
        before = next((each for each in reversed(turns) if "why" not in each.question.forms), last)
        goes_on = before.chose and signs.names(question)  # "who is faster?" – "why?" – "and security?"
        question = self._with_act(question, before if goes_on else last, linked, own, again)
        subjects = question.subjects or self._whom(question, last.question, spoken, linked, again)
        carried, yes_no = question.carried or not question.subjects, question.yes_no or again
        if len(subjects) == 1 and spoken and spoken not in subjects and signs.compares_to(question, subjects[0]):
            both = (spoken, *subjects)  # "is it younger than B?"
            return question._replace(subjects=both, mentioned=both, carried=True, yes_no=yes_no)
        return question._replace(subjects=subjects, carried=carried, yes_no=yes_no)

    def _with_act(self, question: Question, last: Turn, linked: bool, own: float, again: bool) -> Question:
        """The question with its act: whether it is so, where it only likens, or what was asked last.

        A choice is taken over by what adds to it, too, but "so that one wins?" asks whether it does.
        """
        signs, asked, marked = self._signs, question.asked, question.asked[-1:] == ("?",)
        which, pronoun, names = signs.asks_which(question), signs.has_pronoun(question), signs.names(question)
        alike = marked and own < FULL and not names and self._reader.likens(asked, half=True)
        if not which and (alike or (signs.levels.occur(asked) and (pronoun or (question.yes_no and own < FULL)))):
            question = question._replace(yes_no=True, carried=True)
        before, chose, tells = last.question, last.chose, signs.tells(question)
        silent = not question.forms and (linked or len(question.content) < 4) and not tells
        adds = chooses(before) and not marked and signs.question_words.isdisjoint(asked)
        judged = chose and question.evaluating and marked and pronoun
        says = (linked or len(question.content) > 1 or names) and not question.yes_no
        if judged or not says or not (silent or adds):
            return question
        chosen = chose and not (again or question.subjects)
        turned = chosen and self._replier.is_turned(before, last.item)
        return question._replace(forms=before.forms, either_or=question.either_or or chosen, turned=turned)

    def _whom(
        self, question: Question, before: Question, spoken: str | None, linked: bool, again: bool
    ) -> tuple[str, ...]:
        """Whom a question that names nobody is about: whom a pronoun means, else after a link whom the last was."""
        signs = self._signs
        judges = "verdict" in question.forms and signs.pronouns.isdisjoint(question.words)
        of_it = question.yes_no and not signs.pronouns.isdisjoint(question.asked)  # "is it the faster one too?"
        chooses = question.either_or or (not (again or of_it) and (judges or "choose" in question.forms))
        if chooses or not signs.plurals.isdisjoint(question.words):
            return ()
        own = (spoken,) if spoken else ()
        if signs.has_pronoun(question):
            return own
        asks = question.forms & SPECIFIC and not question.evaluating and signs.own_weight(question) < THIN
        chose = bool(before.forms & {"choose", "verdict", "which"})
        return () if not (linked or asks) else before.subjects if chose or before.subjects else own

    def matter(self, question: Question, last: Turn, bare: list[Candidate], own: float) -> Item | None:
        """Return the entry meant by a question that has no matter of its own; None where it has, or several may be.

        It is the latest of its kind: what was told, who is ahead in what was told or in all.
        """
        signs, item, thin = self._signs, last.item, own < THIN
        category, whole, ruling = item.category, self.ruling(OVERALL, item), self.ruling(item.entry.topic, item)
        alike = len(question.subjects) > 1 and self._reader.likens(question.asked)
        judges = question.evaluating or alike or bool(question.forms & {"verdict", "versus"})
        level = question.carried and question.yes_no and signs.levels.occur(question.asked)  # "so it's a draw?"
        named = bool(question.subjects) and not level
        of_count = signs.idle | item.vocabulary | signs.question_words
        counts = "how-many" in question.forms & item.forms and not (judges or question.mentioned)
        why = question.forms == {"why"} and not signs.asks_of_name(question)  # "why is B so named?" is no "why not B?"
        why = why and bool(judges or question.comparing or not question.carried)
        of_one = category and not item.is_ruling and item.holder is not None and not signs.names(question)
        like = of_one and question.yes_no and signs.has_pronoun(question)
        place = self.place(last)  # "why does B lose there?"
        known = place.is_ruling or all(speaks_of(place.entry, each) for each in question.subjects)
        by_kind = (
            (thin and self._asks_of_all(question), whole),
            (thin and counts and of_count.issuperset(question.content), item),
            (own < LEANING and OVERALL in question.content and (judges or item.is_ruling), whole),
            (thin and named and why and known, place),
            (thin and named and why, self.ruling(place.entry.topic, item)),  # "why not A?"
            (like and self._reader.likens(question.asked, half=True), ruling),  # "is that one as powerful?"
        )
        found = next((each for fits, each in by_kind if fits), None)
        of_whole = bool(bare) and named and bare[0].item.entry.topic == OVERALL and bare[0].match > SURE
        if found or not thin or not judges or (of_whole and not signs.points(question)):
            return found
        if self._replier.is_own(question, item):
            return item
        things = self._thing_words & set(question.asked)
        other = not category or things or self._judges_otherwise(ruling, bare)
        return None if other or signs.own_weight(question, ruling) >= SLIGHT else ruling

    def of_others(self, question: Question, last: Turn) -> Item | None:
        """Return the entry on what was told that speaks of other subjects, where all but these is taken over."""
        item, subject = last.item, question.subjects[0]
        asks = not (question.yes_no or tells_of(item, subject))
        instead = self._counterparts.entry(subject, item, last.told) if asks else None
        near = [*filter(None, [instead]), item]
        near += [each.item for each in rank(question, self._library) if item.category]
        same = (each for each in near if each.entry.topic == item.entry.topic)
        return next((each for each in same if all(speaks_of(each.entry, one) for one in question.subjects)), None)

    def place(self, last: Turn) -> Item:
        """Return what "there" means: the ruling of the one category that was told, or else the entry spoken of last."""
        if last.item.entry.topic != OVERALL:
            return last.item
        told = self._reader.canonical(self._library.lexicon.words(last.reply.answers[0].text))
        found = self._library.categories_in(told, poles=False)
        return self._library.items[found[0]] if len(found) == 1 else last.item

    def within(self, question: Question, last: Turn, bare: list[Candidate], linked: bool) -> Candidate | None:
        """Return the entry of the topic spoken of that knows the few words of what leans on it: "customizable?"."""
        library, topic = self._library, last.item.entry.topic
        said = [word for word in question.content if word in library.rarity and word not in self._signs.idle]
        named = library.reader.names.occur(library.lexicon.said(question.text))
        leans = linked or self._signs.has_pronoun(question) or bool(question.subjects)
        few = len(said) <= (1 if question.forms or not bare or bare[0].item.entry.topic == topic else FEW)
        if named or not (said and few and leans and last.item.category and self._titles.isdisjoint(said)):
            return None
        found = rank(question._replace(content=(*self._title(last.item.category), *question.content)), library)
        knows = found and found[0].item.vocabulary.issuperset(said) and found[0].score > WITHIN
        same = knows and found[0].item.entry.topic == topic and not found[0].item.is_ruling
        return found[0] if same and found[0].item is not last.item else None

    def near(self, question: Question, found: list[Candidate], last: Turn) -> list[Candidate]:
        """Return the readings with one of the category spoken of first, where another is but a little better."""
        topic, best = last.item.entry.topic, found[0] if found else None
        named = {*self._library.categories_in(question.content)} - {topic}
        if best is None or best.exact or named or best.item.entry.topic == topic or not last.item.category:
            return []
        near = (each for each in found if each.score > best.score - NEARBY and each.item is not last.item)
        first = [each for each in near if each.item.entry.topic == topic][:1]
        return [*first, *(each for each in found if each not in first)] if first else []

    def apart(self, question: Question, turns: Sequence[Turn]) -> Item | None:
        """Return the entry that tells apart what was told of, where nothing else is named: "and the template?"."""
        words = self._library.lexicon.said(question.text)
        said = {word for piece in self._doing.cut(words) for word in piece if is_word(word)} - self._signs.asking
        told = {word for turn in turns[-RECALLED:] for word in self._library.lexicon.words(turn.told)}
        for item in self._library.items.values() if said.isdisjoint(self._library.catalogue.defined) else ():
            roles = () if item.entry.holds else item.entry.roles
            known = {word for role in roles for each in (*role.who, *role.what) for word in each.split()}
            if said and said <= known and not any(told.isdisjoint(role.who) for role in roles):
                return item
        return None

    @cached_property
    def _titles(self) -> frozenset[str]:
        """The canonical words that categories are called."""
        return frozenset(word for each in self._library.base.categories for word in self._title(each))

    def _title(self, category: Category) -> list[str]:
        return self._reader.canonical(self._library.lexicon.phrase(category.name).split())

    def _asks_of_all(self, question: Question) -> bool:
        """Tell whether it names all and asks who is ahead, of nothing that was spoken of: "A or B, who wins?"."""
        named = len(question.subjects) == len(self._everyone) > 1 and not question.carried
        ranks = question.forms & {"choose", "verdict"} and not question.yes_no
        return bool(named and ranks) and not self._signs.has_pronoun(question)

    def _judges_otherwise(self, ruling: Item, bare: list[Candidate]) -> bool:
        """Tell whether it judges by what an entry on another matter than that of a ruling knows: "and cheaper?"."""
        near = (each.item.entry.topic for each in bare[:1] if each.match >= KNOWN)
        return any(topic not in (OVERALL, ruling.entry.topic) for topic in near)

    def _is_again(self, question: Question, last: Turn, linked: bool, own: float) -> bool:
        """Tell whether a question names subjects and leaves all else as it was: "and Flask?", "does A have one?"."""
        said = [word for word in question.content if word not in self._signs.conclusions]
        short = linked or len(said) <= 3
        acts = question.forms - last.question.forms or (question.yes_no and not last.question.yes_no)
        asks = not linked and len(said) > 2 and not self._signs.question_words.isdisjoint(question.asked)
        acts = acts or (asks and not question.forms)  # "A is what", not "A what, then"
        return bool(question.subjects) and not own and short and not acts and not question.comparing

    def _again(self, question: Question, last: Turn) -> Question:
        """The question before of the subjects named now; after a choice what is told of them, or if the claim holds."""
        before, named = last.question, question.subjects
        chose = before.either_or or bool(before.forms & {"choose", "which"})
        asked = before._replace(text=question.text, subjects=named, mentioned=named, carried=True)
        if chose and (last.item.is_ruling or last.item.entry.holds):
            rest = before.forms - {"choose", "which", "verdict", "versus"}
            claims = not (last.item.is_ruling or last.item.tells_each)
            return asked._replace(yes_no=claims, either_or=False, forms=rest)
        return asked

    def leaning(
        self, question: Question, last: Turn, spoken: str | None, own: float
    ) -> Iterator[tuple[Question, list[Candidate], float]]:
        """Yield what the question may mean after the turn before, each with its readings and its handicap.

        Its own matter; with the subject for the pronoun ("who made it" as "who made Flask"); with the matter of the
        entry spoken of; its question word put to the last question ("when?" after "who made it"), or to the subject
        ("by whom?").
        """
        bare = self._replier.readings(question)
        yield question, bare, 0.0
        if question.subjects and question.carried:
            asked = named_for(question, self._signs.pronouns)
            yield asked, self._replier.readings(asked), 0.0
        if self._signs.supposes(question):
            return  # another case has nothing of the entry spoken of
        carried = (spoken,) if spoken and not question.either_or else ()  # none is carried into a choice
        asked = question._replace(subjects=question.subjects or carried)
        named_last = self._library.reader.names.without(self._library.lexicon.words(last.item.entry.name))
        of_term = self._signs.has_pronoun(question) and not self._terms.isdisjoint(named_last)
        if asked.subjects and self._signs.asks_whence_named(question) and not of_term:
            put = asked._replace(content=(*question.content, SUBJECT))
            yield put, rank(put, self._library), 0.0
            return  # the name of a subject has nothing of the entry spoken of
        named, points = question.subjects and not question.carried, self._signs.points(question)
        least = FULL if self._signs.has_pronoun(question) else LEANING
        if own < least and (named or not self._signs.has_alien(question)):
            name = self._reader.canonical(self._library.lexicon.phrase(last.item.entry.name).split())
            borrowed = asked._replace(content=(*(word for word in name if word != SUBJECT), *question.content))
            silent = named and not (question.yes_no or tells_of(last.item, question.subjects[0]))
            little = self._signs.own_weight(question, last.item) < (LEANING if points else KNOWN)
            known = not silent and (named or little)
            found = [each for each in rank(borrowed, self._library) if known or each.item is not last.item]
            back = SAME if found and found[0].item is last.item else 0.0  # what is not understood leads nowhere
            yield borrowed, found, back + (CARRIED / 2 if points else CARRIED)
        if own < THIN and question.forms & SPECIFIC:
            rest = tuple(word for word in last.question.content if word not in self._signs.question_words)
            for added, less in ((rest, 0.0), ((SUBJECT,) if asked.subjects else (), CARRIED)):
                put = asked._replace(content=(*question.content, *added))
                found = [each for each in rank(put, self._library) if each.item is not last.item]
                yield put, found if added else [], less

    def worded(self, question: Question) -> Item | None:
        """Return the entry that has a question word for word, a subject in the pronoun's place: "and who uses it?"."""
        link = self._reader.links.at(question.words, 0) if question.words else None
        tie = self._reader.canonical(question.words[: link[0]]) if link else []
        plain = question._replace(content=question.content[len(tie) :])
        named = named_for(plain, self._signs.pronouns | self._signs.demonstratives)
        found = self._replier.readings(named) if question.subjects else []
        return found[0].item if found and found[0].exact else None

    def ruling(self, topic: str, last: Item) -> Item:
        """Return the ruling of a category, or else of the whole; where there is none, the entry told `last`."""
        ruling = self._library.items[topic] if self._library.base.category(topic) else self._library.catalogue.overall
        return ruling or last
