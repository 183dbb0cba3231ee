"""A conversation looked at when it is over: how it came out, what it was worth, what comes of it.

Synchronous, and a function of what is stored: the same conversation gives the same review, at any time.
"""

from collections.abc import Sequence
from dataclasses import replace

from roleplay.director.endings import aftermath, kind_of
from roleplay.director.needs import listens, open_requests, serving, unmet
from roleplay.director.outcome import indices
from roleplay.domain.customer import EndingKind, Mood, State
from roleplay.domain.debrief import Debrief, Outcome
from roleplay.domain.reading import Move, Reading, Span
from roleplay.domain.scenario import Request, Scenario
from roleplay.domain.scorecard import Note, Scorecard
from roleplay.domain.transcript import Transcript, Turn
from roleplay.formats.event import Body, Desk, Graded, Opening, Played, Reply, turns_of
from roleplay.grader import grade
from roleplay.turn import reply


def graded(played: Played, seed: int, line: Sequence[Body], state: State, ending_id: str) -> Graded:
    """The outcome and the grade of a conversation that is over; a better wording is told only if it is one."""
    scorecard = _grade(played, line)
    notes = tuple(_proved(note, scorecard, played, seed, line) for note in scorecard.notes)
    answered = answered_in_passing(played.scenario, line)
    return Graded(outcome(played.scenario, state, ending_id, answered), replace(scorecard, notes=notes))


def tried(played: Played, seed: int, line: Sequence[Body], turn: int, wording: str) -> list[Body]:
    """The line of events as it would have been with this wording as that turn, all else said and done as it was."""
    scenario, done = played.scenario, list[Body]()
    for body in line:
        state = state_of(done)
        so_far = turns_of(done)
        if state is None or len(so_far) < turn:
            done.append(body)
        elif state.ending is not None:
            break
        elif isinstance(body, Desk):
            done.append(Desk(body.action, replace(state, done=tuple(dict.fromkeys((*state.done, body.action))))))
        elif isinstance(body, Reply):
            text = wording if len(so_far) == turn else body.text
            found = reply(scenario, seed, state, so_far, text)
            done.append(replace(body, text=text, **{name: getattr(found, name) for name in _FOUND}))
    return done


def state_of(line: Sequence[Body]) -> State | None:
    """Where the customer stands at the end of a line of events; None before they have begun."""
    return next((one.state for one in reversed(line) if isinstance(one, Opening | Reply | Desk)), None)


def _grade(played: Played, line: Sequence[Body]) -> Scorecard:
    """The grade by rules: the one that always works."""
    return grade(played.rubrics, transcript(played.scenario, turns_of(line), ""), played.scenario)


def _proved(note: Note, found: Scorecard, played: Played, seed: int, line: Sequence[Body]) -> Note:
    """The note, without its better wording if the same grader would not score that higher in the reply's place."""
    if note.try_instead is None:
        return note
    first = next((turn.number for turn in turns_of(line) if turn.role == "agent"), None)
    turn = note.evidence.turn if note.evidence else first
    if turn is None:
        return replace(note, try_instead=None)
    other = _grade(played, tried(played, seed, line, turn, note.try_instead))
    (level, score), (better, higher) = _worth(note, found), _worth(note, other)
    is_better = better is not None and higher is not None and better > (level or 0) and higher > (score or 0)
    return note if is_better else replace(note, try_instead=None)


def _worth(note: Note, found: Scorecard) -> tuple[int | None, float | None]:
    """The level of the note's criterion and the score of its rubric."""
    rubric = next((one for one in found.rubrics if one.id == note.rubric), None)
    if rubric is None:
        return None, None
    return next((one.level for one in rubric.findings if one.id == note.criterion), None), rubric.score


def transcript(scenario: Scenario, turns: tuple[Turn, ...], session: str) -> Transcript:
    """The conversation as it can be graded."""
    return Transcript(turns, scenario.meta.id, session, scenario.meta.kind, scenario.brief.situation)


def debrief(
    played: Played, seed: int, turns: tuple[Turn, ...], state: State, found: Graded, session: str, engine: str
) -> Debrief:
    """All that there is to talk about afterwards."""
    return Debrief(
        scenario=played.scenario,
        rubrics=played.rubrics,
        seed=seed,
        transcript=transcript(played.scenario, turns, session),
        outcome=found.outcome,
        scorecard=found.scorecard,
        aftermath=aftermath(played.scenario, state, found.outcome.ending),
        engine=engine,
        reader=played.reader,
    )


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

_FOUND = ("reading", "state", "directive", "words")
"""What an exchange brings, and an event of it keeps."""

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
