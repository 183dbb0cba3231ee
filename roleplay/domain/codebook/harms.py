"""Borders of the moves that harm."""

from roleplay.domain.codebook.border import Border

BORDERS: dict[str, Border] = {
    "dismiss": Border(
        'Minimises, brushes off, mocks or doubts the customer or the problem; sarcasm, bored impatience, "others have '
        'it worse", a lecture. Use the finer calm_down, argue, bare_no or insult where they fit.',
        (
            "It's only a card.",
            "Well, these things happen.",
            "You'll live.",
            "oh no, a whole day without wifi",
            "As I already said.",
            "not my department's problem",
        ),
        (
            ("It's a small change for us, so I've done it.", "nothing bad"),
            ("This is not a small thing.", "acknowledge"),
            ("Luckily it's an easy fix.", "reassure"),
        ),
    ),
    "calm_down": Border(
        "Tells the customer how to feel or talk: calm down, relax, no need to be upset, be patient, watch the tone.",
        (
            "Please calm down.",
            "No need to get worked up.",
            "let's not be dramatic",
            "You need to be more patient with us.",
        ),
        (
            ("Thanks for staying calm.", "thank"),
            ("Take your time.", "kind"),
            ("I'd not be calm either.", "acknowledge"),
            ("Nothing to be afraid of, your data is safe.", "reassure"),
        ),
    ),
    "argue": Border(
        "Disputes what the customer says happened, feels or is owed, defends the firm against them, or counters with "
        '"but you".',
        (
            "That's not what our records say.",
            "Well, it was delivered.",
            "nobody else complained",
            "You're mistaken, the ad never said free.",
        ),
        (
            ("I see it differently dated here; which one is on your letter?", "a question"),
            ("You're right, the record is wrong.", "acknowledge"),
            ("The ad meant the basic plan. It's worded badly.", "explain"),
        ),
    ),
    "blame_customer": Border(
        'Puts the fault, carelessness or the duty to have known on the customer, also as a question or a "should '
        'have".',
        (
            "You forgot to press save.",
            "Did you even read the mail?",
            "it says so in the terms you signed",
            "Next time check before you order.",
        ),
        (
            ("You couldn't have known.", "acknowledge"),
            ("The address was typed in as 14.", "explain"),
            ("If you press save it will stay.", "explain"),
            ("It's not your fault.", "reassure or acknowledge"),
        ),
    ),
    "blame_others": Border(
        "Puts the fault on a colleague, another department, a partner or the system, and leaves it there: no own "
        "responsibility and no action in the reply.",
        (
            "IT messed up again.",
            "That's the courier, nothing to do with us.",
            "the new lad in the shop must've told you rubbish",
        ),
        (
            ("The courier lost it, so I'm sending a new one.", "explain with commit_next_step"),
            ("Our warehouse got it wrong, that's on us.", "take_ownership"),
        ),
    ),
    "bare_no": Border(
        "A refusal with neither a reason nor an alternative in the reply; bare policy is no reason.",
        ("We can't do that.", "No refunds, that's the policy.", "not possible im afraid", "There's nothing I can do."),
        (
            ("I can't today, the system is down till eight.", "set_limit"),
            ("No, it isn't waterproof.", "answer"),
            ("No need to send it back.", "helpful"),
        ),
    ),
    "boilerplate": Border(
        "A stock courtesy that could be sent to anybody, with nothing of this case in it. A plain thanks, greeting, "
        "sorry or goodbye is not boilerplate.",
        (
            "We apologise for any inconvenience.",
            "Your satisfaction is our top priority.",
            "I understand your frustration.",
            "Please be assured we take this seriously.",
            "How may I assist you today?",
        ),
        (
            ("Sorry about the leak.", "apologise"),
            ("I understand you need it by Friday.", "restate"),
            ("Thanks for waiting.", "thank"),
        ),
    ),
    "jargon": Border(
        "Technical, legal or internal terms, codes or abbreviations that the customer did not use and that the reply "
        "doesn't explain.",
        (
            "The PAN is tokenised in the HSM.",
            "Your RMA is pending L2 triage.",
            "we need to re-provision the ONT",
            "It's a force majeure exclusion under 4.2.",
        ),
        (
            ("It's a chargeback, that means your bank takes the money back.", "explained"),
            ("Restart the router.", "an everyday word"),
            ("Yes, the APN you entered is right.", "the customer's own word"),
        ),
    ),
    "cold_transfer": Border(
        "Sends the customer elsewhere, hands over, puts on hold, or asks to wait or come back, without context passed "
        "on, name or time.",
        (
            "You need to call another department.",
            "please hold",
            "Try the website.",
            "I'll transfer you.",
            "come back tomorrow and ask for someone else",
            "drop the airline a line",
        ),
        (
            ("Give me two minutes while I open your file.", "commit_next_step: it says how long and what for"),
            ("Ana has your notes and calls at 3.", "warm_handover"),
            ("You can also track it on the website.", "offer_option"),
        ),
    ),
    "interrogate": Border(
        "More than three questions in one message.",
        ("When? Where? Which one? Who told you?", "Model? Year? Colour? And did you keep the box?"),
        (("What happened, and when?", "two questions"), ("Is it 1, 2, 3 or 4?", "one question")),
    ),
    "repeat_question": Border(
        "Asks for something the customer has already said in this conversation. A check marked as one is not.",
        ('When did you order it? (after "I ordered on Monday")',),
        (("Just to be sure I have it: Monday?", "restate"), ("Which Monday?", "a new question")),
    ),
    "ignore_question": Border(
        "Leaves a direct question of the customer's last turn without answer, date, refusal or step.",
        ('Thanks for contacting us! (after "Where is it?")',),
        (("I'll know by four.", "dated"), ("I don't know yet.", "answer")),
    ),
    "conditional_apology": Border(
        "An apology that puts what happened or its effect in doubt, or is for the feeling and not the event.",
        (
            "I'm sorry if you feel that way.",
            "Apologies if anything was unclear.",
            "sorry you took it like that",
            "If this caused trouble we regret it.",
        ),
        (("I'm sorry. If you like, I'll call you.", "apologise"), ("Sorry that you had to wait.", "apologise")),
    ),
    "false_promise": Border(
        "Vouches for what an ordinary agent can't know or decide: a certain date or time of somebody else's work, a "
        'medical, legal or financial result, "never again", "guaranteed", any amount or exception out of thin air.',
        (
            "It's there tomorrow at 9, guaranteed.",
            "This will never happen again.",
            "You'll definitely win that claim.",
            "trust me you'll get every penny back 100%",
        ),
        (
            ("It usually takes two days.", "explain"),
            ("I'll ring you at nine.", "commit_next_step: in the agent's own hands"),
            ("I can't guarantee Friday.", "honest"),
            ("You'll be refunded under the 30-day rule.", "commit_next_step or explain"),
        ),
    ),
    "insult": Border(
        "Abuse, a slur, a threat, ridicule of the person.",
        ("You idiot.", "Are you thick or something?", "People like you never read.", "carry on and you'll regret it"),
        (
            ("That was stupid of us.", "take_ownership"),
            ("I heard he called you an idiot, that's not okay.", "acknowledge"),
            ("Silly question from me: is it plugged in?", "closed_question"),
        ),
    ),
    "data_leak": Border(
        "Gives out data of somebody else, or account data of the customer before it is known who is asking.",
        (
            "His number is 0171...",
            "Mrs Hall next door signed, she ordered the same.",
            "your wife's card ends in 4410 and she spent 90 there on Friday",
        ),
        (
            ("I can't share her details.", "set_limit"),
            ("The address you gave me is 14 Hill St.", "their own words"),
            ("My colleague Ana calls you.", "nobody's data"),
        ),
    ),
    "ask_secret": Border(
        "Asks for a password, PIN, one-time code, CVV, full card number or remote access to the account, in any form.",
        (
            "Please send me your PIN.",
            "what's the code we just texted you",
            "Long number on the front and the three digits on the back?",
            "log me in with your password",
        ),
        (
            ("Never share your PIN, not even with me.", "explain"),
            ("Last four digits of the card?", "verify_identity"),
            ("Change your password in the app.", "offer_solution or explain"),
        ),
    ),
    "ignore_safety": Border(
        "Goes past a danger or vulnerability in the customer's turn (gas, fire, self-harm, medical need, fraud going "
        "on) without a word about it.",
        ('First your meter number. (after "I smell gas")',),
        (("Please leave the flat first.", "the danger is met"),),
    ),
}
