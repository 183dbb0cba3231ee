"""Neutral and asking moves in many voices, and what looks like them and isn't: (move: (is one, is none))."""

from __future__ import annotations

NEUTRAL: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "greet": (
        (
            "Hello Maya, this is Tom.",
            "hiya",
            "Good morning, Mr Okafor.",
            "Hey there, Jo here.",
            "Namaste, my name is Ravi.",
            "Dear Ms Lind,",
            "howdy sam",
        ),
        (
            "Please say hello to the driver from me.",
            "Dear me, that's late.",
            "You are welcome.",
            "The courier didn't even say hi when he came.",
        ),
    ),
    "thank": (
        (
            "Thanks for telling me.",
            "Thank you so much for waiting.",
            "cheers for the photo",
            "ta for that",
            "I appreciate you writing again.",
            "thx 4 the pic",
            "Many thanks for your patience.",
        ),
        (
            "It arrived late, thanks to our courier.",
            "No thanks to the depot, it's here.",
            "I can't thank myself for that mess.",
            "You don't have to thank me.",
        ),
    ),
    "close": (
        (
            "Goodbye, and have a good trip.",
            "Take care, Sam.",
            "Have a lovely weekend!",
            "bye for now",
            "All the best, Tom",
            "Enjoy the race!",
            "Kind regards, Ravi",
        ),
        (
            "I'll take care of it today.",
            "See, you have two options.",
            "I had a good look at the parcel.",
            "We'll take good care of your mug.",
        ),
    ),
    "verify_identity": (
        (
            "Which e-mail is the account under?",
            "Could you tell me your date of birth, please?",
            "What's your customer number?",
            "For security I need your full name and postcode.",
            "Can you verify your identity for me?",
            "pls give me ur order number",
        ),
        (
            "You're logged in, so I don't need your customer number.",
            "I've found your order, nothing to look up for you.",
            "Your tracking number is 4711.",
            "I checked your account and the refund is there.",
        ),
    ),
    "off_topic": (
        (
            "Did you see the match last night?",
            "Lovely weather today, isn't it?",
            "By the way, our new savings account pays 3 percent.",
            "My cat does that with mugs too, she's so funny.",
            "Have you heard of our loyalty programme?",
            "What's your favourite film?",
        ),
        (
            "The weather held up the plane with your parcel.",
            "Your match ticket is in the parcel, I see.",
            "Do you need it for a game this weekend?",
            "Your new account number comes by post.",
        ),
    ),
    "closed_question": (
        (
            "Is it the size 41?",
            "Did the box look damaged?",
            "When did it arrive?",
            "Are you at home on Friday",
            "can u tell me which day suits",
            "Was it the blue mug or the white one?",
            "How many mugs were in it?",
        ),
        (
            "I'll ask the driver when he was there.",
            "You asked when it arrives.",
            "I know which mug you mean.",
            "When I have the answer I write to you.",
        ),
    ),
    "open_question": (
        (
            "What happened when you opened the box?",
            "How would you like me to solve this?",
            "Tell me what you need it for.",
            "what do u need most rn",
            "Could you walk me through what you saw?",
            "Which of the two would help you more, and why?",
            "I'd like to hear what went wrong from your side.",
        ),
        (
            "I see what happened.",
            "That's what you need, I think.",
            "I'll find out how it broke.",
            "Let me explain what I can do.",
        ),
    ),
    "restate": (
        (
            "So the parcel came late and the mug was broken.",
            "Your parcel was late and the mug in it broken, and you've written twice.",
            "You got a broken mug.",
            "If I understand you right, the parcel is late and a mug broke.",
            "You've written a second time about the late parcel.",
            "u got ur parcel late n the mug was broken",
        ),
        (
            "We sell parcels and mugs.",
            "Please send me a photo.",
            "I've ordered a new one.",
            "Have a nice day.",
        ),
    ),
}
