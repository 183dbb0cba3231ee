"""What a case lacks to be called tested, and then stable: asked for one rung at a time."""

import re
from collections.abc import Iterator, Mapping

from roleplay.domain.customer import WON
from roleplay.domain.expectation import MUST_LOSE, MUST_WIN, WORKED
from roleplay.formats.problem import printable
from roleplay.formats.wording import Complaint
from roleplay.proving.finding import Rule, Written, texts
from roleplay.proving.reach import asked, is_hidden

FEW_QUESTIONS = 3
"""Ways of asking for a hidden fact; people will find others."""
SECRETS = frozenset({"password", "passwords", "pin", "pins", "cvv", "passcode"})
"""Whoever asks for one of these is heard in any case."""


def _probes(case: Written) -> Iterator[Complaint]:
    there = case.by_id("probes")
    missing = [id for id in WORKED if id not in there]
    if missing:
        message = f"no built-in trainee is called {', '.join(missing)}"
        yield Complaint(("probes",), message, "write down a conversation for each, as in docs/authoring.md")


def _expectations(case: Written) -> Iterator[Complaint]:
    for path, probe in case.each("probes"):
        id, expect = probe.get("id"), probe.get("expect")
        if id in MUST_WIN and not set(WON) & set(_kinds(case, texts(expect, "ending"))):
            hint = 'expect = { ending = ["resolved"] }, or "partial" where a no had to be taken'
            yield Complaint(path, f"it does not say that “{id}” wins", hint)
        if id in MUST_LOSE and not (texts(expect, "ending") or {"resolved"} <= set(texts(expect, "not_ending"))):
            yield Complaint(
                path, f"it does not say that “{id}” loses", 'expect = { not_ending = ["resolved", "partial"] }'
            )


def _kinds(case: Written, endings: list[str]) -> list[str]:
    """The kinds of endings that are named by their own ids."""
    known = case.by_id("endings")
    return [str(known[id].get("kind")) if id in known else id for id in endings]


def _trap(case: Written) -> Iterator[Complaint]:
    for path, probe in case.each("probes"):
        expect = probe.get("expect")
        if probe.get("id") == "bad" and not (isinstance(expect, Mapping) and "critical" in expect):
            hint = 'expect.critical = ["X3"], or [] for a trap that is no critical error'
            yield Complaint(path, "it does not say which critical error it makes", hint)


def _aliases(case: Written) -> Iterator[Complaint]:
    for path, fact in case.each("facts"):
        if fact.get("status") != "unknown" and not texts(fact, "aliases"):
            hint = "write in aliases how a trainee might say it back"
            yield Complaint(path, "only the very words of this fact are heard", hint)


def _forbids(case: Written) -> Iterator[Complaint]:
    dangers = {fact.get("policy") for _, fact in case.each("facts")}
    for path, rule in case.each("policy"):
        breakable = texts(rule, "forbids") or texts(rule, "because") or rule.get("id") in dangers
        heard = SECRETS.intersection(re.findall(r"[a-z]+", " ".join(texts(rule, "text")).lower()))
        if rule.get("authority") == "never" and not breakable and not heard:
            hint = "write in forbids what breaks it, in a trainee's words"
            yield Complaint(path, "nothing that is said can break this rule", hint)


def _revealing(case: Written) -> Iterator[Complaint]:
    said = {line.get("about") for _, line in case.each("lines") if line.get("act") == "reveal"}
    for path, fact in case.each("facts"):
        if is_hidden(fact) and fact.get("id") not in said and not fact.get("say"):
            hint = 'add say = "..." or a line with act = "reveal"'
            yield Complaint(path, "the customer has no words of their own for this fact", hint)


def _questions(case: Written) -> Iterator[Complaint]:
    for path, fact in case.each("facts"):
        ways = sum(2 if set("*|") & set(one) else 1 for one in asked(fact))
        if is_hidden(fact) and 0 < ways < FEW_QUESTIONS:
            hint = "ask three people how they would ask for it"
            yield Complaint((*path, "reveal"), "there are few ways of asking for this fact", hint)


def _plain_question(case: Written) -> Iterator[Complaint]:
    for path, fact in case.each("facts"):
        reveal = fact.get("reveal")
        told = isinstance(reveal, Mapping) and reveal.get("question")
        if is_hidden(fact) and fact.get("salience", 2) != 1 and not told and not any("?" in one for one in asked(fact)):
            hint = 'question = "..." in its reveal, as somebody would ask it'
            yield Complaint((*path, "reveal"), "the debrief cannot say how to ask for this fact", hint)


def _second_way(case: Written) -> Iterator[Complaint]:
    if len(texts(case.part("need"), "would_accept")) == 1:
        yield Complaint(
            ("need", "would_accept"), "there is only one good way out", "a choice is worth a lot to customers"
        )


def _impact(case: Written) -> Iterator[Complaint]:
    angry = case.part("meta", "kind") in ("angry", "conflict")
    if angry and case.by_id("facts") and not any(fact.get("feeling") for _, fact in case.each("facts")):
        hint = "feeling = true for the fact that hurts or costs the customer something"
        yield Complaint(("facts",), "no fact says what it means for the customer", hint)


def _aftermath(case: Written) -> Iterator[Complaint]:
    entries = [entry for _, entry in case.each("aftermath")]
    if not entries:
        yield Complaint(
            ("aftermath",), "nothing is told of two days later", "write [[aftermath]] by ending and promise"
        )
        return
    if not any(entry.get("promise") == "false" for entry in entries):
        yield Complaint(("aftermath",), "a false promise comes to nothing", 'add an entry with promise = "false"')
    if not any(entry.get("ending", "any") == "any" and entry.get("promise", "any") == "any" for entry in entries):
        yield Complaint(("aftermath",), "some conversations have no aftermath", "add a last entry without a condition")


def _debrief(case: Written) -> Iterator[Complaint]:
    debrief = case.part("debrief")
    for key, what in (("model_replies", "a reply worth imitating"), ("contrasts", "a weak reply beside a strong one")):
        found = debrief.get(key) if isinstance(debrief, Mapping) else None
        if not found:
            yield Complaint(("debrief", key), f"the debrief lacks {what}", f"add [[debrief.{key}]]")


def _journey(case: Written) -> Iterator[Complaint]:
    if isinstance(customer := case.part("customer"), Mapping) and not customer.get("journey"):
        hint = "add a journey of steps, each with touchpoint, expected and perceived"
        yield Complaint(("customer",), "nothing is told of the customer's way here", hint)


def _sheet(case: Written) -> Iterator[Complaint]:
    if case.part("meta", "kind") == "product-question" and not case.part("knowledge"):
        yield Complaint(("knowledge",), "there is no fact sheet", 'put knowledge = """...""" at the top of the file')


def _notes(case: Written) -> Iterator[Complaint]:
    danger = any(texts(fact, "danger") for _, fact in case.each("facts"))
    if (danger or case.part("customer", "abusive_from") is not None) and not texts(case.part("meta"), "content_notes"):
        hint = "say in meta.content_notes what could upset somebody"
        yield Complaint(("meta",), "nobody is warned of what this case is about", hint)


def _graded(case: Written) -> Iterator[Complaint]:
    rubrics = case.part("rubrics")
    if not rubrics:
        yield Complaint(("rubrics",), "no skill is graded", "add [rubrics] with skills and weights, together 100")
    skills = texts(case.part("meta"), "skills")
    known = list(rubrics) if isinstance(rubrics, Mapping) else []
    for index, skill in enumerate(skills):
        if known and skill not in known:
            message = f'"{printable(skill)}" is promised and not graded'
            yield Complaint(("meta", "skills", index), message, "name it in [rubrics], or leave it out here")


MISSING = (
    Rule("missing-probes", "tested", _probes, "Nobody knows whether good replies win this case, and bad ones lose it."),
    Rule("unsaid-result", "tested", _expectations, "A case that turns too easy or too hard goes unnoticed."),
    Rule("unsaid-trap", "tested", _trap, "Nobody knows whether the trap of this case works."),
    Rule("deaf-fact", "tested", _aliases, "A trainee who says it in other words is not credited."),
    Rule("unbreakable-rule", "tested", _forbids, "A trainee who breaks it is not told."),
    Rule("borrowed-words", "tested", _revealing, "The fact comes out in bare words."),
    Rule("no-grade", "tested", _graded, "Practice without feedback makes people worse."),
    Rule("few-questions", "stable", _questions, "A good question that is not understood is the worst disappointment."),
    Rule("unasked", "stable", _plain_question, "Whoever missed it does not learn which question would have got it."),
    Rule("one-way", "stable", _second_way, "A trainee can't learn to offer a choice."),
    Rule("no-impact", "stable", _impact, "There is nothing to acknowledge that is particular to this customer."),
    Rule("no-aftermath", "stable", _aftermath, "What a promise is worth shows only afterwards."),
    Rule("thin-debrief", "stable", _debrief, "People learn most from a weak and a strong reply side by side."),
    Rule("no-journey", "stable", _journey, "What was expected and perceived is what satisfaction is made of."),
    Rule("no-sheet", "stable", _sheet, "A trainee can only guess."),
    Rule("no-warning", "stable", _notes, "Somebody may have lived through this."),
)
"""Rules about what is missing, rung by rung."""
