"""How much processor time an offline turn takes, how reading grows with length, and what loading the reader costs."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from roleplay.domain.text import LONGEST_REPLY_READ, clean
from roleplay.domain.transcript import Turn
from roleplay.formats.scenario import load_scenario
from roleplay.reader import read
from roleplay.reader.lexicon import lexicon
from roleplay.reader.words import folds
from roleplay.turn import opening, reply

SCENARIOS = Path(__file__).resolve().parent.parent / "scenarios"
TURNS = 2_000
MEDIAN, P99 = 10.0, 25.0
"""Milliseconds that a turn may take (issue 1)."""

EXTRA = (
    "ok",
    "hm, let me see",
    "I'm sorry, that must be annoying. What do you need it for?",
    "We apologise for any inconvenience caused. Your satisfaction is our priority.",
    "I can't promise you a day before I've looked, but I can check it right now and tell you here in two minutes.",
    "sry 4 that, ill chek it & tell u by 5pm",
    "Calm down, you must have clicked the wrong one yourself.",
    "So you've waited a week, and now this. That's on us. I'll see it through, and you hear from me by 17:00 today.",
)  # fmt: skip


def spent(work: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def turns() -> list[float]:
    """The time of each turn in conversations of up to eight replies, mixed from probes and other replies."""
    took: list[float] = []
    scenarios = [load_scenario(path) for path in sorted(SCENARIOS.glob("*.toml"))]
    texts = {one.meta.id: [*EXTRA, *(text for probe in one.probes for text in probe.replies)] for one in scenarios}
    seed = 0
    while len(took) < TURNS:
        scenario = scenarios[seed % len(scenarios)]
        pool = texts[scenario.meta.id]
        state, _, words = opening(scenario, seed)
        history = (Turn(0, "customer", words),)
        for number in range(8):
            text = pool[(seed * 7 + number * 13) % len(pool)]
            begun = time.process_time()
            exchange = reply(scenario, seed, state, history, clean(text))
            took.append((time.process_time() - begun) * 1000)
            state = exchange.state
            history = (*history, Turn(len(history), "agent", text), Turn(len(history) + 1, "customer", exchange.words))
            if state.ending:
                break
        seed += 1
    return took


def ratio(text: str) -> tuple[float, float, float]:
    """Reading half of the text, the whole of it, and how many times longer that took."""
    half, whole = text[: LONGEST_REPLY_READ // 2], text[:LONGEST_REPLY_READ]
    times = [min(spent(lambda one=one: read(one, None, None, ())) for _ in range(7)) for one in (half, whole)]
    return times[0], times[1], times[1] / times[0]


def main() -> None:
    """Print the table; the process ends with 1 when a turn takes longer than allowed."""
    print("Reader and turn, processor time in ms")
    print(f"  {'loading the word tables':44}{spent(folds):10.2f}")
    print(f"  {'loading the cues':44}{spent(lambda: (lexicon().moves, lexicon().deeds, lexicon().steps)):10.2f}")
    print(f"  {'first reading':44}{spent(lambda: read('Hello.', None, None, ())):10.2f}")
    took = sorted(turns())
    middle, late = median(took), took[int(len(took) * 0.99)]
    print(f"  {f'a turn, median of {len(took)}':44}{middle:10.2f}   (allowed {MEDIAN:.0f})")
    print(f"  {'a turn, 99th percentile':44}{late:10.2f}   (allowed {P99:.0f})")
    print(f"  {'a turn, longest':44}{took[-1]:10.2f}")
    shapes = {"prose": EXTRA[-1] * 60, "one sentence": "i will send you the card now " * 200, "marks": "?!" * 2000}
    for name, text in shapes.items():
        half, whole, times = ratio(text)
        print(f"  {f'{name}: 2,000 characters':44}{half:10.2f}")
        print(f"  {f'{name}: 4,000 characters':44}{whole:10.2f}   ({times:.2f} times)")
    raise SystemExit(int(middle > MEDIAN or late > P99))


if __name__ == "__main__":
    main()
