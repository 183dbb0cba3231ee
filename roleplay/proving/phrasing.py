"""Words of a case that can't do what they are there for: never said, never found, or said too early."""

import re
from collections.abc import Iterator, Mapping
from itertools import dropwhile

from roleplay.director.mood import start
from roleplay.director.tracking import band_of
from roleplay.domain.customer import PRESETS, Persona
from roleplay.formats.problem import printable
from roleplay.formats.references import items
from roleplay.formats.wording import Complaint
from roleplay.proving.finding import Rule, Written, texts
from roleplay.proving.reach import is_hidden, step_is_false
from roleplay.reader.days import DAYS
from roleplay.reader.lexicon import lexicon
from roleplay.reader.likeness import Likeness
from roleplay.reader.phrases import Phrases, expanded, parse
from roleplay.reader.words import tokens

_BRACES = re.compile(r"\{(\w*)\}")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n+")
SHORT = 4
"""Words up to which anybody says the same thing twice: "That's right, yes."."""
SENTENCE = 4
"""Main words from which what is behind a request can be told from any other sentence."""
_SLOTS: dict[str, frozenset[str]] = {
    "reveal": frozenset({"fact", "right"}),
    "answer": frozenset({"fact", "right"}),
    "correct_you": frozenset({"fact", "right", "wrong"}),
    "ask": frozenset({"want"}),
    "press": frozenset({"want"}),
    "repeat": frozenset({"want"}),
    "react_offer": frozenset({"offer"}),
    "thank": frozenset({"offer"}),
}
"""Words that a line of an act can ask for; a line of another act has none to put in."""
_CUES = (
    ("policy", "*", "forbids", "*"),
    ("policy", "*", "because", "*"),
    ("actions", "*", "cues", "*"),
    ("facts", "*", "aliases", "*"),
    ("facts", "*", "topic", "*"),
    ("facts", "*", "wrong", "*"),
    ("facts", "*", "asks", "*"),
    ("facts", "*", "danger", "*"),
    ("facts", "*", "reveal", "asks", "*"),
    ("requests", "*", "answered_by", "*"),
    ("outcomes", "*", "cues", "*"),
)
"""Every place where a cue can stand."""
_CUE_KEYS = frozenset(path[-2] for path in _CUES)
"""What is there to be heard, and read by nobody."""
_BRANDS = frozenset(
    word
    for line in (
        "airbnb aliexpress allianz amazon barclays citibank comcast dhl duolingo easyjet ebay expedia facebook fedex",
        "google hilton hsbc ikea instagram klarna lenovo linkedin lufthansa marriott mastercard mcdonalds microsoft",
        "netflix nike nvidia paypal revolut ryanair salesforce samsung shopify spotify starbucks tesco tiktok toyota",
        "uber verizon vodafone walmart whatsapp wizzair xiaomi youtube zalando zendesk",
    )
    for word in line.split()
)
"""Firms that customers really write to, as far as their names mean nothing else."""


def _unsaid(case: Written) -> Iterator[Complaint]:
    """Lines for a moment that does not come."""
    facts = case.by_id("facts")
    style = case.part("customer", "style") or "plain"
    stays = step_is_false(case.part("limits"), "can_leave")
    for path, line in case.each("lines"):
        act, about = line.get("act"), line.get("about")
        fact = facts.get(about) if isinstance(about, str) else None
        if act == "reveal" and fact is not None and not is_hidden(fact):
            hint = 'use act = "answer" for what is known from the start'
            yield Complaint((*path, "about"), "this is never said: the fact is not a hidden one", hint)
        if act == "react_offer" and "tone" not in line:
            hint = 'tone = "accept", "doubt" or "refuse"'
            yield Complaint((*path, "act"), "this is never said: it does not say how the offer is met", hint)
        if line.get("style") not in (None, style):
            hint = f'the customer\'s style is "{printable(style)}"'
            yield Complaint((*path, "style"), "this is never said: the customer talks in another way", hint)
        if stays and (act, about) in (("notice", None), ("ultimatum", None), ("leave", "walked_away")):
            hint = "leave it out, or let the customer leave (limits.can_leave)"
            yield Complaint((*path, "act"), "this is never said: the customer cannot leave", hint)
        if act == "open" and texts(line, "band") and (mood := _first_mood(case)) not in (None, *texts(line, "band")):
            yield Complaint((*path, "band"), f"this is never said: the customer begins {mood}", "leave out the band")


def _first_mood(case: Written) -> str | None:
    """How the customer comes in, if the file says so in a way that can be trusted."""
    customer = case.part("customer")
    preset = customer.get("preset", "average") if isinstance(customer, Mapping) else "average"
    if not isinstance(preset, str) or preset not in PRESETS:
        return None
    own = case.part("customer", "persona")
    known = {name: getattr(PRESETS[preset], name) for name in Persona.__dataclass_fields__}
    given = {
        key: value for key, value in (own.items() if isinstance(own, Mapping) else ()) if isinstance(value, int | float)
    }
    return band_of(start(Persona(**known | {key: given[key] for key in given if key in known})).anger)


def _slots(case: Written) -> Iterator[Complaint]:
    for path, line in case.each("lines"):
        act = line.get("act")
        known = _SLOTS.get(act, frozenset()) if isinstance(act, str) else frozenset()
        for place, text in items(line, ("text", "*")):
            for name in _BRACES.findall(text):
                if name not in known:
                    there = f"there are: {', '.join(sorted(known))}" if known else "such a line has none to put in"
                    yield Complaint((*path, *place), f"nothing can be put in for {{{printable(name)}}}", there)


def _doubled(case: Written) -> Iterator[Complaint]:
    seen: dict[str, str] = {}
    for path, line in case.each("lines"):
        for place, text in items(line, ("text", "*")):
            plain = " ".join(text.lower().split())
            if plain in seen and len(plain.split()) > SHORT:
                yield Complaint((*path, *place), "the customer has these words already", "reword one of the two")
            seen[plain] = text


def _mute(case: Written) -> Iterator[Complaint]:
    """Cues that find nothing, or everything."""
    for pattern in _CUES:
        for path, cue in items(case.table, pattern):
            if cue.count("(") != cue.count(")"):
                yield Complaint(path, "a bracket is missing in this cue", "as in (block it|switch it off)")
            elif unknown := [name for name in _BRACES.findall(cue) if name not in lexicon().classes]:
                yield Complaint(path, f"this cue finds nothing: there is no {{{printable(unknown[0])}}}")
            elif not any(char.isalnum() for char in cue):
                yield Complaint(path, "this cue finds nothing: it has no words")


def _ambiguous(case: Written) -> Iterator[Complaint]:
    """The same words for two things: which of them is meant is then left to chance."""
    for path, fact in case.each("facts"):
        for place, cue in items(fact, ("wrong", "*")):
            if cue in texts(fact, "aliases"):
                yield Complaint((*path, *place), "these words are in aliases as well", "right or wrong: not both")
    for section, keys in (("facts", ("reveal", "asks", "*")), ("actions", ("cues", "*"))):
        owners: dict[str, str] = {}
        for path, entry in case.each(section):
            id = str(entry.get("id"))
            for place, cue in items(entry, keys):
                if owners.setdefault(cue, id) != id:
                    message = f'these words belong to "{printable(owners[cue])}" already'
                    yield Complaint((*path, *place), message, "make one of the two more particular")


def _leaks(case: Written) -> Iterator[Complaint]:
    """A brief that tells what should be asked for."""
    secrets = _secrets(case)
    for key in ("role", "company", "situation", "objective"):
        text = case.part("brief", key)
        for sentence in _SENTENCE.split(text) if isinstance(text, str) else ():
            if told := _told(secrets, _words(sentence)):
                yield Complaint(("brief", key), f"the trainee reads {told} here", "leave it for a question")


def _logged(case: Written) -> Iterator[Complaint]:
    yield from _given_away(case, "the log tells what the trainee should find out", ("brief", "log", "*"))


def _mannered(case: Written) -> Iterator[Complaint]:
    yield from _given_away(case, "a language model would be told what nobody has asked for yet", ("customer", "manner"))


def _given_away(case: Written, message: str, where: tuple[str, ...]) -> Iterator[Complaint]:
    """What should be asked for, told here, also in the words by which the case knows a fact said back."""
    secrets = _secrets(case)
    hidden = [(_named(fact), _ways_to_say(fact)) for _, fact in case.each("facts") if is_hidden(fact)]
    for path, entry in items(case.table, where):
        for sentence in _SENTENCE.split(entry):
            # An entry begins with its day, and many a fact is known by a day.
            words = tuple(dropwhile(_is_stamp, _words(sentence)))
            told = _told(secrets, words) or next((what for what, ways in hidden if ways.stand(words)), None)
            if told:
                yield Complaint(path, f"{message}: {told}", "leave it for a question")
                break


def _secrets(case: Written) -> list[tuple[str, Likeness, int]]:
    """What should be asked for, and how many main words it takes to know it again."""
    secrets = [
        (_named(fact), Likeness.of(value, 1.0), 2)
        for _, fact in case.each("facts")
        if is_hidden(fact) and isinstance(value := fact.get("value"), str)
    ]
    if isinstance(need := case.part("need", "underlying"), str):
        likes = [Likeness.of(one, 0.75) for one in _SENTENCE.split(need)]
        secrets += [("what is behind the request", one, SENTENCE) for one in likes]
    return secrets


def _told(secrets: list[tuple[str, Likeness, int]], words: tuple[str, ...]) -> str | None:
    return next((what for what, like, least in secrets if len(like.main) >= least and like.found(words)), None)


def _named(fact: Mapping[str, object]) -> str:
    return f'the hidden fact "{printable(fact.get("id"))}"'


def _ways_to_say(fact: Mapping[str, object]) -> Phrases:
    """The value of a fact word by word, and its aliases."""
    cues = [one for cue in (*texts(fact, "value"), *texts(fact, "aliases")) for one in expanded(cue)]
    parsed = (parse(one, lexicon().classes, lexicon().same) for one in cues)
    return Phrases(one for one in parsed if one.elements)


def _words(sentence: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens(sentence) if not token.mark)


def _is_stamp(word: str) -> bool:
    return word in DAYS or word == "last" or word.startswith(("date:", "time:"))


def _brands(case: Written) -> Iterator[Complaint]:
    for path, text in _all_texts(case.table, ()):
        for name in sorted(_BRANDS.intersection(re.findall(r"[a-z]+", text.lower()))):
            yield Complaint(path, f'"{name}" is a real firm', "make up a name")


def _all_texts(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _CUE_KEYS:
                yield from _all_texts(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _all_texts(inner, (*path, index))


def _toothless(case: Written) -> Iterator[Complaint]:
    for path, rule in case.each("policy"):
        if rule.get("until") and not texts(rule, "forbids"):
            hint = "write in forbids what must not be said before that"
            yield Complaint((*path, "until"), "this rule forbids nothing, so nothing is allowed later", hint)


def _shadowed(case: Written) -> Iterator[Complaint]:
    """What comes of it is told by the first entry that fits."""
    before: list[tuple[object, object]] = []
    for path, entry in case.each("aftermath"):
        ending, promise = entry.get("ending", "any"), entry.get("promise", "any")
        if any(other in ("any", ending) and kept in ("any", promise) for other, kept in before):
            yield Complaint(
                path, "this is never told: an entry above fits as well", "put the more particular one first"
            )
        before.append((ending, promise))


def _torn(case: Written) -> Iterator[Complaint]:
    for path, probe in case.each("probes"):
        expect = probe.get("expect")
        if both := set(texts(expect, "ending")) & set(texts(expect, "not_ending")):
            message = f'it can\'t end as "{printable(sorted(both)[0])}" and not end so'
            yield Complaint((*path, "expect"), message, "leave one of the two out")


PHRASING = (
    Rule("unsaid-line", "mistake", _unsaid, "Nobody will ever hear these words."),
    Rule("empty-slot", "mistake", _slots, "A line that lacks a word is not said."),
    Rule("doubled-words", "mistake", _doubled, "A customer who says a thing twice sounds like a machine."),
    Rule("mute-cue", "mistake", _mute, "A trainee who says it is not understood."),
    Rule("ambiguous-cue", "mistake", _ambiguous, "The customer answers beside the point."),
    Rule(
        "leaking-brief",
        "mistake",
        _leaks,
        "What has been read need not be asked for, so nobody practises listening.",
    ),
    Rule("leaking-log", "mistake", _logged, "What the screen shows is no reward for a good question."),
    Rule("leaking-manner", "mistake", _mannered, "What a model has read it may say, whoever asks."),
    Rule("real-firm", "mistake", _brands, "People who work there, and their customers, would be spoken of."),
    Rule("toothless-rule", "mistake", _toothless, "A promise made too early goes unnoticed."),
    Rule("shadowed-aftermath", "mistake", _shadowed, "Two days later, everybody gets the same message."),
    Rule("torn-probe", "mistake", _torn, "No conversation can come out so."),
)
"""Rules about words, in the order of their weight."""
