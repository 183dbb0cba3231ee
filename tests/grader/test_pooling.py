"""Where no case tells, skills lean on each other; none leaves the range of its parts, none goes the wrong way."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from roleplay.grader.pooling import Shown, pooled


@st.composite
def shown(draw) -> Shown:
    levels = draw(st.lists(st.integers(0, 4), min_size=1, max_size=6))
    return Shown(Fraction(sum(levels), len(levels)), min(levels), max(levels))


SKILLS = st.lists(st.none() | shown(), min_size=1, max_size=6)
LEFT = st.sampled_from(["content", "unhelped", None])


@given(SKILLS, LEFT)
def test_no_skill_leaves_the_range_of_its_parts_and_none_is_made_up(skills, left):
    for own, points in zip(skills, pooled(skills, left), strict=True):
        assert (own is None) == (points is None)
        assert own is None or own.least <= points <= own.most


@given(SKILLS, LEFT, st.integers(0, 5))
def test_a_better_part_lowers_no_skill(skills, left, at):
    at %= len(skills)
    if (own := skills[at]) is None:
        return
    better = [*skills[:at], Shown(min(own.points + 1, Fraction(4)), own.least, min(own.most + 1, 4)), *skills[at + 1 :]]
    for before, after in zip(pooled(skills, left), pooled(better, left), strict=True):
        assert before is None or before <= after


@given(SKILLS)
def test_a_customer_who_was_helped_leaves_no_skill_lower(skills):
    ways = [pooled(skills, left) for left in ("unhelped", None, "content")]
    assert all(one is None or one <= two <= three for one, two, three in zip(*ways, strict=True))


@given(shown(), LEFT)
def test_the_order_of_the_skills_says_nothing(one, left):
    other = Shown(Fraction(2), 1, 3)
    assert pooled([one, other], left) == pooled([other, one], left)[::-1]


def test_a_single_part_is_the_skill():
    assert pooled([Shown(Fraction(3), 3, 3)], "unhelped") == [Fraction(3)]


def test_a_skill_that_shows_little_by_itself_is_told_by_the_others():
    weak, strong = Shown(Fraction(2), 1, 3), Shown(Fraction(7, 2), 2, 4)
    alone, among = pooled([weak], None)[0], pooled([weak, strong, strong], None)[0]
    assert alone < 2 < among <= 3
