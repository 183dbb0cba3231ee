"""Whether a scenario's `when` holds: plain tables, compared and nothing else."""

from roleplay.domain.customer import State
from roleplay.domain.reading import Reading
from roleplay.domain.scenario import When


def holds(when: When, state: State, reading: Reading) -> bool:
    """All parts of the condition hold after this reply; parts that are left out always do."""
    mood = state.mood
    return (
        when.from_turn <= state.turn <= when.until_turn
        and _heard(when, reading)
        and (not when.any_fact or not set(state.told).isdisjoint(when.any_fact))
        and set(state.told).issuperset(when.all_facts)
        and set(state.done).issuperset(when.actions)
        and (not when.any_outcome or not set(state.offered).isdisjoint(when.any_outcome))
        and set(state.accepted).issuperset(when.requests)
        and set(state.accepted + state.declined).isdisjoint(when.open_requests)
        and all(getattr(mood, name) >= least for name, least in when.at_least.items())
        and all(getattr(mood, name) <= most for name, most in when.at_most.items())
    )


def _heard(when: When, reading: Reading) -> bool:
    if not when.all_moves and not when.any_move:
        return True
    heard = {move.kind for move in reading.counted()}
    return heard.issuperset(when.all_moves) and (not when.any_move or not heard.isdisjoint(when.any_move))
