"""Guards: why a sentence that a model has written must not be seen. Each looks at one thing; all are in one table.

The built-in line of the same moment is the measure: what it does, claims or threatens a model may do, claim or
threaten too, and nothing beyond it. A sentence too many is lost easily; one too few costs a person their trust.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from roleplay.domain.text import clean
from roleplay.voice.moment import CURLY, GOING, NUMBER, PLEASED, WORD, Moment, kinds_of_words, phrases, plain, singular
from roleplay.voice.reworded import meant, repeats, strays
from roleplay.voice.sentences import in_sentences

LONGEST = 45
"""Words of a sentence; people in a chat write less."""
MOST_WORDS, TIMES_THE_LINE = 40, 3
"""Words of all that is said: so many, or so many times those of the built-in line."""
SIGNS: frozenset[str] = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "So", "Sk", "Sm"))
"""Unicode categories of what is neither letter, figure, currency nor punctuation."""
OLD_FOR_A_NEW = 3
"""Words of meaning of the built-in line that a sentence needs for each one that is new in the conversation."""
PARROTED = 6
"""Words running from which somebody repeats what they were told."""
DESK = frozenset(
    (
        "offer_solution",
        "offer_option",
        "commit_next_step",
        "verify_identity",
        "apologise",
        "acknowledge",
        "take_ownership",
        "reassure",
        "warm_handover",
        "boilerplate",
        "set_limit",
        "boundary",
    )
)
"""Moves of somebody behind the desk."""

_MARKUP = re.compile(
    r"[<>{}\[\]()*_#`|\\@]|&#?\w+;|\w:/|\b\w+\.[a-z]{2,}\b(?:/\S*)?|^\s*(?:[-\u2013\u2014\u2022\u00b7+]+|\w[.)])\s|[-=]{3,}"
)
_LABEL = re.compile(r"^\W*\w[^\s:.!?]*(?: [^\s:.!?]+){0,3}:(?=\s|$)")
_RUN = re.compile(r"([^\W\d_])\1{3,}|([^\w\s])\2{3,}|\w{26,}")
_MINE = re.compile(r"\b(?:my|our)\s+(?:own\s+|new\s+|old\s+|poor\s+|dear\s+)?([^\W\d_]+)", re.IGNORECASE)
_NAME = re.compile(r"(?<=[^\W_][\s,;:]\s)(?:[A-Z][a-z]+)|(?<=[^\W_]\s)[A-Z][a-z]+")


Guard = Callable[[str, Moment], bool]


def objection(sentence: str, so_far: str, moment: Moment) -> str | None:
    """Why this sentence must not be seen after what was said so far; None if it may."""
    if any(guard(sentence, moment) for guard in (_acts_on_terminals, _is_no_writing, _is_markup)):
        return "it was not plain speech"
    if len(WORD.findall(f"{so_far} {sentence}")) > max(MOST_WORDS, TIMES_THE_LINE * len(WORD.findall(moment.line))):
        return "it was too long"
    if repeats(sentence, so_far):
        return "it repeated itself"
    if _as_written(sentence) in map(_as_written, in_sentences(moment.scene.line)):
        return None
    if why := next((why for guard, why in GUARDS if guard(sentence, moment)), None):
        return why
    return "it went astray" if moment.is_guided and strays(sentence, so_far, moment) else None


def _as_written(sentence: str) -> str:
    return " ".join(sentence.translate(CURLY).lower().split())


def _acts_on_terminals(sentence: str, moment: Moment) -> bool:
    return clean(sentence) != sentence.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)


def _is_no_writing(sentence: str, moment: Moment) -> bool:
    """Signs that stand for pictures, formulas or nothing that can be seen, and letters that run on and on."""
    strange = {letter for letter in sentence if unicodedata.category(letter) in SIGNS} - {"\n", "\t", "\r"}
    return bool(strange - set(moment.scene.line)) or _RUN.search(sentence) is not None


def _is_markup(sentence: str, moment: Moment) -> bool:
    allowed = moment.scene.line.lower()
    label = _LABEL.match(sentence.lower())
    if label and label.group() not in allowed:
        return True
    return any(mark.group().lower() not in allowed for mark in _MARKUP.finditer(sentence))


def _is_nothing(sentence: str, moment: Moment) -> bool:
    return not any(letter.isalpha() for letter in sentence)


def _is_long(sentence: str, moment: Moment) -> bool:
    return len(WORD.findall(sentence)) > LONGEST


def _is_foreign(sentence: str, moment: Moment) -> bool:
    """Written in letters that nothing in the case is written in."""
    return any(ord(letter) > 0x24F and letter.isalpha() and letter not in moment.known for letter in sentence.lower())


def _says(*kinds: str) -> Guard:
    def says(sentence: str, moment: Moment) -> bool:
        said = plain(sentence)
        return any(one in said and one not in moment.line for kind in kinds for one in phrases()[kind])

    return says


def _is_outside(sentence: str, moment: Moment) -> bool:
    """Speaks of the play, or of the customer as of somebody else."""
    said = {singular(word) for word in plain(sentence).split()} - {singular(word) for word in moment.known.split()}
    named = plain(moment.scene.scenario.customer.name)
    return bool(said & kinds_of_words()["frame"]) or (named in plain(sentence) and named not in moment.line)


def _parrots(sentence: str, moment: Moment) -> bool:
    """So many words running as the trainee wrote them: a customer answers, and says nothing on somebody's order."""
    runs = {" ".join(run) for reply in moment.scene.replies for run in _runs(reply)}
    return any(" ".join(run) in runs and " ".join(run) not in moment.own for run in _runs(sentence))


def _runs(text: str) -> Iterator[list[str]]:
    words = plain(text).split()
    return (words[at : at + PARROTED] for at in range(len(words) - PARROTED + 1))


def _is_at_the_desk(sentence: str, moment: Moment) -> bool:
    return bool((moment.hearing.moves(sentence) & DESK) - moment.line_moves)


def _is_pleased(sentence: str, moment: Moment) -> bool:
    if moment.is_pleased:
        return False
    if _says("content")(sentence, moment) or meant(sentence) & kinds_of_words()["praise"] - moment.line_forms:
        return True
    return bool((moment.hearing.acts(sentence) & PLEASED) - moment.line_acts)


def _goes(sentence: str, moment: Moment) -> bool:
    if moment.scene.acts & GOING:
        return False
    return _says("going")(sentence, moment) or bool((moment.hearing.acts(sentence) & GOING) - moment.line_acts)


def _threatens(sentence: str, moment: Moment) -> bool:
    return _says("threat")(sentence, moment)


def _swears(sentence: str, moment: Moment) -> bool:
    return _says("abuse")(sentence, moment)


def _tells_too_much(sentence: str, moment: Moment) -> bool:
    if not moment.hearing.facts(sentence) <= set(moment.scene.directive.facts) or repeats(sentence, moment.secrets):
        return True
    words = moment.hearing.words(sentence)
    return any(value <= words for value in moment.secret_values)


def _invents_numbers(sentence: str, moment: Moment) -> bool:
    """Digits, dates, days and numbers in words: each has to have been spoken of."""
    words = {singular(word) for word in plain(sentence).split()}
    dated = bool(words & kinds_of_words()["months"])
    digits = {one.rstrip("sthndr") if dated else one for one in NUMBER.findall(sentence)} - moment.known_numbers
    counted = kinds_of_words()["numbers"] | kinds_of_words()["times"]
    return bool(digits or (words & counted) - {singular(word) for word in moment.known.split()})


def _invents_names(sentence: str, moment: Moment) -> bool:
    known = set(moment.known.split())
    return any(plain(name).strip() not in known for name in _NAME.findall(sentence.translate(CURLY)))


def _invents_things(sentence: str, moment: Moment) -> bool:
    """Something of the customer's own, or something that happened, of which nobody has spoken."""
    owned = {word.lower() for word in _MINE.findall(sentence)} - kinds_of_words()["possessed"]
    spoken = {singular(word) for word in moment.known.split()}
    if {singular(word) for word in owned} - spoken:
        return True
    return bool((moment.hearing.words(sentence) - moment.known_words) & moment.events)


def _is_a_mere_yes(sentence: str, moment: Moment) -> bool:
    """Told, not denied, and without one word of meaning: so people agree, take leave or speak of nothing."""
    if (
        moment.is_guided
        or moment.is_pleased
        or moment.hearing.words(sentence)
        or not meant(sentence) - kinds_of_words()["neutral"]
    ):
        return False
    return not meant(sentence) <= moment.line_forms | kinds_of_words()["neutral"] | kinds_of_words()["glue"]


def _brings_up(sentence: str, moment: Moment) -> bool:
    """In a sentence that says much of the built-in line one word may be new; in any other none."""
    news = moment.news(sentence)
    return not moment.is_guided and len(news) * OLD_FOR_A_NEW > len(moment.hearing.words(sentence) & moment.line_words)


GUARDS: tuple[tuple[Guard, str], ...] = (
    (_is_nothing, "it said nothing"),
    (_is_foreign, "it was in another language"),
    (_says("prompt"), "it spoke of its instructions"),
    (_is_outside, "it spoke of its instructions"),
    (_says("agent"), "it spoke as the agent"),
    (_says("blame"), "it took the blame"),
    (_is_pleased, "it was content too early"),
    (_goes, "it went too early"),
    (_threatens, "it threatened"),
    (_swears, "it swore"),
    (_tells_too_much, "it told what nobody had asked for yet"),
    (_invents_numbers, "it invented a number or a date"),
    (_invents_names, "it invented a name"),
    (_invents_things, "it invented something"),
    (_is_at_the_desk, "it spoke as the agent"),
    (_parrots, "it repeated the agent"),
    (_is_a_mere_yes, "it had nothing to do with the case"),
    (_brings_up, "it brought up something of its own"),
    (_is_long, "a sentence was too long"),
)
"""What is looked for, and how it is told. A new guard is one row."""
