"""What the rules don't hear rightly today, by cause. Each is expected to fail, and strictly: mended means struck out here."""

# ruff: noqa: E501  (the name of a test stays on one line)

from __future__ import annotations

BY_CAUSE: dict[str, tuple[str, ...]] = {
    "a word of any length is compared letter by letter with what is left of it": (
        "test_hostile::test_a_text_twice_as_long_takes_about_twice_as_long[one word]",
    ),
    "each clause looks at every clause of its sentence": (
        "test_hostile::test_a_text_twice_as_long_takes_about_twice_as_long[one cue again and again]",
    ),
    "a line end is no mark once dates are joined": (
        "test_clauses::test_a_new_thought_is_a_new_clause[* block the card\\n* send a new one-pieces8]",
        "test_clauses::test_a_new_thought_is_a_new_clause[First line\\nSecond line-pieces6]",
        "test_invariance::test_a_reply_in_another_dress_does_the_same[no full stops-express]",
        "test_invariance::test_a_reply_in_another_dress_does_the_same[no full stops-good]",
        "test_invariance::test_a_reply_in_another_dress_does_the_same[no full stops-limit]",
    ),
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
        "test_moves::test_what_only_looks_like_a_move_is_not_one[boilerplate: You wrote that you don't want 'any inconvenience' letters.]",
        "test_moves::test_what_only_looks_like_a_move_is_not_one[conditional_apology: I won't say 'sorry if you feel that way'.]",
    ),
    "a lone quotation mark opens a quotation": (
        'test_clauses::test_a_lone_mark_quotes_nothing[The box is 5" wide. I am sorry.]',
    ),
    '"d\'you" is not opened': (
        "test_grounding::test_a_question_that_unlocks_a_hidden_fact_asks_for_it[by when d'you need em]",
    ),
    "a check is not seen past the colon": (
        "test_grounding::test_a_check_that_names_what_it_checks_is_no_asking_again[bank-card-old-address-Just to confirm the 3 March date: that's when you changed it?]",
    ),
    'one "or" makes two offers of one way out': ("test_grounding::test_a_second_way_out_is_a_further_option",),
    "a statement without a linking word is no explanation": (
        "test_grounding::test_a_statement_after_a_question_is_an_answer[The delay came from our printer.]",
        "test_moves::test_a_move_is_heard[explain: Parcels stay at the depot for 7 days.]",
        "test_moves::test_a_move_is_heard[explain: it was late cos the van broke down]",
    ),
    "seven words with one small one count as salad": (
        "test_guards::test_a_terse_sentence_is_no_salad[The express card takes 2 working days.]",
        "test_innocent::test_a_decent_reply_has_no_fault[The express card takes 2 working days, so it's there by Wednesday. You pay nothing for it, it was our mistake.]",
        "test_moves::test_a_move_is_heard[off_topic: By the way, our new savings account pays 3 percent.]",
    ),
    "contractions are opened by recursion": (
        "test_hostile::test_hostile_text_is_read_and_quoted_exactly[many contractions in one word]",
    ),
    "the clause beside it, which makes it innocent, is not looked at": (
        "test_innocent::test_a_decent_reply_has_no_fault[Gimme a sec, I'm opening your order... yes, blue was packed. Our bad!]",
        "test_innocent::test_a_decent_reply_has_no_fault[Good grief, a week's wait and then the wrong box. Give me two minutes, I'm looking at the stock.]",
        "test_innocent::test_a_decent_reply_has_no_fault[Sorry Sam, mistakes happen but this one shouldn't have reached you. I'm swapping them, and it won't cost you a penny.]",
        "test_innocent::test_a_decent_reply_has_no_fault[You won't be the one in blue if I can help it. Hold on while I look at the shelf, it takes a minute.]",
    ),
    "of two corrections the wrong one is taken, and a lost final s is left alone": (
        "test_invariance::test_a_reply_in_another_dress_does_the_same[typing errors-express]",
        "test_invariance::test_a_reply_in_another_dress_does_the_same[typing errors-offers]",
        "test_invariance::test_a_reply_in_another_dress_does_the_same[typing errors-short]",
    ),
    "turns before this one are read at any length, and endless digits are no number": (
        "test_hostile::test_hostile_text_is_read_and_quoted_exactly[digits]",
    ),
    "isdigit is true of digits that int refuses": (
        "test_hostile::test_digits_that_are_no_numbers_raise_nothing[\\u2460 block the card]",
        "test_hostile::test_digits_that_are_no_numbers_raise_nothing[\\xb2]",
        "test_words::test_digits_that_are_no_numbers_are_read_all_the_same[\\u2460 first]",
        "test_words::test_digits_that_are_no_numbers_are_read_all_the_same[\\xb2 March]",
        "test_words::test_digits_that_are_no_numbers_are_read_all_the_same[\\xb2]",
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
    '"\'s" before an adjective is read as owning': (
        "test_words::test_contractions_are_opened[the courier's late-the courier is late]",
    ),
    "a date without a year loses its last full stop": ("test_words::test_a_date_is_the_same_in_every_spelling[3.3.]",),
    'the signs of pounds and dollars are both "money"': (
        "test_words::test_an_amount_is_the_same_in_every_spelling[spellings1-words1]",
        "test_words::test_an_amount_is_the_same_in_every_spelling[spellings2-words2]",
    ),
    '"per cent" stays two words': ("test_words::test_an_amount_is_the_same_in_every_spelling[spellings3-words3]",),
    "a comma between thousands is kept": ("test_words::test_a_number_is_the_same_in_every_spelling[1,000-1000]",),
    "a combining mark ends a word": ("test_words::test_a_word_written_with_combining_marks_stays_one_word",),
    "of two corrections the wrong one is taken": ("test_spelling::test_a_slip_is_put_right[worying-worrying]",),
}

LIMITS: dict[str, str] = {test: cause for cause, tests in BY_CAUSE.items() for test in tests}
