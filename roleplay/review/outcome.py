"""How it came out for the customer, in sentences: what they felt, what they got, how hard it was."""

from collections.abc import Sequence

from roleplay.director.endings import kind_of
from roleplay.director.needs import listens, open_requests, serving, unmet
from roleplay.director.outcome import indices
from roleplay.domain.customer import EndingKind, Mood, State
from roleplay.domain.debrief import Outcome
from roleplay.domain.reading import Move, Reading, Span
from roleplay.domain.scenario import Request, Scenario
from roleplay.formats.event import Body, Desk, Opening, Reply


def answered_in_passing(scenario: Scenario, line: Sequence[Body]) -> frozenset[str]:
    """Wants the customer can do without that they asked about, got an answer to, and didn't bring up again."""
    optional = [one for one in scenario.requests if one.optional]
    answered: set[str] = set()
    asked: tuple[str, ...] = ()
    for body in line:
        if isinstance(body, Reply):
            found = body.reading
            answered |= {one.id for one in optional if one.id in asked and _answers(found, one)}
            answered -= set(body.state.pending)
        asked = body.state.pending if isinstance(body, Opening | Reply | Desk) else asked
    return frozenset(answered)


def _answers(reading: Reading, request: Request) -> bool:
    """A reply to the question about this want; one that is about another way is none."""
    if request.id in reading.features.missed or reading.unclear or reading.flags & _NO_ANSWER:
        return False
    elsewhere = [move.span for move in reading.moves if not _serves(move, request)]
    return any(
        _serves(move, request) and not any(_meet(move.span, span) for span in elsewhere)
        for move in reading.of("answer", "set_limit")
    )


def _serves(move: Move, request: Request) -> bool:
    """Nothing in it is about another way than those of this want."""
    about = move.about
    return {about.action, about.outcome} <= {None, *request.served_by} and not about.invented


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def outcome(scenario: Scenario, state: State, ending_id: str, answered: frozenset[str] = frozenset()) -> Outcome:
    """How it came out for the customer. The indices follow from the state, never from the grade."""
    kind = kind_of(scenario, ending_id)
    left = kind in ("walked_away", "breach")
    figures = indices(state.mood, scenario.customer.dispositions(), left)
    name = scenario.customer.name
    return Outcome(
        ending=kind,
        ending_id=ending_id,
        felt=_felt(name, kind, state.mood),
        got=_got(scenario, state, answered),
        effort_text=_effort(name, figures.effort, bool(unmet(scenario, state))),
        csat=figures.csat,
        nps=figures.nps,
        effort=figures.effort,
    )


def _effort(name: str, effort: int, unfinished: bool) -> str:
    """How hard it was; what was easy so far is not easy when it is not over."""
    words = _EFFORT[effort - 1]
    return (
        f"Up to here this was {words} for {name}, but it is not over."
        if unfinished
        else f"For {name} this was {words}."
    )


def _felt(name: str, kind: EndingKind, mood: Mood) -> str:
    anger = _least(_ANGER, mood.anger)
    heard, trust = _least(_HEARD, mood.heard), _least(_TRUST, mood.trust)
    joined = "and" if (mood.heard >= 40) == (mood.trust >= 40) else "but"
    return f"{name} {_LEFT.get(kind, 'was')} {anger} at the end. {name} {heard}, {joined} {trust}."


def _got(scenario: Scenario, state: State, answered: frozenset[str]) -> str:
    """What became of each want, the labels of the file put into sentences."""
    settled_too = _settled_quietly(scenario, state, answered)
    name, labels = scenario.customer.name, {one.id: one for one in scenario.outcomes}
    got: list[str] = []
    promised: list[str] = []
    settled: list[str] = []
    for request in scenario.requests:
        if request.id not in state.accepted and request.id not in settled_too:
            continue
        found = labels.get(serving(scenario, request, state) or "")
        if found is None:
            settled.append(request.text)
        elif not set(found.actions).isdisjoint(state.done) or not found.actions:
            got.append(found.label)
        else:
            promised.append(found.label)
    declined = [one.text for one in scenario.requests if one.id in state.declined]
    still = [one for one in open_requests(scenario, state) if one.id not in settled_too]
    wanted = [one for one in still if not one.optional or one.id in state.pressed]
    unseen = [one.text for one in wanted if _is_done(scenario, one, state)]
    open_now = [one.text for one in wanted if one.text not in unseen]
    told = [
        (got, f"{name} got {_listed(got)}."),
        (promised, f"{name} was promised {_listed(promised)}, which was not done at the desk."),
        (settled, f"Settled: {_quoted(settled)}."),
        (unseen, f"Done at the desk, but not settled for {name} yet: {_quoted(unseen)}."),
        (declined, f"{name} took a no to this: {_quoted(declined)}."),
    ]
    sentences = [sentence for wants, sentence in told if wants] or [f"{name} got nothing that helps."]
    if open_now:
        sentences.append(f"Still open: {_quoted(open_now)}.")
    return " ".join(sentences)


def _is_done(scenario: Scenario, request: Request, state: State) -> bool:
    """The desk has carried it out, whatever the customer makes of it so far."""
    ways = {id for one in scenario.outcomes if one.id in request.served_by for id in one.actions}
    deeds = {one.id for one in scenario.actions if not one.checks and one.id in (*request.served_by, *ways)}
    return not deeds.isdisjoint(state.done)


def _settled_quietly(scenario: Scenario, state: State, answered: frozenset[str]) -> set[str]:
    """Wants the customer can do without that are answered, or whose way is offered to somebody who listens."""
    return {
        one.id
        for one in open_requests(scenario, state)
        if one.optional and (one.id in answered or (listens(state) and serving(scenario, one, state)))
    }


def _listed(words: list[str]) -> str:
    return " and ".join(dict.fromkeys(words))


def _quoted(wants: list[str]) -> str:
    return "; ".join(f"\u201c{want}\u201d" for want in wants)


def _least(table: tuple[tuple[float, str], ...], value: float) -> str:
    return next(words for least, words in table if value >= least)


_NO_ANSWER = frozenset({"pasted", "repeated", "salad", "filler", "empty", "injection", "other_language"})
"""What is odd about a reply that cannot have answered anything."""

_LEFT: dict[EndingKind, str] = {"walked_away": "walked out and was", "breach": "broke it off and was"}
_ANGER = (
    (85.0, "beside themselves with anger"),
    (70.0, "furious"),
    (50.0, "angry"),
    (25.0, "irritated"),
    (0.0, "calm"),
)
_HEARD = ((60.0, "felt heard"), (40.0, "felt partly heard"), (0.0, "didn't feel heard"))
_TRUST = ((60.0, "trusts what was said"), (40.0, "half believes what was said"), (0.0, "doubts what was said"))
_EFFORT = ("very easy", "easy", "fairly easy", "neither easy nor hard", "rather hard", "hard", "very hard")
