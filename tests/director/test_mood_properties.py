"""What must hold for every customer, mood and reply: the properties M1 to M20 of the model."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from roleplay.director.effects import Felt, felt
from roleplay.director.mood import HABITUATION, start, step
from roleplay.director.outcome import indices
from roleplay.domain.customer import Mood, Persona
from roleplay.domain.reading import Features, Move, Reading, Span

EFFECTS_OF_MOVES = (
    "acknowledgement",
    "right_paraphrase",
    "wrong_paraphrase",
    "new_question",
    "repeat_question",
    "apology",
    "ownership",
    "explanation",
    "excuse",
    "solution",
    "option",
    "step",
    "done",
    "answer",
    "check",
    "thanks",
    "fair_no",
    "bare_no",
    "boilerplate",
    "calm_down",
    "argue",
    "blame",
    "ignored_question",
    "jargon",
    "cold_transfer",
    "warm_transfer",
)
HELPFUL = (
    "acknowledgement",
    "right_paraphrase",
    "new_question",
    "ownership",
    "explanation",
    "solution",
    "option",
    "step",
    "answer",
    "check",
    "thanks",
)
NEVER_CALMING = (
    "blame",
    "calm_down",
    "argue",
    "ignored_question",
    "repeat_question",
    "excuse",
    "cold_transfer",
    "bare_no",
    "boilerplate",
)
LEVELS = ("anger", "heard", "trust", "distributive", "procedural", "interactional", "effort")
A_HAIR = 1e-9

share = st.floats(0, 1)
personas = st.builds(
    Persona,
    patience=share,
    reactivity=share,
    assertiveness=share,
    loyalty=share,
    blame=share,
    prior=st.integers(0, 4),
    expect=st.floats(20, 100),
    perform=st.floats(0, 80),
    failure=st.sampled_from([True, True, True, True, False]),
)
failures = personas.map(lambda persona: replace(persona, failure=True))
replies = st.lists(st.builds(Felt, st.sampled_from(EFFECTS_OF_MOVES), share), max_size=4)
quickly = settings(max_examples=120, deadline=None, derandomize=True, database=None)


@st.composite
def situations(draw: st.DrawFn, customers: st.SearchStrategy[Persona] = personas) -> tuple[Persona, Mood]:
    """A customer somewhere in a conversation of up to four replies who has not had enough yet."""
    persona = draw(customers)
    mood = start(persona)
    for one in draw(st.lists(replies, max_size=4)):
        after = step(mood, persona, one)[0]
        if after.wants_to_leave:
            break
        mood = after
    return persona, mood


def after(mood: Mood, persona: Persona, *effects: Felt) -> Mood:
    return step(mood, persona, effects)[0]


@quickly
@given(situations(), replies, share)
def test_m1_adding_an_acknowledgement_never_gives_more_anger_within_one_reply(situation, reply, quality):
    """One step only: across turns habituation can break it (19 of 10,759 dialogues of the reference)."""
    persona, mood = situation
    with_it = after(mood, persona, Felt("acknowledgement", quality), *reply)
    assert with_it.anger <= after(mood, persona, *reply).anger + A_HAIR


@quickly
@given(situations(), share)
def test_m2_acknowledging_before_the_solution_is_never_worse_than_after_it(situation, quality):
    persona, mood = situation
    kindness, solution = Felt("acknowledgement"), Felt("solution", quality)
    first, last = after(mood, persona, kindness, solution), after(mood, persona, solution, kindness)
    assert first.anger <= last.anger + A_HAIR
    assert first.distributive >= last.distributive - A_HAIR


@quickly
@given(situations(), replies, st.integers(2, 5))
def test_m3_a_third_apology_without_action_never_calms(situation, reply, apologies):
    persona, mood = situation
    mood = replace(mood, apologies=apologies)
    assert after(mood, persona, *reply, Felt("apology")).anger >= after(mood, persona, *reply).anger - A_HAIR


@quickly
@given(situations(), replies, st.sampled_from(NEVER_CALMING))
def test_m4_what_hurts_never_calms(situation, reply, harm):
    persona, mood = situation
    assert after(mood, persona, *reply, Felt(harm)).anger >= after(mood, persona, *reply).anger - A_HAIR


@quickly
@given(situations(), replies)
def test_m5_effort_never_falls(situation, reply):
    persona, mood = situation
    assert after(mood, persona, *reply).effort >= mood.effort


@quickly
@given(situations(), replies)
def test_m6_every_level_stays_between_nothing_and_a_hundred(situation, reply):
    persona, mood = situation
    reached = after(mood, persona, *reply)
    assert all(0 <= getattr(reached, name) <= 100 for name in LEVELS)
    assert reached.patience < mood.patience


@quickly
@given(situations())
def test_m7_an_empty_reply_never_calms(situation):
    persona, mood = situation
    assert after(mood, persona).anger >= mood.anger


@quickly
@given(situations(), replies, share)
def test_m8_more_patience_is_never_angrier_and_more_reactivity_never_calmer(situation, reply, more):
    persona, mood = situation
    patient = replace(persona, patience=min(1, persona.patience + more))
    touchy = replace(persona, reactivity=min(1, persona.reactivity + more))
    anger = after(mood, persona, *reply).anger
    assert after(mood, patient, *reply).anger <= anger + A_HAIR
    assert after(mood, touchy, *reply).anger >= anger - A_HAIR


@quickly
@given(situations(), replies, share)
def test_m9_saying_it_back_rightly_is_never_worse_than_wrongly(situation, reply, quality):
    persona, mood = situation
    right = after(mood, persona, *reply, Felt("right_paraphrase", quality))
    wrong = after(mood, persona, *reply, Felt("wrong_paraphrase"))
    assert right.anger <= wrong.anger + A_HAIR
    assert right.heard >= wrong.heard - A_HAIR
    assert right.trust >= wrong.trust - A_HAIR


@quickly
@given(situations(failures), replies)
def test_m10_after_a_failure_nobody_recommends_the_firm_much_more_than_before(situation, reply):
    persona, mood = situation
    reached = after(mood, persona, *reply)
    trust, relation = 50 + 20 * persona.loyalty, 100 * (0.4 + 0.6 * persona.loyalty)
    before = (0.55 * persona.expect + 0.30 * trust + 0.15 * relation) / 10
    assert indices(reached, persona, left=False).nps <= round(before + 1)


@quickly
@given(situations(), replies)
def test_m11_with_nothing_solved_satisfaction_is_middling_at_best(situation, reply):
    persona, mood = situation
    reached = after(mood, persona, *reply)
    assume(reached.resolved == "none")
    assert indices(reached, persona, left=reached.wants_to_leave).csat <= 3


@quickly
@given(situations(), replies)
def test_m12_an_honest_no_with_a_way_on_ends_at_least_as_well_as_a_false_promise(situation, reply):
    persona, mood = situation
    honest = after(mood, persona, *reply, Felt("fair_no"), Felt("option"), Felt("step"))
    assume(not honest.wants_to_leave)
    false = after(mood, persona, *reply, Felt("false_promise"))
    told = indices(honest, persona, left=False).satisfaction
    assert told >= indices(false, persona, left=false.wants_to_leave).satisfaction - A_HAIR


@quickly
@given(situations(), replies)
def test_m13_a_fair_no_is_never_angrier_than_a_bare_one(situation, reply):
    persona, mood = situation
    fair, bare = after(mood, persona, *reply, Felt("fair_no")), after(mood, persona, *reply, Felt("bare_no"))
    assert fair.anger <= bare.anger + A_HAIR


@quickly
@given(situations(), replies)
def test_m14_the_same_reply_does_the_same_and_whoever_wants_to_leave_is_moved_no_more(situation, reply):
    persona, mood = situation
    assert step(mood, persona, reply) == step(mood, persona, reply)
    gone = replace(mood, wants_to_leave=True)
    assert step(gone, persona, reply) == (gone, ())


@quickly
@given(situations(), share)
def test_m15_loyalty_gives_trust_at_the_start_and_makes_blame_hurt_more(situation, more):
    persona, mood = situation
    loyal = replace(persona, loyalty=min(1, persona.loyalty + more))
    assert start(loyal).trust >= start(persona).trust - A_HAIR
    assert after(mood, loyal, Felt("blame")).anger >= after(mood, persona, Felt("blame")).anger - A_HAIR


@quickly
@given(personas, share)
def test_m16_each_acknowledging_reply_is_worth_no_more_than_the_one_before(persona, quality):
    assert list(HABITUATION) == sorted(HABITUATION, reverse=True)
    mood, gains = start(persona), []
    for _ in range(5):
        mood, ledger = step(mood, persona, [Felt("acknowledgement", quality)])
        gains.append(
            sum(change.amount for change in ledger if (change.rule, change.name) == ("acknowledgement", "heard"))
        )
        mood = replace(mood, wants_to_leave=False)
    assert gains == sorted(gains, reverse=True)
    assert gains[3:] == [0, 0]


@quickly
@given(failures)
def test_m17_more_earlier_contacts_mean_more_anger_and_less_trust_at_the_start(persona):
    again = replace(persona, prior=persona.prior + 1)
    assert start(again).anger >= start(persona).anger
    assert start(again).trust <= start(persona).trust


@quickly
@given(situations(), replies, share, share)
def test_m18_a_better_fitting_solution_is_never_worse(situation, reply, one, other):
    persona, mood = situation
    low, high = sorted((one, other))
    poor, good = (after(mood, persona, *reply, Felt("solution", fit)) for fit in (low, high))
    assert good.anger <= poor.anger + A_HAIR
    assert good.distributive >= poor.distributive - A_HAIR


@quickly
@given(situations(), st.permutations(HELPFUL), st.permutations(range(4)), st.lists(share, min_size=4, max_size=4))
def test_m19_once_the_customer_listens_the_order_of_good_moves_does_not_matter(situation, names, order, qualities):
    persona, mood = situation
    if mood.anger >= 40:
        mood = replace(mood, heard=max(40, mood.heard))
    effects = [Felt(name, quality) for name, quality in zip(names, qualities, strict=False)]
    one, other = after(mood, persona, *effects), after(mood, persona, *(effects[at] for at in order))
    for name in LEVELS:
        assert abs(getattr(one, name) - getattr(other, name)) < 1e-6, name


KINDS = ("acknowledge", "restate", "open_question", "apologise", "offer_solution", "commit_next_step", "argue", "thank")


@quickly
@given(situations(), st.lists(st.tuples(st.sampled_from(KINDS), share, st.text(min_size=1), st.text()), max_size=4))
def test_m20_other_words_for_the_same_moves_leave_the_customer_in_the_same_mood(situation, moves):
    persona, mood = situation
    plain = [Move(kind, Span(at, at + 1, kind), 0.9, quality) for at, (kind, quality, _, _) in enumerate(moves)]
    other = [
        Move(kind, Span(50 * at, 50 * at + len(words), words), 0.6, quality)
        for at, (kind, quality, words, _) in enumerate(moves)
    ]
    counted_otherwise = Features(words=80, questions=2, copied_run=5)
    reached = after(mood, persona, *felt(Reading(tuple(plain))))
    assert after(mood, persona, *felt(Reading(tuple(other), counted_otherwise))) == reached
