"""Where one move ends and the next begins: the borderline rules of the codebook, with examples.

Whoever labels a reply, writes a cue or trains the reader follows these; `docs/moves.md` is printed from them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Border:
    """What counts as a move in the cases people disagree about."""

    rule: str
    are: tuple[str, ...]
    """Replies that perform it, indirect ones among them."""
    are_not: tuple[tuple[str, str], ...]
    """Replies that only look like it, and what they are instead."""


GENERAL = (
    "Label what the reply does to this customer, not which words it uses; every move that is really performed, each "
    "once, on the words that perform it (a clause or a sentence).",
    'What is quoted, reported, negated, only imagined or meant the other way round is not performed: "my manager '
    'said sorry", "I won\'t ask for your PIN", "if it were up to me I would refund it".',
    "Sarcasm is labelled as what it does: mocking praise or sympathy is dismiss, never thank, acknowledge or "
    "apologise.",
    "Where a finer name fits, it is used: calm_down, argue, bare_no and insult are kinds of dismiss and are marked by "
    "their finer name; conditional_apology is no apologise; boundary is no set_limit; verify_identity, "
    "check_satisfaction and teach_back are no open_question or closed_question.",
    'An offer, a promise or a greeting put as a question is that offer, promise or greeting and no question: "Shall I '
    'block it?" is offer_solution, "how are you?" is greet.',
    "Spelling, dialect, length and politeness never matter. A reply may have no move at all.",
)
"""Rules for all moves."""

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
        "Asks something about the case with a yes, a no, one of a few, a number, a date, a model as its answer, with or "
        "without a question mark.",
        ("Is the light green or red?", "and the screen, does it come on at all", "Since when?", "Which model is it?"),
        (
            ("Is that okay for you?", "check_satisfaction"),
            ("Shall I order it?", "offer_solution"),
            ("Why would you even do that?", "blame_customer, a rhetorical question"),
            ("Could you hold on?", "cold_transfer"),
        ),
    ),
    "acknowledge": Border(
        "Names or validates what it is like for this customer: the feeling, the impact, the fairness of being upset, "
        'directly or in a picture of what it means for them. The stock "I understand your frustration" counts and is '
        "boilerplate as well. Saying the bare facts back is restate.",
        (
            "Three weeks without heating with a newborn is rough.",
            "I'd be climbing the walls too.",
            "You did everything right and still got the bill.",
            "On a Friday night, with guests at the door. Of all times.",
            "that's not what you signed up for",
            "No wonder you're done with us.",
        ),
        (
            ("How awful for you, a scratch.", "dismiss, sarcasm"),
            ("I know the system is frustrating for us too.", "about somebody else"),
            ("So the bill came twice.", "restate"),
            ("I'm sorry about that.", "apologise only"),
        ),
    ),
    "apologise": Border(
        "A sincere apology or expression of regret for what happened, by the agent or for the firm, stock phrases "
        "included (then boilerplate as well).",
        (
            "I'm sorry we sent it to the wrong flat.",
            "Apologies, my mix-up.",
            "That shouldn't have happened, I do regret it.",
            "sry bout that",
        ),
        (
            ("Sorry, what was the date?", "a way to ask again"),
            ("Sorry, no refunds.", "bare_no: the word softens a no"),
            ("I'm sorry if you feel that way.", "conditional_apology"),
            ("I'm not going to apologise for the rules.", "refused"),
            ("The driver says he's sorry.", "reported"),
        ),
    ),
    "restate": Border(
        "Says back at least one concrete thing of what the customer said or wants, to show or check that it was "
        "understood, also when it is wrong. Using a detail in passing inside a step, an offer or a question is not "
        "saying back.",
        (
            "So you changed it on 3 March and it still went to the old flat.",
            "two blue chairs, one arrived, did I get that right?",
            "You need it before Friday.",
            "If I hear you right, it's the noise more than the price.",
        ),
        (
            ("I'll send the two chairs on Friday.", "commit_next_step"),
            ("Three weeks of waiting is far too long.", "acknowledge"),
            ("I understand your request.", "boilerplate"),
        ),
    ),
    "open_question": Border(
        "Asks something with many possible answers (what, how, why, tell me), with or without a question mark.",
        (
            "What happened then?",
            "Walk me through it.",
            "how are you using it day to day",
            "I'd like to hear what matters most to you.",
        ),
        (
            ("How can I help you today?", "boilerplate: it could open any contact"),
            ("What's your postcode?", "verify_identity"),
            ("What do you expect me to do about it?", "dismiss"),
            ("What time did it arrive?", "closed_question"),
        ),
    ),
    "explain": Border(
        "Gives information or a reason relevant to the case that the customer did not directly ask for: a fact, a "
        "cause, a rule with its reason, how something works, what was found, how to do it. What the customer asked for "
        "is answer; label both only when the reply gives the answer and then goes on to a reason or further facts. The "
        "reason inside a fair no belongs to set_limit.",
        (
            "The printer takes addresses two days ahead.",
            "Looks like the order was split in the warehouse.",
            "Hold the button for ten seconds until it blinks.",
            "it bills on the 1st cos thats when the plan started",
        ),
        (
            ("It's our policy.", "bare_no"),
            ("I'll look into the cause.", "commit_next_step"),
            ("The PDF is async.", "jargon as well"),
        ),
    ),
    "answer": Border(
        "Gives what a direct question or request for information in the customer's turn asks for, a yes, a no or an "
        'honest "I don\'t know yet" included.',
        (
            "Yes, the old one is blocked.",
            "Ten days, usually less.",
            "Honestly, I can't tell you that yet.",
            "nope, it fits both",
        ),
        (
            ("That's a good question.", "nothing"),
            ("Yes, go on.", "nothing asked"),
            ("I'll find out by four.", "commit_next_step"),
        ),
    ),
    "offer_solution": Border(
        "Puts a concrete fix, option or recommendation before the customer to take or leave (can, could, would, shall "
        "I, I'd suggest, how about, you could). What is already decided or done is commit_next_step.",
        (
            "I can send it by courier.",
            "Want me to move it to Tuesday?",
            "The 40-litre one would suit you better.",
            "best bet is the shop on Hill St",
        ),
        (
            ("I've sent it by courier.", "commit_next_step"),
            ("I could have refunded it last week.", "explain, gone"),
            ("Is there anything I can do?", "check_satisfaction"),
        ),
    ),
    "offer_option": Border(
        "A second or later way beside one already offered in the same reply; the first is offer_solution.",
        (
            "Or you use a virtual card today.",
            "If that's too late, the shop has one as well.",
            "Alternatively a refund, your call.",
            "plan B: we swap it for the black one",
        ),
        (
            ("Either today or tomorrow works.", "one option, two dates"),
            ("Or did you mean the other one?", "closed_question"),
        ),
    ),
    "commit_next_step": Border(
        "A concrete action the agent or the firm has just done, is doing or will do for this case, or a clear joint "
        'next step: what, plus who or when. "We will look into it" without more counts weakly; nothing but "soon" '
        'or "the team is on it" does not.',
        (
            "I've blocked it.",
            "You'll have an e-mail from me by five.",
            "ordering the part now",
            "Ana rings you Monday at nine.",
            "Once you send the photo I'll book the swap.",
        ),
        (
            ("I can book it if you like.", "offer_solution"),
            ("It should arrive soon.", "explain at most"),
            ("You need to call the bank.", "cold_transfer"),
            ("Let me know.", "nothing"),
        ),
    ),
    "take_ownership": Border(
        "First-person responsibility for the fault (I, we, on us, our mistake) or for seeing the matter through (I'm "
        "the one handling this, I'll stay on it). One particular deed is commit_next_step, and is both only if it says "
        "that it is personally owned.",
        (
            "That's on us.",
            "We dropped the ball.",
            "This one's mine now, you won't have to explain it again.",
            "leave it w me i'll see it thru",
        ),
        (
            ("I'll send it today.", "commit_next_step"),
            ("That wasn't my mistake.", "denied"),
            ("The courier takes responsibility.", "blame_others or explain"),
        ),
    ),
    "reassure": Border(
        "Lowers worry about the outcome in a credible way, with something that holds it up. Telling people how to feel "
        'is calm_down, a guarantee nobody can give is false_promise, and "no problem" alone is nothing.',
        (
            "You won't lose your place.",
            "Your photos are safe, this only resets the settings.",
            "You're covered either way.",
            "nothing's been charged so far",
        ),
        (("Don't worry.", "boilerplate"), ("Relax, it's fine.", "calm_down"), ("It will 100% work.", "false_promise")),
    ),
    "set_limit": Border(
        "A calm no or limit together with its reason or an alternative, in one reply. The alternative is "
        "offer_solution as well.",
        (
            "I can't refund it before the trace is closed, that's tomorrow at four.",
            "We don't fit those, they crack; the steel ones I can do.",
            "Over the phone I'm not allowed to, so nobody else can do it in your name.",
        ),
        (
            ("No, sorry.", "bare_no"),
            ("Company policy.", "bare_no"),
            ("If you swear again I'll hang up.", "boundary"),
            ("I can't find the e-mail, can you send it again?", "no refusal"),
        ),
    ),
    "boundary": Border(
        "A calm limit to abuse, threats or harassment by the customer: names the behaviour or what follows, and stays "
        "willing to help.",
        (
            "I want to help, but not while you call me names.",
            "If the insults go on I'll have to end the chat.",
            "lets keep it civil and i'll sort this",
        ),
        (
            ("Watch your mouth.", "insult or argue"),
            ("Calm down.", "calm_down"),
            ("I can't go above 50.", "set_limit or bare_no"),
            ("We do not tolerate abuse, goodbye.", "dismiss: the door is shut"),
        ),
    ),
    "check_satisfaction": Border(
        "Asks whether this works for the customer, whether it is solved, or whether anything else is needed.",
        (
            "Does Thursday work for you?",
            "How does that sound?",
            "anything else on your mind",
            "Has that done it?",
            "Let me know if I missed something.",
        ),
        (("Does the lamp work now?", "closed_question, or teach_back while guiding"), ("Happy now?", "dismiss")),
    ),
    "teach_back": Border(
        "Asks the customer to say, show or describe what they see or understood, step by step while being guided.",
        (
            "What do you see on the screen now?",
            "Tell me when the light goes green.",
            "Just so I know I explained it well: what will you do first?",
        ),
        (
            ("Is that clear?", "check_satisfaction"),
            ("Do you even understand?", "dismiss"),
            ("What did the screen say yesterday?", "open_question"),
        ),
    ),
    "warm_handover": Border(
        "Hands over to a named or clearly meant person with the context passed on, so that the customer need not repeat "
        "it; usually with a time.",
        (
            "Ana has your notes and calls at 3.",
            "I'm bringing my colleague in, I've told him about the leak.",
            "Staying on the line until Femi has read it all.",
        ),
        (
            ("I'll transfer you.", "cold_transfer"),
            ("You'd have to ask the bank.", "cold_transfer"),
            ("I told Ana.", "nothing handed over"),
        ),
    ),
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
        "A stock courtesy that could be sent to anybody, with nothing of this case in it. A plain thanks, greeting, sorry "
        "or goodbye is not boilerplate.",
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
        "An apology that puts what happened or its effect in doubt, or is for the customer's feeling and not the event.",
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
