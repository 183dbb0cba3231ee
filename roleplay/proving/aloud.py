"""Walks that are said aloud: replies put together of whole sentences, through the reader and back in words."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from roleplay.domain.customer import WON
from roleplay.domain.expectation import Expect
from roleplay.domain.moves import MOVES
from roleplay.domain.replay import Replay, ReplayTurn
from roleplay.domain.scenario import Scenario
from roleplay.formats.event import Reply
from roleplay.proving.dice import Dice
from roleplay.reader.lexicon import lexicon
from roleplay.reader.likeness import is_question
from roleplay.reader.situation import words_of
from roleplay.replay.moments import Moment, after, begun, ended
from roleplay.voice import SLOT

TRICK_WORDS: dict[str, tuple[str, ...]] = {
    "apologies alone": (
        "I'm so sorry about this.",
        "Again, I really am very sorry for what happened.",
        "I do apologise, from the bottom of my heart.",
        "Sorry. That must be so annoying for you, and I'm sorry.",
        "I can only say sorry once more.",
        "My sincere apologies for all of it.",
        "I feel terrible about this, sorry.",
        "Please accept our apologies.",
    ),
    "stock phrases": (
        "We apologise for any inconvenience caused. Your satisfaction is our top priority.",
        "I understand your frustration and thank you for your patience.",
        "Your feedback is important to us and helps us improve.",
        "Rest assured that we take such matters very seriously.",
        "Thank you for bringing this to our attention.",
        "We value you as a customer and strive for excellence.",
        "Is there anything else I can help you with today?",
        "Have a great day!",
    ),
    "flattery": (
        "You are such a valued and wonderful customer, I love how clearly you write.",
        "What a lovely way you have of putting things!",
        "Honestly, people like you make my day.",
        "You're absolutely right, you're always right.",
        "I admire your patience, you're a star.",
        "Thank you, thank you, you've been so kind.",
        "You deserve only the best.",
        "We're so lucky to have you.",
    ),
    "a wall of rules": (
        "That's our policy.",
        "As I already said, the rules are the rules.",
        "Unfortunately that isn't possible.",
        "Our terms and conditions are clear about this.",
        "I can't make exceptions.",
        "You agreed to the terms when you signed up.",
        "There's nothing I can do.",
        "No. The policy doesn't allow that.",
    ),
    "a salad of key words": (
        "hear understand empathise sorry frustrated option today resolve thank you happy",
        "listen acknowledge feel solution next step by 17:00 own it satisfied",
        "sorry understand solve promise today tomorrow refund credit happy yes",
        "restate empathy ownership solution check close thank you",
        "frustrating worrying sorry blocked sent done confirmed booked resolved",
        "option one option two which do you prefer happy solved today",
        "I will do it now today, done, sent, refunded, fixed, solved, happy?",
        "what when how need help solve thank you goodbye",
    ),
}
"""What must never win a customer, in the words that people try, whatever the case."""
OWN_WORDS = "the words of its own labels"
SAID_TRICKS = (*TRICK_WORDS, OWN_WORDS)
"""All tricks by their names; the last one is made of each case's own words."""
HEAP = 6
"""Words that are strung together in one reply of it."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
WHOLE = 0.4
"""How often somebody says a whole reply of a built-in trainee."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation that was said aloud, and what was wrong with it."""

    trainee: str
    seed: int
    replies: tuple[str, ...]
    won: bool
    faults: tuple[str, ...]

    def as_replay(self, scenario: Scenario) -> Replay:
        """The talk as a file that plays it again."""
        turns = tuple(ReplayTurn(say=one) for one in self.replies)
        expect = Expect(not_ending=WON) if self.trainee in SAID_TRICKS else Expect()
        return Replay(scenario=scenario.meta.id, seed=self.seed, turns=turns, expect=expect)


def talk(scenario: Scenario, seed: int) -> Talk:
    """Somebody who says what comes to mind, out of all that has been written for this case."""
    pool = phrases(scenario)
    return _said(scenario, "aloud", seed, lambda number, dice: _composed(pool, dice))


def trick_aloud(scenario: Scenario, name: str, seed: int) -> Talk:
    """Somebody who tries one of the tricks, beginning at another of its sentences for each seed."""
    words = TRICK_WORDS.get(name) or _heaps(scenario)
    return _said(scenario, name, seed, lambda number, dice: words[(seed + number) % len(words)])


def _heaps(scenario: Scenario) -> tuple[str, ...]:
    """The words of what the case can end with and of what the customer wants, strung together without a sentence."""
    ends, deeds = [one.label for one in scenario.outcomes], [one.label for one in scenario.actions]
    texts = [*ends, *deeds, *(one.text for one in scenario.requests)]
    words = list(
        dict.fromkeys(word for text in texts for word in words_of(text) if word not in lexicon().function_words)
    )
    return tuple(" ".join(words[at : at + HEAP]) for at in range(0, len(words), HEAP)) or ("help",)


def phrases(scenario: Scenario) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whole replies and single sentences for this case, from its own pages and the codebook."""
    whole = [reply for probe in scenario.probes for reply in probe.replies]
    if scenario.debrief:
        whole += [one.reply for one in scenario.debrief.model_replies]
        whole += [text for one in scenario.debrief.contrasts for text in (one.weak, one.strong)]
    single = [one for text in whole for one in _SENTENCE.split(text)]
    single += [kind.example for kind in MOVES.values()]
    single += [f"I'm doing this now: {one.label}." for one in scenario.actions]
    single += [f"I can offer you {one.label}." for one in scenario.outcomes]
    asks = [ask for fact in scenario.facts for ask in (*fact.asks, *(fact.reveal.asks if fact.reveal else ()))]
    single += filter(is_question, asks)
    return tuple(whole or single), tuple(single)


def _composed(pool: tuple[Sequence[str], Sequence[str]], dice: Dice) -> str:
    whole, single = pool
    if dice.happens(WHOLE):
        return dice.one_of(whole)
    return " ".join(dice.one_of(single) for _ in range(1 + int(dice.throw() * 3)))


def _said(scenario: Scenario, trainee: str, seed: int, next_reply: Callable[[int, Dice], str]) -> Talk:
    dice = Dice(f"{trainee}:{seed}")
    moment = begun(scenario, seed)
    faults: list[str] = []
    while not moment.ending and moment.reply <= scenario.limits.max_turns:
        before = moment
        found = after(scenario, seed, before, ReplayTurn(say=next_reply(before.reply, dice)))
        assert isinstance(found, Moment), found
        moment = found
        faults += _faults(moment, before)
    if not moment.ending:
        faults.append("the conversation goes on after its last reply")
    end = ended(scenario, moment)
    replies = tuple(one.text for one in moment.line if isinstance(one, Reply))
    won = not set(end.ending).isdisjoint(WON)
    return Talk(trainee, seed, replies, won, tuple(dict.fromkeys(faults)))


def _faults(moment: Moment, before: Moment) -> list[str]:
    """What no conversation may show, whatever was said."""
    misquoted = any(moment.text[one.span.start : one.span.end] != one.span.quote for _, one in moment.heard)
    checks = (
        (not moment.words.strip(), "the customer says nothing"),
        (moment.words == before.words, "the customer says the same as before"),
        (bool(SLOT.search(moment.words)), "the customer says a word in braces"),
        (misquoted, "a quote is not what was said"),
    )
    return [fault for is_so, fault in checks if is_so]
