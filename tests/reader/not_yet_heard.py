"""What the rules don't hear rightly today, by cause. Each is expected to fail, and strictly: mended means struck out here."""

# ruff: noqa: E501  (the name of a test stays on one line)

from __future__ import annotations

BY_CAUSE: dict[str, tuple[str, ...]] = {
    "a full stop after an abbreviation ends the sentence": (
        "test_clauses::test_nothing_is_cut_in_the_middle_of_one_thing[Ask for Mr. Hill at the desk]",
        "test_clauses::test_nothing_is_cut_in_the_middle_of_one_thing[You can bring e.g. a passport]",
        "test_clauses::test_nothing_is_cut_in_the_middle_of_one_thing[the No. 5 bus stops there]",
    ),
    'no cut after "that", "to" and the like in dictated text': (
        "test_clauses::test_dictated_text_without_marks_is_cut_at_its_thoughts[im sorry about that i will block the card now what do you need it for-pieces0]",
        "test_clauses::test_dictated_text_without_marks_is_cut_at_its_thoughts[thank you for telling me i am checking the stock-pieces4]",
    ),
    "single quotation marks quote nothing": (
        "test_clauses::test_what_stands_between_quotation_marks_is_marked[You wrote 'you idiots', I hear it]",
        "test_clauses::test_what_stands_between_quotation_marks_is_marked[You wrote \\u2018you idiots\\u2019, I hear it]",
        "test_moves::test_what_only_looks_like_a_move_is_not_one[conditional_apology: I won't say 'sorry if you feel that way'.]",
    ),
    "a lone quotation mark opens a quotation": (
        'test_clauses::test_a_lone_mark_quotes_nothing[The box is 5" wide. I am sorry.]',
    ),
    'one "or" makes two offers of one way out': ("test_grounding::test_a_second_way_out_is_a_further_option",),
    "a statement without a linking word is no explanation": (
        "test_grounding::test_a_statement_after_a_question_is_an_answer[The delay came from our printer.]",
        "test_moves::test_a_move_is_heard[explain: Parcels stay at the depot for 7 days.]",
        "test_moves::test_a_move_is_heard[explain: it was late cos the van broke down]",
    ),
    '"leave" is no verb of the desk, since "left" would be a deed': (
        "test_moves::test_a_move_is_heard[offer_option: Shall I send it to your work? I can also leave it at the parcel shop.]",
    ),
    "a refusal without a subject is not known": (
        "test_moves::test_a_move_is_heard[bare_no: nope cant help]",
        "test_moves::test_a_move_is_heard[set_limit: cant do a refund but i can swap it 4 u]",
    ),
    "only words such as colleague show that somebody takes over": (
        "test_moves::test_a_move_is_heard[warm_handover: Ana has your notes and calls at 3.]",
    ),
    "a feeling under a condition counts as named": (
        "test_moves::test_what_only_looks_like_a_move_is_not_one[acknowledge: If it's upsetting, write to the manager.]",
    ),
    "sorry before a refusal counts as an apology": (
        "test_moves::test_what_only_looks_like_a_move_is_not_one[apologise: Sorry, but we can't do that.]",
    ),
    "context that is missing counts as given": (
        "test_moves::test_what_only_looks_like_a_move_is_not_one[warm_handover: The specialist hasn't got your notes.]",
    ),
    "stock phrases that are turned down count as said": (
        "test_moves::test_what_only_looks_like_a_move_is_not_one[boilerplate: I won't send you a text about our top priority.]",
    ),
    "an explanation after a comma is not seen": (
        "test_moves::test_what_only_looks_like_a_move_is_not_one[jargon: The SKU, that means the article number, is on the box.]",
    ),
    "a date without a year loses its last full stop": ("test_words::test_a_date_is_the_same_in_every_spelling[3.3.]",),
}

LIMITS: dict[str, str] = {test: cause for cause, tests in BY_CAUSE.items() for test in tests}
