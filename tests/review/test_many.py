"""Many conversations together: counted as they go by, in no order, with a few varied words for each thing."""

from __future__ import annotations

from random import Random

from roleplay.domain.overview import Digest, Overview, Part, Quoted, Sign, Topic
from roleplay.review.many import MOST_MISSING, QUOTES, Sample, Tally


def part(id: str, level: int, quote: str = "") -> Part:
    topic = Topic("empathy", id, "Empathy", f"Part {id}", "Why.", "Advice.")
    return Part(topic, level, Quoted(quote) if quote else None)


def digest(*parts: Part, signs: tuple[str, ...] = (), critical: tuple[str, ...] = (), level: int | None = 2) -> Digest:
    words = tuple(Sign(kind, f"words of {kind}") for kind in signs)
    return Digest((("Empathy", level),), parts, words, tuple(Sign(id, "never") for id in critical))


def together(*digests: Digest) -> Overview:
    tally = Tally()
    for one in digests:
        tally.add(one)
    return tally.overview()


def test_what_fell_short_most_often_comes_first_by_its_share():
    digests = [digest(part("EM1", 1), part("EM2", 4 if n < 5 else 2), part("EM3", 3)) for n in range(10)]
    found = together(*digests)
    assert [(one.topic.id, one.short, one.came_up) for one in found.missing] == [("EM1", 10, 10), ("EM2", 5, 10)]


def test_what_came_up_too_rarely_for_a_share_is_not_told_among_many():
    found = together(*(digest(part("EM1", 1), *([part("EM2", 0)] if n < 4 else [])) for n in range(10)))
    assert [one.topic.id for one in found.missing] == ["EM1"]


def test_what_fell_short_now_and_then_is_not_called_often():
    assert together(*(digest(part("EM1", 1 if n == 0 else 4)) for n in range(20))).missing == ()


def test_a_training_gets_no_more_than_it_can_take_up():
    found = together(*(digest(*(part(f"EM{n}", 0) for n in range(9))) for _ in range(5)))
    assert len(found.missing) == MOST_MISSING


def test_quotes_are_of_different_conversations_and_varied():
    texts = ["We apologise for it.", "We apologise for this.", "It is only a card.", "Call the other office.", "No."]
    found = together(*(digest(part("EM1", 1, text)) for text in texts * 3))
    quotes = [one.text for one in found.missing[0].quotes]
    assert len(quotes) == QUOTES
    assert len(set(quotes)) == QUOTES
    assert sum(quote.startswith("We apologise") for quote in quotes) <= 1


def test_a_whole_reply_is_only_quoted_where_there_are_no_words():
    sample = Sample()
    for n in range(50):
        sample.add(Quoted(f"the whole reply number {n}", "first"))
    for text in ("one two", "three four", "five six"):
        sample.add(Quoted(text))
    assert {quote.reply for quote in sample.varied()} == {""}


def test_no_order_of_conversations_changes_the_page():
    digests = [
        digest(part("EM1", n % 4, f"the words number {n}"), signs=("repeated",) * (n % 3 == 0), level=n % 5)
        for n in range(200)
    ]
    found = together(*digests)
    for seed in range(5):
        shuffled = list(digests)
        Random(seed).shuffle(shuffled)
        assert together(*shuffled) == found


def test_a_tally_stays_as_small_after_thousands():
    sample = Sample()
    for n in range(5_000):
        sample.add(Quoted(f"words {n}"))
    assert len(sample._kept) < 50


def test_signs_and_critical_errors_count_conversations():
    found = together(
        digest(signs=("repeated", "passed_on")), digest(signs=("repeated",)), digest(critical=("X3",), level=None)
    )
    assert [(one.kind, one.count) for one in found.signs] == [("repeated", 2), ("passed_on", 1)]
    assert [(one.kind, one.count) for one in found.critical] == [("X3", 1)]
    assert found.skills == (("Empathy", (0, 0, 2, 0, 0)),)
