"""What can never happen in a case, whoever plays it: seen in the file alone, without a walk."""

from collections.abc import Iterator, Mapping

from roleplay.director.needs import GOOD_ENOUGH
from roleplay.domain.customer import STATE_NAMES
from roleplay.domain.scenario import Limits
from roleplay.formats.problem import printable
from roleplay.formats.wording import Complaint
from roleplay.proving.finding import Rule, Written, number, texts

Entry = Mapping[str, object]
FULL = 100.0


def is_hidden(fact: Entry) -> bool:
    """Whether it has to be brought out; what the customer does not know never comes out."""
    return isinstance(fact.get("reveal"), Mapping) and fact.get("status") != "unknown"


def asked(fact: Entry) -> list[str]:
    """The questions that open a fact."""
    return texts(fact.get("reveal"), "asks")


def _told_unasked(case: Written) -> set[object]:
    """Facts that the customer comes out with by themselves."""
    return {beat.get("about") for _, beat in case.each("beats") if beat.get("act") == "reveal"}


def _unasked(case: Written) -> Iterator[Complaint]:
    for path, fact in case.each("facts"):
        if is_hidden(fact) and not asked(fact) and fact.get("id") not in _told_unasked(case):
            hint = 'write in asks what a trainee would ask: asks = ["What do you need it for?"]'
            yield Complaint((*path, "reveal"), "no question opens this fact", hint)


def _ways(case: Written, request: Entry) -> list[tuple[str, Entry]]:
    """The outcomes and actions that serve a request."""
    known = case.by_id("actions") | case.by_id("outcomes")
    return [(id, known[id]) for id in texts(request, "served_by") if id in known]


def _is_forbidden(case: Written, way: Entry) -> bool:
    """Whether a rule forbids it, or every action that brings it about."""
    policies, actions = case.by_id("policy"), case.by_id("actions")

    def breaks(one: Entry) -> bool:
        rule = policies.get(str(one.get("policy")))
        return rule is not None and rule.get("authority") == "never" and not rule.get("until")

    deeds = [actions[id] for id in texts(way, "actions") if id in actions]
    return breaks(way) or (bool(deeds) and all(breaks(one) for one in deeds))


def _best_fit(way: Entry) -> float:
    """At its best: some things fit only once more is known."""
    later = way.get("unless")
    known = [number(later, key, 0) for key in later] if isinstance(later, Mapping) else []
    return max([number(way, "fit", 1.0), *known])


def _fits(way: Entry) -> bool:
    return _best_fit(way) >= GOOD_ENOUGH


def _unserved(case: Written) -> Iterator[Complaint]:
    for path, request in case.each("requests"):
        if texts(request, "served_by") or texts(request, "answered_by"):
            continue
        hint = "name outcomes or actions in served_by, or statements that answer it in answered_by"
        yield Complaint(path, "nothing serves this want", hint)


def _unfitting(case: Written) -> Iterator[Complaint]:
    for path, request in case.each("requests"):
        ways = _ways(case, request)
        if ways and not texts(request, "answered_by") and not any(_fits(way) for _, way in ways):
            best = max(_best_fit(way) for _, way in ways)
            message = f"nothing that serves this want fits well enough ({best:g} at best)"
            yield Complaint((*path, "served_by"), message, f"give one of them a fit of {GOOD_ENOUGH:g} or more")


def _forbidden(case: Written) -> Iterator[Complaint]:
    for path, request in case.each("requests"):
        ways = _ways(case, request)
        if ways and not texts(request, "answered_by") and all(_is_forbidden(case, way) for _, way in ways):
            message = "the rules forbid everything that serves this want"
            yield Complaint((*path, "served_by"), message, 'set authority = "may" for one of the ways, or add another')
    outcomes = case.by_id("outcomes")
    accepted = [outcomes[id] for id in texts(case.part("need"), "would_accept") if id in outcomes]
    if accepted and all(_is_forbidden(case, one) for one in accepted):
        message = "the rules forbid every outcome that would be accepted"
        yield Complaint(("need", "would_accept"), message, "allow one of them, or add an outcome within the rules")


def _unacceptable(case: Written) -> Iterator[Complaint]:
    need, outcomes = case.part("need"), case.by_id("outcomes")
    if not isinstance(need, Mapping):
        return
    accepted = [outcomes[id] for id in texts(need, "would_accept") if id in outcomes]
    if not texts(need, "would_accept"):
        yield Complaint(("need", "would_accept"), "there is nothing the customer would accept", "name outcomes here")
    elif accepted and not any(_fits(one) for one in accepted):
        message = f"no outcome that would be accepted has a fit of {GOOD_ENOUGH:g} or more"
        yield Complaint(("need", "would_accept"), message, "raise a fit, or name a better outcome")


def _conditions(case: Written) -> Iterator[tuple[tuple[str | int, ...], Entry, str]]:
    """Every condition of the file, and what hangs on it."""
    for section, what in (("endings", "this ending is never reached"), ("beats", "this never comes up")):
        for path, entry in case.each(section):
            if isinstance(when := entry.get("when"), Mapping):
                yield (*path, "when"), when, what
    if isinstance(when := case.part("yield"), Mapping):
        yield ("yield",), when, "nothing is ever accepted"


def _impossible(case: Written) -> Iterator[Complaint]:
    most = number(case.part("limits"), "max_turns", Limits().max_turns)
    for path, when, what in _conditions(case):
        for key, why in _never(case, when, most):
            yield Complaint((*path, key), f"{what}: {why}", "change or leave out this condition")


def _never(case: Written, when: Entry, most: float) -> Iterator[tuple[str, str]]:
    """The keys of a condition that cannot hold, with the reason."""
    first, last = number(when, "from_turn", 0), number(when, "until_turn", 10_000)
    if first > most:
        yield "from_turn", f"the conversation has at most {most:g} replies"
    elif first > last:
        yield "from_turn", f"reply {first:g} comes after reply {last:g}"
    least, most_of = when.get("at_least"), when.get("at_most")
    for name in STATE_NAMES:
        low, high = number(least, name, 0), number(most_of, name, FULL)
        if low > FULL:
            yield "at_least", f"{name} goes to {FULL:g} at most"
        elif high < 0:
            yield "at_most", f"{name} is never below 0"
        elif low > high:
            yield "at_least", f"{name} can't be at least {low:g} and at most {high:g}"
    facts = case.by_id("facts")
    shut = [id for id, fact in facts.items() if fact.get("status") == "unknown" or _is_shut(case, fact)]
    wanted = [id for id in texts(when, "all_facts") if id in shut]
    any_of = texts(when, "any_fact")
    if wanted or (any_of and set(any_of) <= set(shut)):
        key = "all_facts" if wanted else "any_fact"
        yield key, f'"{printable((wanted or any_of)[0])}" never comes out'
    both = set(texts(when, "requests")) & set(texts(when, "open_requests"))
    if both:
        yield "open_requests", f'"{printable(sorted(both)[0])}" can\'t be served and open at once'


def _is_shut(case: Written, fact: Entry) -> bool:
    return is_hidden(fact) and not asked(fact) and fact.get("id") not in _told_unasked(case)


def _idle_endings(case: Written) -> Iterator[Complaint]:
    """Without a condition of its own, an ending is reached by the program's rule for its kind."""
    first: set[object] = set()
    stays = step_is_false(case.part("limits"), "can_leave")
    for path, ending in case.each("endings"):
        if isinstance(ending.get("when"), Mapping):
            continue
        kind = ending.get("kind")
        if kind in first:
            message = f'this ending is never reached: another of the kind "{printable(kind)}" comes first'
            yield Complaint((*path, "kind"), message, "give it a condition (when), or leave it out")
        elif kind == "walked_away" and stays:
            message = "this ending is never reached: the customer cannot leave (limits.can_leave)"
            yield Complaint((*path, "kind"), message, "leave it out, or let the customer leave")
        first.add(kind)


def step_is_false(entry: object, key: str) -> bool:
    """Whether a key is there and false."""
    return isinstance(entry, Mapping) and entry.get(key) is False


def _circles(case: Written) -> Iterator[Complaint]:
    needs = {id: texts(entry, "needs") for id, entry in case.by_id("actions").items()}
    for path, entry in case.each("actions"):
        seen: set[str] = set()
        waiting = texts(entry, "needs")
        while waiting:
            id = waiting.pop()
            if id not in seen:
                seen.add(id)
                waiting += needs.get(id, [])
        if entry.get("id") in seen:
            message = "this can never be done: it has to come before itself"
            yield Complaint((*path, "needs"), message, "leave one of the needs out")


REACH = (
    Rule("unasked-fact", "mistake", _unasked, "Asking well brings the trainee nothing, and nobody ever learns it."),
    Rule("unserved-want", "mistake", _unserved, "The customer wants it to the end, and nobody can win."),
    Rule("unfitting-ways", "mistake", _unfitting, "The customer refuses everything, and nobody can win."),
    Rule("forbidden-ways", "mistake", _forbidden, "Whoever keeps to the rules loses."),
    Rule("nothing-acceptable", "mistake", _unacceptable, "There is no good way out, for the trainee or the trainer."),
    Rule("impossible-condition", "mistake", _impossible, "What hangs on it never happens."),
    Rule("idle-ending", "mistake", _idle_endings, "Its aftermath and its words are never seen."),
    Rule("circle-of-needs", "mistake", _circles, "The trainee can't do it at the desk."),
)
"""Rules about what can be reached, in the order of their weight."""
