"""The same replies written otherwise: how far a level moves when nothing but the writing changes.

`benchmarks/variants.py [--changes]`: plays the worked conversations of every shipped case as they are written, and
again in each way of `VARIANTS`, and prints for each way the mean difference of all levels and how many changed.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass
from statistics import fmean

from roleplay.domain.expectation import Probe
from roleplay.domain.scenario import Scenario
from roleplay.library import find_scenario, list_scenarios
from tests.playing import Played, play

WORKED = ("good", "short-good", "plain-spoken", "mediocre")
"""The built-in trainees whose replies are worth something to lose."""
EVERY = 4
"""One long word in so many gets a typing error."""
LONG = 6
"""Letters from which a word is long."""

_CONTRACTED = {
    "I am": "I'm", "I have": "I've", "I will": "I'll", "you are": "you're", "you have": "you've", "it is": "it's",
    "that is": "that's", "we are": "we're", "we have": "we've", "do not": "don't", "does not": "doesn't",
    "did not": "didn't", "cannot": "can't", "will not": "won't", "is not": "isn't", "was not": "wasn't",
    "would not": "wouldn't", "could not": "couldn't", "what is": "what's", "there is": "there's",
}  # fmt: skip
_DIALECTS = {
    "scots": {"do not": "dinnae", "don't": "dinnae", "cannot": "cannae", "can't": "cannae", "you": "ye", "your": "yer",
              "not": "no", "small": "wee", "yes": "aye"},
    "southern": {"you": "y'all", "about": "'bout", "going to": "fixin' to", "isn't": "ain't", "is not": "ain't",
                 "want to": "wanna", "them": "'em"},
    "indian": {"right now": "just now only", "today": "today itself", "please": "kindly",
               "check": "check up"},
}  # fmt: skip
_ARTICLES = ("the", "a", "an")


@dataclass(frozen=True)
class Moved:
    """What one way of writing did to one worked conversation: each skill's level before and after."""

    case: str
    trainee: str
    altered: int
    """Replies that are written otherwise at all."""
    levels: dict[str, tuple[int, int]]
    """A skill that has no level any more counts as 0."""


def _swapped(pairs: dict[str, str], text: str) -> str:
    for old, new in pairs.items():
        text = re.sub(rf"(?<![\w']){re.escape(old)}(?![\w'])", new, text)
    return text


def _typed_badly(text: str) -> str:
    """Two neighbouring letters change places inside every fourth long word."""
    seen = 0

    def slip(found: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        word = found.group()
        return word if seen % EVERY else word[:2] + word[3] + word[2] + word[4:]

    return re.sub(rf"\b[a-z]{{{LONG},}}\b", slip, text)


def _articles_dropped(text: str) -> str:
    return re.sub(rf"\b({'|'.join(_ARTICLES)}) (?=\w)", "", text)


def _run_on(text: str) -> str:
    return re.sub(r"[.!](?= |$)", "", text).replace(",", "")


VARIANTS: dict[str, Callable[[str], str]] = {
    "typing errors": _typed_badly,
    "lower case": str.lower,
    "contracted": lambda text: _swapped(_CONTRACTED, text),
    "written out": lambda text: _swapped({new: old for old, new in _CONTRACTED.items()}, text),
    "commas left out": lambda text: text.replace(",", ""),
    "full stops for marks": lambda text: text.replace("!", "."),
    "no marks but ?": _run_on,
    "no marks, lower case": lambda text: _run_on(text).lower(),
    "curly quotes": lambda text: text.replace("'", "\u2019"),
    "Scots": lambda text: _swapped(_DIALECTS["scots"], text),
    "Southern US": lambda text: _swapped(_DIALECTS["southern"], text),
    "Indian English": lambda text: _swapped(_DIALECTS["indian"], text),
    "articles dropped": _articles_dropped,
    "a name before": lambda text: f"Ms Okafor, {text}",
    "signed": lambda text: f"{text}\n\nRegards, Sam",
    "small words before": lambda text: f"Right, okay, so. {text}",
}
"""Ways of writing that change nothing of what is said."""


def levels(played: Played) -> dict[str, int]:
    """The level of each skill that has one."""
    return {one.id: one.level for one in played.card.rubrics if one.level is not None}


def moved(scenario: Scenario, probe: Probe, name: str) -> Moved:
    """One worked conversation as it is written, and in another way."""
    plain = levels(play(scenario, probe.replies))
    written = tuple(map(VARIANTS[name], probe.replies))
    altered = sum(one != two for one, two in zip(probe.replies, written, strict=True))
    other = levels(play(scenario, written))
    return Moved(scenario.meta.id, probe.id, altered, {id: (was, other.get(id, 0)) for id, was in plain.items()})


def worked() -> list[tuple[Scenario, Probe]]:
    """Every worked conversation of the shipped cases."""
    cases = [find_scenario(found.meta.id).scenario for found in list_scenarios()[0] if found.source == "shipped"]
    return [(case, probe) for case in cases for probe in case.probes if probe.id in WORKED]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", action="store_true", help="every level that changed")
    given = parser.parse_args()
    print(f"{'written':<24}{'altered':>8}{'levels':>8}{'changed':>9}{'mean':>8}{'mean of sizes':>15}")
    for name in VARIANTS:
        rows = [moved(case, probe, name) for case, probe in worked()]
        steps = [now - was for row in rows for was, now in row.levels.values()]
        changed = sum(step != 0 for step in steps)
        altered = sum(row.altered for row in rows)
        print(f"{name:<24}{altered:>8}{len(steps):>8}{changed:>9}{fmean(steps):>8.3f}{fmean(map(abs, steps)):>15.3f}")
        if given.changes:
            for row in rows:
                for id, (was, now) in row.levels.items():
                    if was != now:
                        print(f"    {row.case}/{row.trainee} {id}: {was} -> {now}")


if __name__ == "__main__":
    main()
