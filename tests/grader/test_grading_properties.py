"""What holds for any conversation: padding and copies raise nothing, words taken out raise nothing."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from made_readings import ALL, case, customer, levels, state, talk

from roleplay.domain.moves import MOVES
from roleplay.domain.reading import About, Features, Move, Reading, Span
from roleplay.grader import MEASURES, grade, total
from roleplay.grader.record import view

FACTS = ("date", "old-flat", "stranger", "trip")
some_facts = st.lists(st.sampled_from(FACTS), max_size=3, unique=True).map(tuple)
some_requests = st.lists(st.sampled_from(["safe", "pay"]), max_size=2, unique=True).map(tuple)
seldom = st.integers(0, 9).map(lambda number: number == 9)
abouts = st.builds(
    About,
    facts=some_facts,
    wrong=seldom.map(lambda so: (("date", "13 March"),) if so else ()),
    action=st.sampled_from([None, None, "block"]),
    outcome=st.sampled_from([None, None, "courier", "post"]),
    fit=st.sampled_from([0.0, 0.2, 0.8, 0.9]),
    stage=st.sampled_from([None, "done", "doing", "will", "offer", "vague"]),
    requests=some_requests,
    policy=seldom.map(lambda so: "no-day" if so else None),
    known=seldom,
    invented=seldom,
    general=seldom,
    confirms=seldom,
    parts=st.frozensets(st.sampled_from(["who", "what", "when", "how"])),
)
helping = [id for id, kind in MOVES.items() if kind.polarity != "harms"]
kinds = st.one_of(st.sampled_from(helping), st.sampled_from(helping), st.sampled_from(list(MOVES)))
moves = st.builds(
    lambda kind, quality, confidence, about: (kind, quality, confidence, about),
    kinds,
    st.sampled_from([0.3, 0.6, 0.8, 1.0]),
    st.sampled_from([0.4, 0.65, 0.95]),
    abouts,
)
features = st.builds(
    Features,
    copied_run=st.sampled_from([0, 0, 9]),
    relational=st.sampled_from([0.2, 0.7]),
    acknowledgement_words=st.sampled_from([5, 40]),
    questions=st.integers(0, 5),
    missed=some_requests,
)
flags = st.frozensets(st.sampled_from(["pasted", "salad", "injection", "truncated"]), max_size=1)


@st.composite
def replies(draw):
    """A text made of one sentence per move, and its reading."""
    text, found = "", []
    for number, (kind, quality, confidence, about) in enumerate(draw(st.lists(moves, max_size=6))):
        words = f"{kind} {number}."
        found.append(Move(kind, Span(len(text), len(text) + len(words), words), confidence, quality, about))
        text += words + " "
    return text, Reading(tuple(found), draw(features), draw(flags) if draw(seldom) else frozenset(), draw(seldom))


states = st.builds(
    lambda told, offered, accepted, pending, pressed, abusive: state(
        told=told, offered=offered, accepted=accepted, pending=pending, pressed=pressed, abusive=abusive
    ),
    some_facts,
    st.lists(st.sampled_from(["block", "courier", "post", "safe"]), max_size=3, unique=True),
    some_requests,
    some_requests,
    some_requests,
    seldom,
)
acts = st.lists(st.sampled_from(["vent", "press", "repeat", "ask", "thank", "reveal"]), min_size=1, max_size=2)
customers = st.builds(
    lambda done, band, facts: customer(*done, band=band, facts=facts),
    acts,
    st.sampled_from(["calm", "irritated", "angry", "hostile"]),
    some_facts,
)
exchanges = st.lists(st.tuples(customers, st.tuples(replies(), states)), min_size=1, max_size=4)
tracked = st.sampled_from([case(), case(customer={"name": "Kai", "preset": "asking"})])
"""Without a case the customer's next words are evidence of their own, also after a copy."""
scenarios = st.one_of(tracked, st.none())


def card(conversation, scenario):
    pieces = [piece for pair in conversation for piece in pair]
    if scenario is None:
        pieces = [piece if not isinstance(piece, tuple) else piece[0] for piece in pieces]
    return grade(ALL, talk(*pieces, scenario=scenario, kind="angry"), scenario)


def resting_on(conversation, scenario, name: str) -> set[tuple[int, int]]:
    """Where the words stand that the fair levels of a criterion rest on: all, and not only the few that are shown."""
    pieces = [piece for said, (reply, after) in conversation for piece in (said, (reply, after) if scenario else reply)]
    seen_as = view(talk(*pieces, scenario=scenario, kind="angry"), scenario)
    rule = next(one for rubric in ALL for one in rubric.criteria if one.id == name)
    fair = [one for one in MEASURES[rule.measure](seen_as, rule) if one.level > 1]
    return {(quote.turn, quote.start) for one in fair for quote in one.evidence}


def rises(before: dict[str, int | None], after: dict[str, int | None]) -> list[str]:
    """Criteria whose level is higher; an empty state counts as the 1 that it may turn into."""
    return [name for name, level in after.items() if (level or 0) > (1 if before[name] is None else before[name])]


@settings(max_examples=60, deadline=None)
@given(exchanges, scenarios)
def test_every_grade_is_within_bounds_and_the_same_each_time(conversation, scenario):
    result = card(conversation, scenario)
    assert result == card(conversation, scenario)
    for rubric in result.rubrics:
        assert (rubric.score is None) == (rubric.level is None) == all(one.level is None for one in rubric.findings)
        assert rubric.score is None or (0 <= rubric.score <= 100 and rubric.level in range(5))
        for one in rubric.findings:
            assert (one.status == "scored") == (one.level in range(5))
            assert (one.level or 0) <= 1 or one.evidence
    whole = total(result.rubrics, {})
    assert whole is None or 0 <= whole <= 100


@settings(max_examples=60, deadline=None)
@given(exchanges, scenarios)
def test_every_quote_stands_where_it_is_said_to(conversation, scenario):
    contents = {2 * place + 1: reply[0] for place, (_, (reply, _)) in enumerate(conversation)}
    result = card(conversation, scenario)
    quotes = [quote for rubric in result.rubrics for one in rubric.findings for quote in one.evidence]
    quotes += [note.evidence for note in result.notes if note.evidence]
    for one in (*quotes, *result.critical):
        assert contents[one.turn][one.start : one.end] == one.quote != ""


@settings(max_examples=60, deadline=None)
@given(exchanges, scenarios, st.data())
def test_a_stock_phrase_more_raises_nothing(conversation, scenario, data):
    place = data.draw(st.integers(0, len(conversation) - 1))
    said, ((text, reading), after) = conversation[place]
    words = "Your satisfaction is our priority."
    stock = Move("boilerplate", Span(len(text), len(text) + len(words), words), 0.95, 0.3)
    more = list(conversation)
    more[place] = (said, ((text + words, replace(reading, moves=(*reading.moves, stock))), after))
    assert not rises(levels(card(conversation, scenario)), levels(card(more, scenario)))


@settings(max_examples=60, deadline=None)
@given(exchanges, tracked, st.data())
def test_a_copy_of_an_earlier_reply_raises_nothing(conversation, scenario, data):
    said, after = conversation[-1][0], conversation[-1][1][1]
    text, reading = data.draw(st.sampled_from([reply for _, (reply, _) in conversation]))
    copied = replace(reading, flags=reading.flags | {"repeated"}, features=replace(reading.features, repeated=1.0))
    more = [*conversation, (said, ((text, copied), after))]
    assert not rises(levels(card(conversation, scenario)), levels(card(more, scenario)))


@settings(max_examples=60, deadline=None)
@given(exchanges, scenarios, st.data())
def test_without_the_words_it_rests_on_no_fair_level_rises(conversation, scenario, data):
    before = card(conversation, scenario)
    fair = [name for name, level in levels(before).items() if (level or 0) > 1]
    if not fair:
        return
    name = data.draw(st.sampled_from(fair))
    cited = resting_on(conversation, scenario, name)
    less = []
    for place, (said, ((text, reading), after)) in enumerate(conversation):
        kept = tuple(move for move in reading.moves if (2 * place + 1, move.span.start) not in cited)
        less.append((said, ((text, replace(reading, moves=kept)), after)))
    assert (levels(card(less, scenario))[name] or 0) <= levels(before)[name], name
