"""A conversation looked at when it is over: how it came out, what it was worth, what comes of it.

Synchronous, and a function of what is stored: the same conversation gives the same review, at any time.
"""

from roleplay.director.endings import aftermath, kind_of
from roleplay.director.needs import open_requests, serving
from roleplay.director.outcome import indices
from roleplay.domain.customer import EndingKind, Mood, State
from roleplay.domain.debrief import Debrief, Outcome
from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Scenario
from roleplay.domain.scorecard import Scorecard
from roleplay.domain.transcript import Transcript, Turn
from roleplay.formats.event import Graded, Played
from roleplay.grader import grade


def graded(played: Played, turns: tuple[Turn, ...], state: State, ending_id: str, session: str) -> Graded:
    """The outcome and the grade of a conversation that is over."""
    scorecard = judged(played.rubrics, transcript(played.scenario, turns, session), played.scenario)
    return Graded(outcome(played.scenario, state, ending_id), scorecard)


def judged(rubrics: tuple[Rubric, ...], conversation: Transcript, scenario: Scenario | None) -> Scorecard:
    """The grade by rules: the one that always works."""
    return grade(rubrics, conversation, scenario)


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


def outcome(scenario: Scenario, state: State, ending_id: str) -> Outcome:
    """How it came out for the customer. The indices follow from the state, never from the grade."""
    kind = kind_of(scenario, ending_id)
    left = kind in ("walked_away", "breach")
    figures = indices(state.mood, scenario.customer.dispositions(), left)
    name = scenario.customer.name
    return Outcome(
        ending=kind,
        ending_id=ending_id,
        felt=_felt(name, kind, state.mood),
        got=_got(scenario, state),
        effort_text=f"For {name} this was {_EFFORT[figures.effort - 1]}.",
        csat=figures.csat,
        nps=figures.nps,
        effort=figures.effort,
    )


def _felt(name: str, kind: EndingKind, mood: Mood) -> str:
    anger = _least(_ANGER, mood.anger)
    heard, trust = _least(_HEARD, mood.heard), _least(_TRUST, mood.trust)
    joined = "and" if (mood.heard >= 40) == (mood.trust >= 40) else "but"
    return f"{name} {_LEFT.get(kind, 'was')} {anger} at the end. {name} {heard}, {joined} {trust}."


def _got(scenario: Scenario, state: State) -> str:
    """What became of each want, the labels of the file put into sentences."""
    name, labels = scenario.customer.name, {one.id: one for one in scenario.outcomes}
    got: list[str] = []
    promised: list[str] = []
    settled: list[str] = []
    for request in scenario.requests:
        if request.id not in state.accepted:
            continue
        found = labels.get(serving(scenario, request, state) or "")
        if found is None:
            settled.append(request.text)
        elif not set(found.actions).isdisjoint(state.done) or not found.actions:
            got.append(found.label)
        else:
            promised.append(found.label)
    declined = [one.text for one in scenario.requests if one.id in state.declined]
    open_now = [one.text for one in open_requests(scenario, state) if not one.optional or one.id in state.pressed]
    told = [
        (got, f"{name} got {_listed(got)}."),
        (promised, f"{name} was promised {_listed(promised)}."),
        (settled, f"Settled: {_quoted(settled)}."),
        (declined, f"{name} took a no to this: {_quoted(declined)}."),
    ]
    sentences = [sentence for wants, sentence in told if wants] or [f"{name} got nothing that helps."]
    if open_now:
        sentences.append(f"Still open: {_quoted(open_now)}.")
    return " ".join(sentences)


def _listed(words: list[str]) -> str:
    return " and ".join(dict.fromkeys(words))


def _quoted(wants: list[str]) -> str:
    return "; ".join(f"\u201c{want}\u201d" for want in wants)


def _least(table: tuple[tuple[float, str], ...], value: float) -> str:
    return next(words for least, words in table if value >= least)


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
