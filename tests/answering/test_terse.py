"""Questions of a few words, and of several categories at once: which act each is, and what all of it comes to."""

from __future__ import annotations

from assistant import Assistant
from tests.cases import for_each

SO = [  # a fragment about one subject asks whether something is so
    ("is speed a reason to leave django?", False),
    ("Is that why django has the larger community?", True),
    ("flask = heavier?", False),
    ("flask = lightweight?", True),
    ("django: microframework?", False),
    ("both = microframework?", False),
    ("orm: both?", False),
    ("django = more secure?", True),
    ("admin = django?", True),
    ("django: more secure than flask", True),
    ("flask: more popular than django", False),
    ("not flask for security then?", True),
    ("flask validates forms for you, no add-ons", False),
    ("what u think true or false: django is a microframework", False),
    ("Django has an ORM, no exceptions?", True),
    ("is django the only one which has reusable components?", False),
    ("is django the only one which has an ORM?", True),
    ("I was told both of them survive heavy traffic. Hard to swallow. Is it right?", True),
    ("security: nobody wins?", False),
    ("netflix. django.", False),
    ("form validation in flask core", False),
    ("flask drags in basically zero dependencies", True),
    ("Verify please: content management was what Django was at first intended for.", True),
    ("Next you will tell me the admin panel Django throws in can be customised as well.", True),
    ("Oh sure, and Flask ships an admin panel too. What a treat.", False),
    ("Gives it in performance a winner?", False),
    ("I believe that Instagram it uses Django, I do not deceive myself?", True),
    ("Does the Flask-Security library give the same protections as Django's?", True),
    ("in flexibility both they win together?", False),
    ("When the security category is called equal, has one of them there anyway won?", True),
]

WHICH = [  # what leaves a subject open asks which
    ("which one, if either, is ahead on security?", "django"),
    ("2nd place overall", "flask"),
    ("By the administration: who draws the shorter straw?", "flask"),
    ("Which one puts more on our plate when it comes to storing data?", "flask"),
    ("Which of the two would leave my students with more to wire up before any data gets saved?", "flask"),
    ("which one gets its ORM from elsewhere?", "flask"),
    ("admin panel = ?", "django"),
    ("orm - who", "django"),
    ("the one that has an orm is?", "django"),
    ("which one = not lightweight?", "django"),
    ("who is ahead in flexibility, and dont say it depends", "flask"),
    ("jinja2. whose", "flask"),
    ("The authentication system that gets singled out as useful - whose is it?", "django"),
    ("just tell me who comes with a ready admin screen", "django"),
    ("name the one that shows up naked with nothing in the box. go on", "flask"),
    ("security: Django vs Flask, winner?", "django"),
    ("Django vs Flask security", "django"),
    ("Flask vs Django if you want to swap out every single part and hate being told how to do things?", "flask"),
]

SEVERAL = [  # what is said of several categories is so of each, of any or of none
    ("admin + db + security. all django?", True),
    ("Security and database both go to Django, no exceptions?", True),
    ("security and flexibility: django all the way?", False),
    ("django takes flexibility but not security?", False),
    ("flask takes flexibility but not security?", True),
    ("neither security nor flexibility goes to django?", False),
    ("neither templates nor flexibility goes to django?", True),
    ("does django win either security or flexibility?", True),
    ("security to django, database too?", True),
    ("Is Flask the loser on security as well as on databases?", True),
    ("Is Django worse in databases but better in security?", False),
    ("performance and templates: both draws?", True),
    ("security and flexibility: both draws?", False),
    ("flexibility and community: the same winner?", False),
    ("security and speed same winner", False),
    ("security and the admin panel same winner", True),
    ("Databases and admin tooling matter to us. Is there a framework that takes both of those?", True),
    ("Databases and flexibility matter to us. Is there a framework that takes both of those?", False),
    ("Security is non-negotiable. So is flexibility. Would one and the same framework top both lists?", False),
    ("Does any framework win both performance and templating?", False),
    ("Performance, template engine, database: three times equality?", False),
    ("performance and the template engine: both draws", True),
    ("both java?", False),
    ("ronacher behind both of these?", False),
    ("CSRF = injecting malicious code", False),
    ("does flask come first for flexibility as well as for performance?", False),
]

APART = [  # parts that ask different things are answered apart
    ("is django older and which one is customisable?", None, "flask"),
    ("which one is customisable, and is flask popular?", None, "flask"),
    ("does django have a bigger community, and who wins web framework?", None, "tie"),
    ("which is more secure and which is more flexible?", None, None),
    ("who wins security, and who wins templates?", None, None),
    ("who wins security and who wins databases?", None, "django"),
    ("Since Flask bundles its own ORM, why would anyone put Django ahead on data?", None, None),
    ("Since flask is good for apis, why would anyone put django ahead on databases?", None, None),
]


@for_each(("question", "so"), [*SO, *SEVERAL])
def test_yes_or_no(assistant: Assistant, question: str, so: bool) -> None:
    reply = assistant.ask(question)
    assert (reply.affirms, reply.pick) == (so, None)


@for_each(("question", "pick"), WHICH)
def test_which(assistant: Assistant, question: str, pick: str) -> None:
    reply = assistant.ask(question)
    assert (reply.affirms, reply.pick) == (None, pick)


@for_each(("question", "so", "pick"), APART)
def test_each_part(assistant: Assistant, question: str, so: bool | None, pick: str | None) -> None:
    reply = assistant.ask(question)
    assert (reply.affirms, reply.pick) == (so, pick)
    assert len(reply.answers) == 2


def test_what_is_taken_for_granted_and_is_not_so_is_corrected(assistant: Assistant) -> None:
    reply = assistant.ask("Since Flask bundles its own ORM, why would anyone put Django ahead on data?")
    assert reply.text.startswith("No: Flask has no ORM")


def test_a_category_named_for_what_one_wants_little_of_is_won_like_any_other() -> None:
    assert Assistant("tests/knowledge/coffee").ask("french press wins cost, right?").affirms is True


@for_each(
    ("question", "affirms"),
    [
        ("What do Django and Flask have in common?", None),
        ("What does Django have that Flask lacks?", None),
        ("what, flask lacks an orm?", True),
        ("I'd like to hear how they differ in templating as well as in the admin interface", None),
    ],
)
def test_what_wants_to_be_told_gets_no_yes(assistant: Assistant, question: str, affirms: bool | None) -> None:
    reply = assistant.ask(question)
    assert (reply.status, reply.affirms) == ("answered", affirms)
