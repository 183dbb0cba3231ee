"""All that a trainee can be heard to do in a case, as moves with their grounding and without a word."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, partial

from roleplay.director.needs import GOOD_ENOUGH, fit, open_requests
from roleplay.domain.customer import State
from roleplay.domain.moves import MOVES
from roleplay.domain.reading import NOWHERE, About, Move, Reading, Span, Stage
from roleplay.domain.scenario import Action, Outcome, Request, Scenario

NOTHING_SAID = Span(0, 0, "")
SURE = 0.9
CAREFUL, HALF, POOR = 0.9, 0.6, 0.3
"""How well a move is done: particular to this case, partly, or as to anybody."""
GROUNDED_HARMS = frozenset({"false_promise", "repeat_question", "ignore_question", "bare_no", "dismiss"})
"""Harmful moves that refer to something of the case, so that they are made one by one."""


def move(kind: str, quality: float = CAREFUL, about: About = NOWHERE) -> Move:
    """A move heard for sure."""
    return Move(kind, NOTHING_SAID, SURE, quality, about)


class Repertoire:
    """What can be done in one case, at each point of a conversation."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.facts = {one.id: one for one in scenario.facts}
        self.actions = {one.id: one for one in scenario.actions}
        self.outcomes = {one.id: one for one in scenario.outcomes}
        self._offers: dict[tuple[str, ...], tuple[Move, ...]] = {}
        self._forbidden = {one.id for one in scenario.policy if one.authority == "never" and not one.until}

    @cached_property
    def kindnesses(self) -> tuple[Move, ...]:
        """What can be said at any time to somebody upset, well or poorly done."""
        feelings = tuple(one.id for one in self.scenario.facts if one.feeling)
        kinds = ("acknowledge", "apologise", "take_ownership", "reassure", "thank", "greet", "explain", "restate")
        made = [move(kind, quality) for kind in kinds[:-1] for quality in (CAREFUL, HALF, POOR)]
        return (*made, *(move("acknowledge", 1.0, About(facts=(id,))) for id in feelings))

    @cached_property
    def harms(self) -> tuple[Move, ...]:
        """Everything that hurts, and false promises against each rule."""
        plain = [move(id, 1.0) for id, kind in MOVES.items() if kind.polarity == "harms" and id not in GROUNDED_HARMS]
        rules = [one.id for one in self.scenario.policy if one.forbids]
        false = [move("false_promise", 1.0, About(policy=id)) for id in rules] or [move("false_promise", 1.0)]
        wants = [About(requests=(one.id,)) for one in self.scenario.requests] or [NOWHERE]
        refusals = [move("bare_no", 1.0, about) for about in wants]
        return (*plain, *false, *refusals, move("dismiss", 1.0))

    @cached_property
    def remarks(self) -> tuple[Move, ...]:
        """What belongs to any conversation and moves little."""
        kinds = (
            "close",
            "check_satisfaction",
            "off_topic",
            "warm_handover",
            "boundary",
            "verify_identity",
            "teach_back",
        )
        return tuple(move(kind) for kind in kinds)

    def questions(self, state: State) -> Iterator[Move]:
        """For hidden facts, for anything, for what is known already, and for what nobody knows."""
        for id, fact in self.facts.items():
            known = id in state.told and fact.status != "unknown"
            about = About(facts=(id,), known=known)
            yield move("repeat_question" if known else "open_question", CAREFUL, about)
        yield move("open_question", HALF, About(general=True))
        yield move("open_question", HALF, About(requests=tuple(one.id for one in self.scenario.requests)))
        yield move("closed_question", HALF)

    def said_back(self, state: State) -> Iterator[Move]:
        """Each told fact said back, and each got wrong."""
        for id in state.told:
            yield move("restate", 1.0, About(facts=(id,)))
            yield move("restate", HALF, About(wrong=((id, "something else"),)))

    def offers(self, state: State) -> tuple[Move, ...]:
        """Each outcome, and each thing at the desk, from vague to done; they depend on what has been told alone."""
        if state.told not in self._offers:
            self._offers[state.told] = tuple(self._offered(state))
        return self._offers[state.told]

    def _offered(self, state: State) -> Iterator[Move]:
        stages: tuple[Stage, ...] = ("offer", "will", "doing", "done", "vague")
        ways = [partial(self.offer, one) for one in self.outcomes.values()]
        ways += [partial(self.deed, one) for one in self.actions.values()]
        for way in ways:
            yield from (way(stage, state) for stage in stages)
            put = way("offer", state)
            yield replace(put, about=replace(put.about, asked=True))

    def words(self) -> Iterator[Move]:
        """Answers to what words can answer, and a fair no to each want."""
        yield from (move("explain", CAREFUL, About(facts=(id,))) for id in self.facts)
        for want in self.scenario.requests:
            yield move("set_limit", CAREFUL, About(requests=(want.id,), parts=frozenset({"reason", "alternative"})))
            if want.answered_by:
                yield from (move(kind, CAREFUL, About(requests=(want.id,))) for kind in ("answer", "explain"))

    def offer(self, outcome: Outcome, stage: Stage, state: State) -> Move:
        """An outcome put on the table, as far as it is said to be."""
        action = next(iter(outcome.actions), None)
        policy = outcome.policy if outcome.policy in self._forbidden else None
        share = fit(self.scenario, outcome.id, state.told)
        about = About(action=action, outcome=outcome.id, fit=share, stage=stage, policy=policy, parts=_parts(stage))
        return move("offer_solution", share, about)

    def deed(self, action: Action, stage: Stage, state: State) -> Move:
        """Something done at the desk, as far as it is said to be."""
        brought = [one for one in self.outcomes.values() if action.id in one.actions]
        outcome = max(brought, key=lambda one: one.fit).id if brought else None
        share = fit(self.scenario, outcome, state.told) if outcome else 0.0
        policy = action.policy if action.policy in self._forbidden else None
        about = About(action=action.id, outcome=outcome, fit=share, stage=stage, policy=policy, parts=_parts(stage))
        return move("offer_solution" if stage == "offer" else "commit_next_step", CAREFUL, about)

    def useful(self, state: State, helps: bool = True) -> list[Move]:
        """What a good trainee would think of now, the most pressing first; who only listens does not help."""
        wants = [self.serve(want, state) for want in open_requests(self.scenario, state)] if helps else []
        hidden = [id for id, one in self.facts.items() if one.reveal and one.status != "unknown"]
        asks = [move("open_question", CAREFUL, About(facts=(id,))) for id in hidden if id not in state.told]
        weighty = [id for id in state.told if self.facts[id].feeling][:1]
        hears = [move("restate", 1.0, About(facts=state.told[:2]))] if state.told else []
        feels = [move("acknowledge", 1.0, About(facts=tuple(weighty)))]
        ends = [move("check_satisfaction")] if state.settled else []
        early = state.mood.heard < 60
        return [*(hears + feels if early else []), *asks[:1], *(one for way in wants for one in way), *ends] or [
            move("close")
        ]

    def serve(self, want: Request, state: State) -> list[Move]:
        """The steps that bring what is wanted: the best thing within the rules, and what has to come before it."""
        ways = [id for id in want.served_by if self._allowed(id)]
        best = max(ways, key=lambda id: fit(self.scenario, id, state.told), default=None)
        if best is None or fit(self.scenario, best, state.told) < GOOD_ENOUGH:
            kind = "answer" if want.answered_by else "set_limit"
            return [move(kind, CAREFUL, About(requests=(want.id,), parts=frozenset({"reason", "alternative"})))]
        if best not in self.outcomes:
            return self._steps(self.actions[best], state)
        outcome = self.outcomes[best]
        actions = [self.actions[id] for id in outcome.actions[:1]]
        return [one for action in actions for one in self._steps(action, state)] or [
            self.offer(outcome, "doing", state)
        ]

    def _steps(self, action: Action, state: State) -> list[Move]:
        before = [self.actions[id] for id in action.needs if id not in state.done]
        return [self.deed(one, "doing", state) for one in (*before, action)]

    def _allowed(self, id: str) -> bool:
        one = self.outcomes.get(id) or self.actions.get(id)
        return one is not None and one.policy not in self._forbidden

    def gates(self, state: State) -> tuple[str, ...]:
        """Things at the desk that can be looked up now without a word."""
        return tuple(
            id for id, one in self.actions.items() if id not in state.done and set(one.needs) <= set(state.done)
        )


def _parts(stage: Stage) -> frozenset[str]:
    return frozenset({"who", "what", "when"}) if stage in ("will", "doing", "done") else frozenset()


UNCLEAR = Reading(unclear=True)
"""A reply in which nothing was understood."""
EMPTY = Reading(flags=frozenset({"filler"}))
"""A reply understood to hold nothing."""
