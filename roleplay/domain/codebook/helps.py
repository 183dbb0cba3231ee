"""Borders of the moves that help."""

from roleplay.domain.codebook.border import Border

BORDERS: dict[str, Border] = {
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
        "Hands over to a named or clearly meant person with the context passed on, so that the customer need not "
        "repeat it; usually with a time.",
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
}
