"""Long is not better, and short is not worse: tests 29 and 30."""

from __future__ import annotations

from tests.sixty.fixture_a1 import GOOD, SHORT, differences, fell, levels, risen

NEUTRAL = (
    "Fennmere began as a savings club in a market town and has grown a little every decade since then. "
    "The first branch stood beside the old corn exchange, and the building can still be visited on open days. "
    "Today there are a few dozen branches, most of them in places with a railway station and a weekly market. "
    "The colours of the logo were chosen by the members, who voted for green and grey in a long evening meeting. "
    "Each branch has a small library corner where visitors can read the local paper and have a glass of water. "
    "Once a year the staff plant trees along the river, and the pictures are shown in the hall of the main office. "
    "The app was first drawn on paper by three people who had never built anything of the kind before. "
    "Its name was found in a competition, and the winner was a school class that had sent in forty suggestions. "
    "The main office has five floors, two lifts, a staircase of light stone and a garden on the roof. "
    "In summer there are beehives in that garden, and the honey is given to the hospital down the road. "
    "A chess club meets on the second floor every other week, and guests are welcome if they bring a board. "
    "The annual report is printed in a small number of copies, since most people read it on a screen. "
    "There is also a museum shelf with coins, seals and the first calculating machine that was used for interest. "
    "School groups come by in spring, look at the shelf and try to lift a box of copper coins. "
    "The oldest coin on the shelf was found under the floor when the pipes were renewed some years back. "
    "Nobody knows who left it there, though there are four stories about it and all of them are told on the tour."
)


def test_29_three_hundred_neutral_words_add_nothing():
    assert len(NEUTRAL.split()) >= 295
    good, long = levels(GOOD), levels(f"{GOOD} {NEUTRAL}")
    assert {id: pair for id, pair in risen(good, long).items() if id.startswith(("RE", "AL"))} == {}
    assert fell(good["EC2"], long["EC2"])


def test_30_short_is_as_good():
    good, short = levels(GOOD), levels(SHORT)
    core = {id: pair for id, pair in differences(good, short).items() if id.startswith(("AL", "EM", "RE"))}
    assert {id: pair for id, pair in core.items() if None in pair or abs(pair[0] - pair[1]) > 1} == {}
    assert good["AL1"] == short["AL1"]
