"""What must hold of a case, check by check, on evidence made by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from roleplay.director.mood import start
from roleplay.domain.replay import Replay, ReplayTurn
from roleplay.proving.builtin import Played
from roleplay.proving.coverage import Coverage
from roleplay.proving.difficulty import difficulty
from roleplay.proving.prover import Evidence
from roleplay.proving.verdict import verdict
from tests.playing import shipped

CASE = shipped("wrong-colour")
REPLAY = Replay(scenario="wrong-colour", turns=(ReplayTurn(say="Hello."),))
ALL = Coverage(
    walks=100,
    said=frozenset((index, 0) for index in range(len(CASE.lines))),
    told=frozenset(one.id for one in CASE.facts),
    beats=frozenset(one.id for one in CASE.beats),
    accepted=frozenset(one.id for one in CASE.requests),
    endings=Counter(one.id for one in CASE.endings),
    won=50,
    shortest=2,
    needed=0,
)


def messages(evidence: Evidence) -> list[str]:
    return [one.message for one in verdict(CASE, evidence).shortfalls]


def trainee(id: str, won: bool, score: float) -> Played:
    return Played(id, 1, "resolved" if won else "stopped", won, 3, score, (), REPLAY)


def test_a_case_that_reaches_everything_holds():
    assert messages(Evidence(ALL)) == []


def test_a_case_that_nobody_has_won_is_told():
    assert messages(Evidence(replace(ALL, won=0))) == ["nobody has won in 100 walks"]


def test_each_part_that_was_not_reached_is_told_by_its_name():
    bare = replace(ALL, told=frozenset(), beats=frozenset(), accepted=frozenset(), endings=Counter())
    told = messages(Evidence(bare))
    assert sum("this never comes out" in one for one in told) == len(CASE.facts)
    assert sum("this never comes up" in one for one in told) == len(CASE.beats)
    assert sum("this want is never served" in one for one in told) == len(CASE.requests)
    assert sum("this ending is never reached" in one for one in told) == len(CASE.endings)


def test_a_line_or_two_that_were_not_said_are_no_fault_and_many_are():
    few = frozenset(line for line in ALL.said if line[0] >= 4)
    many = frozenset(line for line in ALL.said if line[0] >= 5)
    assert messages(Evidence(replace(ALL, said=few))) == []
    assert len(messages(Evidence(replace(ALL, said=many)))) == 5


def test_words_that_the_customer_lacks_are_told():
    found = messages(Evidence(replace(ALL, speechless=frozenset({("threaten", None, "angry")}))))
    assert found == ["there are no words for threaten in the mood angry"]


def test_good_trainees_must_win_bad_ones_must_lose_and_all_must_rank():
    found = (trainee("bad", True, 60), trainee("mediocre", False, 50), trainee("good", False, 80))
    told = messages(Evidence(ALL, trainees=found))
    assert told == [
        "“bad” wins: it ends as resolved",
        "“good” does not win: it ends as stopped",
        "“bad” scores 60, no less than “mediocre” with 50",
    ]
    ranked = (trainee("apologise-only", False, 60), trainee("mediocre", False, 50))
    assert messages(Evidence(ALL, trainees=ranked)) == ["“apologise-only” scores 60, no less than “mediocre” with 50"]


def test_a_case_one_step_from_what_it_calls_itself_is_no_fault_and_two_are():
    def called(step: int) -> list[str]:
        case = CASE.model_copy(update={"meta": CASE.meta.model_copy(update={"difficulty": step})})
        return [one.message for one in verdict(case, Evidence(ALL)).shortfalls]

    earned = difficulty(CASE, 0).earned
    assert called(earned + 1) == []
    assert called(earned + 2) == [f"the case calls itself {earned + 2} of 5, and its numbers come to {earned}"]


def test_hardness_rises_with_anger_hidden_facts_rules_and_risks():
    easy = difficulty(CASE, 0)
    assert easy.anger == start(CASE.customer.dispositions()).anger
    assert difficulty(CASE, 3).earned > easy.earned
    assert replace(easy, rules=easy.rules + 4).earned > easy.earned
    assert replace(easy, risks=2).earned > easy.earned
    assert 1 <= replace(easy, anger=0, rules=0).earned <= replace(easy, anger=100, rules=9).earned <= 5
