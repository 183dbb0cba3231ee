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
    "only words such as colleague show that somebody takes over": (
        "test_moves::test_a_move_is_heard[warm_handover: Ana has your notes and calls at 3.]",
    ),
    "context that is missing counts as given": (
        "test_moves::test_what_only_looks_like_a_move_is_not_one[warm_handover: The specialist hasn't got your notes.]",
    ),
    "an explanation after a comma is not seen": (
        "test_moves::test_what_only_looks_like_a_move_is_not_one[jargon: The SKU, that means the article number, is on the box.]",
    ),
    "the recogniser takes it for what it is like, where no case says more": (
        "test_moves::test_what_only_looks_like_a_move_is_not_one[greet: Dear me, that's late.]",
        "test_moves::test_what_only_looks_like_a_move_is_not_one[false_promise: I'll make sure it never happens again.]",
        "test_spelling::test_no_slip_makes_a_fault_out_of_an_everyday_word[Nobody thinks that of you.]",
        "test_moves::test_a_move_is_heard[off_topic: What's your favourite film?]",
        "test_innocent::test_a_decent_reply_has_no_fault[Breathe, it's not lost. Your answers are stored. I'll send you a screenshot of them.]",
        "test_moves::test_what_only_looks_like_a_move_is_not_one[greet: You are welcome.]",
        "test_moves::test_what_only_looks_like_a_move_is_not_one[verify_identity: You're logged in, so I don't need your customer number.]",
        "test_moves::test_what_only_looks_like_a_move_is_not_one[reassure: Nobody can say if it is safe.]",
        "test_moves::test_what_only_looks_like_a_move_is_not_one[check_satisfaction: Is that everything you see?]",
    ),
    "a date without a year loses its last full stop": ("test_words::test_a_date_is_the_same_in_every_spelling[3.3.]",),
}

LIMITS: dict[str, str] = {test: cause for cause, tests in BY_CAUSE.items() for test in tests}
