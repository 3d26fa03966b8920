"""What is asked, read from questions with a masked matter: {p} is it, {more} and {less} rank, {t} names a category."""

from __future__ import annotations

from functools import cache

from assistant.answering.library.store import open_kept
from assistant.asking.ask import CHOICE, Ask
from assistant.asking.marks import PREDICATE, SUBJECT, TOPIC, Mark
from assistant.asking.reading import read
from tests.cases import for_each

_MASKS = {
    "xaax": Mark("A", frozenset((SUBJECT,)), "a"),
    "xbbx": Mark("B", frozenset((SUBJECT,)), "b"),
    "xppx": Mark("P", frozenset((PREDICATE,))),
    "xmorex": Mark("MORE", frozenset((PREDICATE, "more"))),
    "xlessx": Mark("LESS", frozenset((PREDICATE, "less"))),
    "xtopicx": Mark("TOPIC", frozenset((PREDICATE, TOPIC))),
}


_library = cache(open_kept)


def _read(kind: str, question: str) -> Ask | None:
    library = _library()
    filled = question.format(a="xaax", b="xbbx", p="xppx", more="xmorex", less="xlessx", t="xtopicx")
    words = [_MASKS.get(word, word) for word in library.lexicon.words(filled)]
    return read(kind, library.reader.mark(words, kind == "ruling"), ("a", "b"))


def _said(ask: Ask | None) -> str:
    """Return an ask in short: "not each a+ b-", "choice -"."""
    if ask is None:
        return "nothing"
    if ask.act == CHOICE:
        return f"choice {'+' if ask.sign > 0 else '-'}"
    terms = [f"{term.subject}{'+' if term.sign > 0 else '-'}" for term in ask.of]
    return " ".join((*(("not",) if ask.denied else ()), ask.relation, *terms))


CLAIMS = {
    "plain and negated": [
        ("does {a} {p}?", "each a+"),
        ("doesn't {b} {p}?", "each b+"),
        ("is it true that {a} doesn't {p}?", "each a-"),
        ("{b} never could {p}, right?", "each b-"),
        ("am I right in thinking that {a} lacks {p}?", "each a-"),
        ("{b} leaves you without {p}, am I right?", "each b-"),
        ("checklist item 9 / {a} / {p} / tick or no tick?", "each a+"),
        ("it's not like {a} doesn't {p} right", "not each a-"),
        ("is {a} one which {p}?", "each a+"),
        ("{p} which are in {a}, right?", "each a+"),
        ("does {a} have guys who {p}?", "each a+"),
        ("name it: {a} {p}?", "each a+"),
        ("hey, doesn't {a} {p}?", "each a+"),
        ("can't do {p} in {a}", "not each a+"),
        ("{p} in {a}: missing?", "each a-"),
        ("{a} is big and without {p}?", "each a-"),
        ("{a} has no {p}, or does it?", "each a+"),
        ("{a} {p}? Or am I wrong?", "each a+"),
        ("does {a} {p}? No way!", "each a+"),
        ("would {a} be unsuitable for {p}?", "each a-"),
    ],
    "of what was said, and of nobody": [
        ("I took {a}, which does {p}, didn't I?", "each a+"),
        ("{b} is known to {p}, which {a} does not, right?", "each b+ a-"),
        ("{a} comes with {p} and {b} with nothing of the sort. Correct?", "each a+ b-"),
        ("{p} is under {a} only, with nothing for {b}, correct?", "only a+ b+"),
        ("does nobody {p}?", "none a+ b+"),
        ("nobody lacks {p}, {a} or {b}?", "each a+ b+"),
        ("so which of the two is not the one that {p}, {a} or {b}?", "choice -"),
        ("tell me which one isn't the one without {p}, {a} or {b}", "choice +"),
    ],
    "denied by what is said around it": [
        ("would it be a lie to say {a} {p}?", "not each a+"),
        ("is it false that {b} doesn't {p}?", "not each b-"),
        ("Somebody told me {a} {p}. Was I misinformed?", "not each a+"),
        ("They say {a} {p}. Is that rubbish?", "not each a+"),
        ("Would I be fooling myself if I believed that {b} {p}?", "not each b+"),
        ("I was wrong about many things, so let me ask: does {a} {p}?", "each a+"),
        ("for the avoidance of doubt: does {a} {p}, yes or no", "each a+"),
        ("{a} does {p}. agree, disagree or on the fence?", "each a+"),
        ("would I be misquoting them if I said {a} does {p}?", "not each a+"),
    ],
    "attitudes and what takes them up": [
        ("My boss doubts that {a} {p}. Is her doubt misplaced?", "each a+"),
        ("My boss doubts that {a} {p}. Is she right to doubt it?", "not each a+"),
        ("I'm not convinced that {a} {p}, does it really?", "each a+"),
        ("I thought {a} doesn't {p}, but it does, right?", "each a+"),
    ],
    "several statements": [
        ("I say {a} {p}, my brother says it doesn't. Is my brother right?", "not each a+"),
        ("I say {a} {p}, my brother says it doesn't. Am I right?", "each a+"),
        ("I read that {a} {p} and that {b} doesn't. Is it the other way round?", "each a- b+"),
    ],
    "how many": [
        ("do both {a} and {b} {p}?", "each a+ b+"),
        ("don't {a} and {b} both {p}?", "each a+ b+"),
        ("is there {p} in either of {a} and {b}?", "any a+ b+"),
        ("does neither of them {p}?", "none a+ b+"),
        ("is it wrong that neither {a} nor {b} {p}?", "not none a+ b+"),
        ("exactly one of {a} and {b} {p}, correct?", "one a+ b+"),
        ("does at most one of {a} and {b} {p}?", "most-one a+ b+"),
        ("is it either both that {p} or neither?", "same a+ b+"),
        ("do {a} and {b} differ in whether they {p}?", "differ a+ b+"),
        ("T/F: neither of {a}, {b} lacks {p}", "each a+ b+"),
        ("Is there daylight between {a} and {b}, in that one {p} and the other doesn't?", "differ a+ b+"),
    ],
    "one alone": [
        ("does only {a} {p}?", "only a+ b+"),
        ("is {b} the only one that doesn't {p}?", "only b- a-"),
        ("is {a} alone in that it can {p}?", "only a+ b+"),
        ("Just {a} {p}, not {b}, right?", "only a+ b+"),
        ("only {a} {p} and {b} not, yes?", "only a+ b+"),
    ],
    "contrasts and ellipsis": [
        ("{a} {p}, but {b} doesn't?", "each a+ b-"),
        ("does {a}, unlike {b}, {p}?", "each a+ b-"),
        ("is it {a} rather than {b} that {p}?", "each a+ b-"),
        ("{a} doesn't {p} and neither does {b}, right?", "each a- b-"),
        ("{p}: {a} yes, {b} no?", "each a+ b-"),
        ("{a} {p} and so does {b}?", "each a+ b+"),
        ("between {a} and {b}, does {b} {p}?", "each b+"),
        ("of {a} and {b}, does the latter {p}?", "each b+"),
        ("{b} {p} same as {a} yes?", "each b+ a+"),
        ("{a} {p}. same go for {b}?", "each b+"),
    ],
    "what is said beside the question": [
        ("No rush, but does {a} {p}?", "each a+"),
        ("I was wrong about a lot last year. Does {a} {p}?", "each a+"),
        ("There's a lot of nonsense online about {a}. Does it {p}?", "each a+"),
        ("Torn between {a} and {b} here. Do both {p}?", "each a+ b+"),
        ("{a} {p}. What about {b}?", "each b+"),
    ],
    "choices": [
        ("which of them {p}, {a} or {b}?", "choice +"),
        ("who doesn't {p}: {a} or {b}?", "choice -"),
        ("{a} or {b}: name the one without {p}", "choice -"),
        ("I need one that {p}. Which one do I avoid, {a} or {b}?", "choice -"),
        ("is it {a} or {b} that {p}?", "choice +"),
        ("give me {a} or {b}, whichever one {p}", "choice +"),
        ("we lost because the other {p} and we don't. Between {a} and {b}, which do we sell then?", "choice -"),
    ],
}
RULINGS = {
    "ahead and behind": [
        ("we took {a}, which is {more} than {b}?", "more a+"),
        ("is {a} {more} than {b}?", "more a+"),
        ("I like {a}. Is it {more}?", "more a+"),
        ("isn't {b} {less} than {a}?", "more b-"),
        ("is {a} second to {b} on {t}?", "more a-"),
        ("compared to {a}, is {b} {more}?", "more b+"),
        ("does {a} beat {b} on {t}?", "more a+"),
        ("does {b} lose to {a} on {t}?", "more b-"),
        ("{t}: {a} > {b}?", "more a+"),
        ("is it not {a} but {b} that is {more}?", "more b+"),
        ("is {a} not {more} but {less} than {b}?", "more a-"),
        ("Poor {a}. Is it behind {b} on {t}?", "more a-"),
        ("{b} is {more}, {a} isn't", "more b+"),
    ],
    "denied": [
        ("{a} isn't {more} than {b}, is it?", "not more a+"),
        ("is it a myth that {a} is {more} than {b}?", "not more a+"),
        ("{a} isn't {more} than {b}, or is it?", "more a+"),
        ("He says {b} is {more} than {a}. Was he mistaken?", "not more b+"),
        ("My notes say {a} is {more} than {b}. Is it the other way round?", "more a-"),
        ("{a} lags {b} in {t}? Nonsense, surely, it doesn't. Am I right?", "not more a-"),
    ],
    "level and bounds": [
        ("are {a} and {b} on a par on {t}?", "equal"),
        ("is there any difference between {a} and {b} on {t}?", "differ"),
        ("is neither of them {more}?", "equal"),
        ("is {a} at least as good as {b} on {t}?", "at-least a+"),
        ("{a} >= {b} on {t}, true?", "at-least a+"),
        ("is {a} no better than {b} on {t}?", "at-most a+"),
        ("is one of {a} and {b} {more} than the other?", "differ"),
        ("is one {more} than the other, {a} {b}", "differ"),
        ("are {a} and {b} the same for {t}", "equal"),
        ("doesn't matter {a} or {b} for {t}", "equal"),
        ("A customer says no one is {more}, {a} and {b} are equal. He is correct?", "equal"),
        ("With {b} as the benchmark for {t}, does {a} reach it?", "at-least a+"),
    ],
    "changes": [
        ("is moving from {a} to {b} a step up in {t}?", "more b+"),
    ],
    "choices": [
        ("which is {more}, {a} or {b}?", "choice +"),
        ("which one trails on {t}, {a} or {b}?", "choice -"),
        ("which one would hold us back on {t}, {a} or {b}?", "choice -"),
        ("I care about {t}. Which one should I avoid, {a} or {b}?", "choice -"),
        ("If just one of {a} and {b} deserves to be called {less}, which?", "choice -"),
        ("x is {more} than y; x, y are {a} and {b} in some order. x = ?", "choice +"),
    ],
}


def _rows(tables: dict[str, list[tuple[str, str]]]) -> list[tuple[str, str]]:
    return [row for rows in tables.values() for row in rows]


@for_each(("question", "said"), _rows(CLAIMS))
def test_claims_are_read(question: str, said: str) -> None:
    assert _said(_read("claim", question)) == said


@for_each(("question", "said"), _rows(RULINGS))
def test_rulings_are_read(question: str, said: str) -> None:
    assert _said(_read("ruling", question)) == said


def test_words_that_nothing_is_known_of_are_told() -> None:
    ask = _read("claim", "does {a} flibbertigibbet {p}?")
    assert ask is not None
    assert ask.unread == ("flibbertigibbet",)
    assert ask.doubts == 1


def test_a_question_of_nothing_asks_nothing() -> None:
    assert _read("claim", "?") is None
