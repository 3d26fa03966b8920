"""What the chat does about the last answer: its reason, its rest, its source, how it was read, that it was wrong."""

from __future__ import annotations

from assistant.answering.reply import ANSWERED, Reply
from assistant.knowledge.base import headings
from assistant.knowledge.examples import opening_examples
from assistant.screen.explain import explained
from assistant.screen.layout import Line
from assistant.terminal.chat.saving import note
from assistant.terminal.chat.session import Session
from assistant.terminal.hearing import asks_for_more, example_of, shortened
from assistant.terminal.talk import UNSOURCED


def why(session: Session, _: str) -> list[Line]:
    if not session.replies:
        return session.nothing_asked
    return session.ask(session.assistant.library.english.forms["why"][0] + "?", "/why")


def more(session: Session, _: str) -> list[Line]:
    if session.short_of:
        return shown(session, session.short_of)
    if not session.replies:
        return session.nothing_asked
    asks = next(each for each in session.assistant.library.english.follow_ups if each.id == "more")
    return session.ask(next(text for text in asks.ask if len(text.split()) == 3), "/more")


def short(session: Session, _: str) -> list[Line]:
    last = session.thread.last_told
    if last is None:
        return [*session.nothing_asked, *session.say("“short answers” makes each answer one sentence from now on.")]
    if _is_short(session, last):
        more = session.short_of or asks_for_more(session.conversation, session.assistant.library)
        rest = "; /more tells what else there is." if more else ", and all there is."
        return session.say(f"That is one sentence already{rest}")
    return _in_short(session, last)


def simple(session: Session, _: str) -> list[Line]:
    last = session.thread.last_told
    if last is None:
        return [*session.nothing_asked, [], *about(session, "")]
    if _is_short(session, last):
        told = "Only the source's own words can be given, and those were the shortest."
        return session.say(told)
    told = "Only the source's own words can be given; these are the shortest:"
    return [*session.say(told), [], *_in_short(session, last)]


def _is_short(session: Session, answer: Reply) -> bool:
    """Tell whether an answer was told in one sentence."""
    return bool(session.short_of) or shortened(answer, session.assistant.library).text == answer.text


def _in_short(session: Session, answer: Reply) -> list[Line]:
    session.thread.stand_at(answer)
    short = shortened(answer, session.assistant.library)._replace(suggestions=())
    lines = session.tell(session.view.reply(short, numbered=True))
    session.short_of = answer
    return lines


def back(session: Session, text: str) -> list[Line]:
    before = session.thread.back(session.hearing.count(text))
    if before is None:
        return session.nothing_asked
    return [*session.asked(before.question), *shown(session, before)]


def shown(session: Session, reply: Reply) -> list[Line]:
    session.thread.stand_at(reply)
    session.choices = list(reply.suggestions) or session.choices
    return session.tell(session.view.reply(reply, numbered=True))


def wrong(session: Session, _: str) -> list[Line]:
    if not session.replies:
        return session.nothing_asked
    reply = _stem(session)
    if _is_decision(reply):
        return session.say("/wrong notes the answer to a question, and a decision is none.")
    named = reply.question.removeprefix("/")
    if reply is session.wrong:
        return session.say(f"“{named}” is noted already.")
    session.wrong = reply
    reply = reply._replace(question=named, status="wrong")
    told = f"Noted as wrong: “{named}”."
    logged = session.log(reply)
    return session.say(told if logged else note(reply, told, keep=session.keep, knowledge=session.knowledge))


def _stem(session: Session) -> Reply:
    """The last reply, or where that leans on an answer before it ("why?") the one that it leans on."""
    said = session.thread.said
    before = [each for each in said if each.status == ANSWERED and not _leans(session, each)]
    return before[-1] if before and _leans(session, said[-1]) else said[-1]


def _leans(session: Session, reply: Reply) -> bool:
    """Tell whether a reply leans on an answer before it: its question alone is not answered so."""
    if reply.status != ANSWERED or reply.candidates or _is_decision(reply):
        return False
    alone = session.assistant.ask(reply.question.removeprefix("/"))
    return [each.id for each in alone.answers] != [each.id for each in reply.answers]


def _is_decision(reply: Reply) -> bool:
    """Tell whether a reply is no answer to a question that was read, but to those of /decide."""
    return reply.status == ANSWERED and reply.reading is None


def source(session: Session, _: str) -> list[Line]:
    source, view = session.assistant.library.base.source, session.view
    last = session.thread.last_answer
    sections = [part for each in (last.answers if last else ()) for part in headings(each.section)]
    rows = [("title", source.title), ("publisher", source.publisher), ("author", source.author), ("date", source.date)]
    if not (source.title or source.url or sections):
        return session.say(UNSOURCED)
    rows += [("address", source.url)]
    rows += [("section", section) for section in dict.fromkeys(sections)]
    lines = view.pairs([(name, value) for name, value in rows if value])
    return session.tell(lines if source.url else [*lines, [], *session.told("original")])


def age(session: Session, _: str) -> list[Line]:
    return session.ask(session.assistant.library.english.chat.program["age"][0])


def explain(session: Session, _: str) -> list[Line]:
    """Explain the last reply, and what it leans on."""
    if not session.replies:
        return session.nothing_asked
    last, stem, view = session.thread.said[-1], _stem(session), session.view
    if _is_decision(stem):
        told = session.say("The decision was found by the answers to the questions of /decide: it is read from none.")
        return told if stem is last else [*explained(last, view), [], *told]
    lines = explained(stem, view)
    if stem is last:
        return lines
    own = explained(last, view)
    told = session.say(f"“{last.question}” asks about an answer before it; “{stem.question}” was read so:")
    return [*([] if lines[: len(own)] == own else [*own, []]), *told, [], *lines]


def example(session: Session, _: str) -> list[Line]:
    library = session.assistant.library
    if session.thread.last_reply and session.thread.last_reply.status == ANSWERED:  # of what was told
        return session.ask(example_of(session.conversation, library), library.english.chat.program["example"][0])
    return session.offer(opening_examples(library.base, library.english))


def about(session: Session, _: str) -> list[Line]:
    return session.ask(session.assistant.library.english.chat.program["about"][0])


def first(session: Session, _: str) -> list[Line]:
    asked = [each.question for each in session.replies]
    if not asked:
        return session.nothing_asked
    told = session.say("The first question of this conversation was:")
    return [*told, [], *session.offer(asked[:1])]


def sure(session: Session, _: str) -> list[Line]:
    last = session.thread.last_answer
    if last is None:
        return session.nothing_asked
    told = session.assistant.library.english.chat.answers["sure"]
    return session.say(told.format(chance=round(100 * last.confidence)))
