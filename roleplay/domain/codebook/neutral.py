"""Borders of the moves that neither help nor harm."""

from roleplay.domain.codebook.border import Border

BORDERS: dict[str, Border] = {
    "greet": Border(
        "A salutation or an introduction, whatever the style. A name alone is no greeting.",
        ("Hi Sam.", "morning! Priya here from billing", "You're through to Tom.", "Dear Mrs Okafor,"),
        (("Maya, I've found it.", "a name used in passing"), ("Hello? Are you even reading this?", "dismiss")),
    ),
    "thank": Border(
        "Thanks or appreciation for something the customer did: waiting, telling, patience, loyalty, a photo.",
        ("Cheers for the photo.", "Appreciate you flagging it.", "You've been really patient, thank you."),
        (
            ("Thanks to your late payment it was cancelled.", "blame_customer"),
            ("Oh thanks a bunch for shouting.", "dismiss, sarcasm"),
            ("No thanks needed.", "nothing"),
        ),
    ),
    "close": Border(
        "Says goodbye, wishes well at the end or signs off. An offer of more help is check_satisfaction instead.",
        (
            "Bye for now.",
            "Enjoy the wedding!",
            "Have a good one.",
            "Kind regards, Ben",
            "I'll let you get on. Take care",
        ),
        (("Take care of the filter once a month.", "explain"), ("We close at six.", "explain")),
    ),
    "verify_identity": Border(
        "Asks for what shows who the customer is or which account is theirs (name, date of birth, postcode, e-mail, "
        "account, order or booking number, security question), or says that the check was done. A detail that is "
        "needed to do the job and not to find or check the person is closed_question.",
        (
            "Whose name is it under?",
            "can i get ur order number",
            "Just need the first line of your address to pull you up.",
            "Thanks, you've passed security.",
        ),
        (
            ("Which address shall I send it to?", "closed_question"),
            ("What's your PIN?", "ask_secret"),
            ("You don't need to verify anything.", "nothing"),
        ),
    ),
    "off_topic": Border(
        "Content that has nothing to do with the customer's case: the agent's own day, small talk, an unrelated sale "
        "or subject. Small talk that takes up what the customer said is not.",
        (
            "Did you catch the match?",
            "I've been on shift since five, my feet are killing me.",
            "Fancy our credit card?",
        ),
        (
            ("Lisbon is lovely in May, let's get you there.", "about the case"),
            ("Hope the baby sleeps.", "about the case"),
        ),
    ),
    "closed_question": Border(
        "Asks something about the case with a yes, a no, one of a few, a number, a date or a model as its answer, with "
        "or without a question mark.",
        ("Is the light green or red?", "and the screen, does it come on at all", "Since when?", "Which model is it?"),
        (
            ("Is that okay for you?", "check_satisfaction"),
            ("Shall I order it?", "offer_solution"),
            ("Why would you even do that?", "blame_customer, a rhetorical question"),
            ("Could you hold on?", "cold_transfer"),
        ),
    ),
}
