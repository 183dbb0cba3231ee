"""Resolution: levels from what was known, offered, kept and closed."""

from __future__ import annotations

import made_replies as R
import pytest
from made_readings import case, customer, finding, found, graded, level, read, says, state

TOLD = ["date", "old-flat", "stranger"]
ALL_TOLD = [*TOLD, "trip"]
COURIER = found("offer_solution", outcome="courier", fit=0.9, requests=["pay"], stage="offer")
OFFER = says("I can send it by courier.", COURIER)
POST = says("I can post it.", found("offer_solution", outcome="post", fit=0.8, requests=["pay"], stage="offer"))
CAUSE = says("The app did not tell card production.", found("explain", facts=["date"]))
SOON = says("You'll get the card soon.", found("commit_next_step", 0.6, outcome="courier", stage="will", parts="what"))
PARTS = "who what when"
ARRIVES = found("commit_next_step", outcome="courier", stage="will", parts="what when")


def step(parts, stage="will", **about):
    return says(
        "I'm sending it by courier.", found("commit_next_step", outcome="courier", stage=stage, parts=parts, **about)
    )


def talked(*sentences, told=TOLD, after=None, acts=(), scenario=None, kind=None):
    after = after or state(told=told, pressed=["safe"])
    before = customer(*acts, facts=told)
    return graded(before, (read(*sentences), after), scenario=scenario or case(), kind=kind)


@pytest.mark.parametrize(
    ("expected", "sentences", "told"),
    [
        (0, [says("You moved on the 13th.", found("restate", wrong=[("date", "13th")])), OFFER], ALL_TOLD),
        (1, [OFFER], TOLD),
        (1, [R.FACTS], TOLD),
        (2, [R.NEED], TOLD),
        (3, [OFFER], ALL_TOLD),
        (4, [CAUSE, OFFER], ALL_TOLD),
    ],
)
def test_finding_out_before_acting(expected, sentences, told):
    assert level(talked(*sentences, told=told), "RE1") == expected


def test_knowing_one_of_two_things_that_matter_is_part_of_it():
    facts = case().model_dump(by_alias=True)["facts"]
    limit = {"id": "limit", "value": "no credit", "salience": 3, "reveal": {"asks": ["other card"]}}
    card = talked(OFFER, told=ALL_TOLD, scenario=case(facts=[*facts, limit]))
    assert level(card, "RE1") == 2
    assert "did not know yet about this: no credit." in finding(card, "RE1").advice
    by_the_way = limit | {"salience": 2}
    assert level(talked(OFFER, told=ALL_TOLD, scenario=case(facts=[*facts, by_the_way])), "RE1") == 3


@pytest.mark.parametrize(
    ("expected", "question"),
    [
        (3, R.NEED),
        (3, says("Are you travelling?", found("closed_question", facts=["trip"]))),
        (2, says("What matters most to you?", found("open_question", 0.6))),
        (1, says("Anything else?", found("open_question", general=True))),
        (1, says("When did you move?", found("closed_question", facts=["date"], known=True))),
        (1, says("Did you really press save?", "closed_question", "blame_customer")),
    ],
)
def test_a_question_that_was_fended_off_was_asked(scenario, expected, question):
    after = state(told=TOLD, pressed=["safe"])
    asked = (read(question), after)
    card = graded(customer(), asked, customer("press"), (read(OFFER), after), scenario=scenario)
    assert level(card, "RE1") == expected
    if expected > 1:
        assert finding(card, "RE1").evidence[0].quote == question.words


def test_a_question_beside_the_solution_was_not_asked_before_it():
    assert level(talked(OFFER, R.NEED), "RE1") == 1


def test_nothing_to_find_out_is_no_opportunity():
    facts = [fact for fact in case().model_dump(by_alias=True)["facts"] if fact["reveal"] is None]
    outcomes = [{"id": "courier", "label": "a courier", "fit": 0.9}, {"id": "post", "label": "the post", "fit": 0.8}]
    card = talked(OFFER, scenario=case(facts=facts, outcomes=outcomes))
    assert finding(card, "RE1").status == "no_opportunity"


BLOCKED = {"done": ["block"], "offered": ["block", "safe"], "accepted": ["safe"]}
BOTH = {"done": ["block"], "offered": ["block", "safe", "courier", "pay"], "accepted": ["safe", "pay"]}
BY_POST = {"done": ["block"], "offered": ["block", "safe", "post"], "accepted": ["safe"]}


@pytest.mark.parametrize(
    ("expected", "sentences", "after"),
    [
        (0, [R.BLOCKING, OFFER, says("Guaranteed tomorrow.", found("false_promise", policy="no-day"))], BOTH),
        (0, [R.BLOCKING, OFFER, says("I spoke to your neighbour.", found("explain", invented=True))], BOTH),
        (1, [R.FACTS], {}),
        (1, [R.BLOCKING, OFFER, says("It takes 9 weeks.", found("answer", wrong=[("date", "9")]))], BOTH),
        (1, [says("It should be blocked.", found("commit_next_step", action="block", stage="vague"))], {}),
        (2, [R.BLOCKING], BLOCKED),
        (2, [R.BLOCKING, POST], BY_POST),
        (3, [R.BLOCKING, OFFER], BOTH),
        (4, [R.BLOCKING, OFFER, says("It can't be free, but I can halve it.", "set_limit")], BOTH),
    ],
)
def test_right_and_within_the_rules(expected, sentences, after):
    assert level(talked(*sentences, after=state(told=ALL_TOLD, **after)), "RE2") == expected


def test_a_request_declined_in_a_way_the_customer_took_is_met():
    after = state(told=TOLD, offered=["safe"], accepted=["safe"], declined=["pay"])
    card = talked(
        R.BLOCKING, says("A new card can't be had today, cash can.", found("set_limit", requests=["pay"])), after=after
    )
    assert level(card, "RE2") >= 3


@pytest.mark.parametrize(
    ("expected", "sentences"),
    [
        (0, [says("It's there tomorrow at 9.", found("false_promise", policy="no-day"))]),
        (1, [R.FACTS]),
        (2, [SOON]),
        (2, [step("who what")]),
        (
            2,
            [says("I, John, do it at 12:00.", found("commit_next_step", 0.3, stage="will", parts="who what when how"))],
        ),
        (3, [step(PARTS)]),
        (3, [R.BLOCKING]),
        (4, [step("who what when how")]),
        (4, [step(PARTS), says("I'll text you the number.", found("commit_next_step", parts="who what how"))]),
        (3, [step("who what"), says("It comes on Thursday.", ARRIVES)]),
        (1, [says("I've looked into the log.", found("commit_next_step", action="log", stage="done", parts=PARTS))]),
    ],
)
def test_a_next_step_one_can_plan_with(expected, sentences):
    assert level(talked(*sentences), "RE3") == expected


def test_the_step_with_the_date_is_the_one_that_is_quoted():
    card = talked(R.BLOCKING, says("It comes on Thursday.", ARRIVES))
    assert finding(card, "RE3").evidence[0].quote == "It comes on Thursday."


@pytest.mark.parametrize(
    ("expected", "sentences"),
    [
        (0, [R.OURS, says("IT messed up again.", "blame_others")]),
        (0, [says("Call another department.", "cold_transfer")]),
        (1, [R.FACTS]),
        (2, [R.OURS, says("It should be blocked.", found("commit_next_step", action="block", stage="vague"))]),
        (2, [says("The card will be blocked.", found("commit_next_step", action="block", stage="will", parts="what"))]),
        (3, [R.OURS]),
        (3, [says("I've blocked it.", found("answer", action="block", stage="done", parts="who what"))]),
        (3, [says("Ana has your notes and calls at 3.", "warm_handover")]),
        (3, [R.OURS, step(PARTS)]),
        (4, [R.BLOCKING, step(PARTS)]),
    ],
)
def test_taking_it_on(expected, sentences):
    assert level(talked(*sentences), "RE4") == expected


@pytest.mark.parametrize(
    ("expected", "sentences"),
    [
        (0, [OFFER, says("You need to call them.", "cold_transfer")]),
        (1, [R.FACTS]),
        (2, [OFFER]),
        (3, [OFFER, POST]),
        (3, [R.BLOCKING]),
        (3, [R.BLOCKING, says("It comes on Thursday.", ARRIVES)]),
        (3, [OFFER, says("It comes on Thursday.", ARRIVES)]),
        (2, [OFFER, says("I looked into it.", found("commit_next_step", action="log", stage="done", parts=PARTS))]),
        (2, [OFFER, says("May I ask you something?", found("offer_solution", stage="offer"))]),
        (
            4,
            [
                OFFER,
                says("Or, as you leave on Saturday, post.", found("offer_option", 1.0, outcome="post", stage="offer")),
            ],
        ),
    ],
)
def test_choice_and_effort(expected, sentences):
    assert level(talked(*sentences), "RE5") == expected


def test_a_choice_in_so_many_words_is_what_is_quoted(scenario):
    after = state(told=TOLD)
    first, second = (read(R.BLOCKING), after), (read(OFFER, POST), after)
    card = graded(customer(), first, customer("press"), second, scenario=scenario)
    assert [one.quote for one in finding(card, "RE5").evidence[:2]] == [OFFER.words, POST.words]


def test_what_is_offered_first_and_done_later_is_work_done(scenario):
    after = state(told=TOLD)
    card = graded(customer(), (read(OFFER), after), customer("confirm"), (read(step(PARTS)), after), scenario=scenario)
    assert level(card, "RE5") == 3


def test_only_what_is_about_the_case_counts_as_help(scenario):
    chat = says("That is interesting.", found("answer", 0.9))
    card = graded(customer(), (read(chat), state(told=TOLD, pressed=["safe"])), scenario=scenario)
    assert level(card, "RE2") == 1
    assert next(one for one in card.rubrics if one.id == "resolution").level == 0


DONE = state(told=ALL_TOLD, **BOTH)
CHECK = says("Does Thursday work for the trip?", "check_satisfaction")
BYE = says("Goodbye.", "close")
REPORTED = says("I've reported that the app skips card production.", found("explain", 1.0))


@pytest.mark.parametrize(
    ("expected", "sentences"),
    [
        (1, [R.FACTS]),
        (1, [BYE]),
        (2, [says("Anything else?", found("check_satisfaction", 0.3))]),
        (3, [CHECK, BYE]),
        (4, [CHECK, REPORTED]),
    ],
)
def test_closing_the_loop(scenario, expected, sentences):
    first = (read(R.BLOCKING, OFFER), DONE)
    card = graded(customer(), first, customer("thank"), (read(*sentences), DONE), scenario=scenario)
    assert level(card, "RE6") == expected


def test_ending_on_somebody_who_still_waits_is_harmful():
    assert level(talked(R.FACTS, BYE, acts=["press"]), "RE6") == 0


def test_asking_at_once_whether_all_is_well_is_no_closing():
    assert level(talked(says("Are you satisfied?", "check_satisfaction")), "RE6") == 1


def test_a_conversation_that_did_not_come_to_its_end_has_no_closing():
    assert finding(talked(R.BLOCKING), "RE6").status == "no_opportunity"


def test_without_states_help_is_judged_by_what_it_is_and_how_it_was_taken():
    plan = read(says("I'll send it by courier by Friday.", found("offer_solution", stage="will", parts=PARTS)))
    assert level(graded(customer(), plan, customer("thank", band="calm")), "RE2") == 3
    assert level(graded(customer(), plan, customer("press")), "RE2") == 1
    assert level(graded(customer(), R.BOIL), "RE2") == 1
