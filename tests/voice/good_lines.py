"""What a model may well say: shipped lines in other words, and free answers that keep to the direction.

Each row is a case, what the customer does, the built-in line, and how a good model puts it.
"""

from __future__ import annotations

from typing import NamedTuple


class Good(NamedTuple):
    """A line of a case, and the same as a model might say it."""

    case: str
    act: str
    line: str
    said: str
    about: str | None = None
    tone: str | None = None


SHOES, PHONE, SOLE, ROTA = "wrong-colour", "smartphone-setup", "return-after-30-days", "renewed-for-a-year"
BILL, CELLO = "billed-after-cancelling", "battery-and-cello"

REWORDED = (
    Good(
        SHOES,
        "vent",
        "I'm perfectly calm. My trainers are the wrong colour, that's all.",
        "I am perfectly calm. It's just that my trainers are the wrong colour.",
    ),
    Good(SHOES, "vent", "Calm isn't the problem. Blue is the problem.", "The problem isn't calm. The problem is blue."),
    Good(
        SHOES,
        "vent",
        "I do know green from blue, thanks. Have a look at the order.",
        "Thanks, but I know green from blue. Look at the order.",
    ),
    Good(SHOES, "soften", "It is a bit annoying, yes. Thanks.", "Yes, it's a bit annoying. Thanks."),
    Good(
        SHOES,
        "soften",
        "Yes. I'd been looking forward to opening that box.",
        "Yes. I was really looking forward to opening the box.",
    ),
    Good(SHOES, "answer", "Green. The Plover in green.", "The Plover in green. Green.", "ordered-green"),
    Good(SHOES, "answer", "Green. It's in my first message.", "It's in my first message: green.", "ordered-green"),
    Good(SHOES, "unknown", "No idea, sorry.", "Sorry, no idea."),
    Good(
        SHOES,
        "reveal",
        "I haven't got a printer, but there's one at work.",
        "I don't have a printer, but there is one at work.",
        "no-printer",
    ),
    Good(
        SHOES,
        "reveal",
        "I've kept the box. I had a feeling I'd need it.",
        "The box I've kept. I just had a feeling that I'd need it.",
        "box-kept",
    ),
    Good(
        SHOES,
        "correct_you",
        "It's green I ordered. Blue is what came.",
        "I ordered green. What came is blue.",
        "ordered-green",
    ),
    Good(SHOES, "correct_you", "No, the pair in the box is blue.", "No, it's a blue pair in the box.", "got-blue"),
    Good(
        SHOES,
        "ask",
        "What do I do with the blue ones? I'd rather not pay to send them back.",
        "So what do I do with the blue ones? I would rather not pay for sending them back.",
        "no-cost-return",
    ),
    Good(
        SHOES,
        "ask",
        "How do the blue ones get back to you? Not at my cost, I hope?",
        "And how will the blue ones get back to you? Not at my cost, I hope?",
        "no-cost-return",
    ),
    Good(SHOES, "press", "It's still the green pair I need.", "I still need the green pair.", "green-pair"),
    Good(
        SHOES,
        "press",
        "I've still got blue shoes. Will you send the green ones?",
        "I still have blue shoes here. Will you send the green ones?",
        "green-pair",
    ),
    Good(
        SHOES,
        "repeat",
        "I did ask about the blue pair. Where does it go?",
        "I asked about the blue pair. Where does it go?",
        "no-cost-return",
    ),
    Good(
        SHOES,
        "react_offer",
        "Express would be great. Yes, please.",
        "Yes, please. Express would be great.",
        "express-exchange",
        "accept",
    ),
    Good(
        SHOES,
        "react_offer",
        "A refund leaves me with no shoes at all.",
        "With a refund I'm left with no shoes at all.",
        "refund",
        "refuse",
    ),
    Good(
        SHOES,
        "react_offer",
        "I don't want the money, I want the shoes. In green.",
        "I want the shoes, I don't want the money. In green.",
        "refund",
        "refuse",
    ),
    Good(
        SHOES,
        "thank",
        "Good, green ones on their way. Thank you.",
        "Thank you. Good, the green ones are on their way.",
        "standard-exchange",
    ),
    Good(SHOES, "ask_back", "Sorry, I don't follow. How do you mean?", "Sorry, how do you mean? I don't follow."),
    Good(
        SHOES,
        "demand_supervisor",
        "Is there somebody else I could talk to? This ought to be simple.",
        "Could I talk to somebody else? This ought to be simple.",
    ),
    Good(SHOES, "threaten", "At this rate I'll buy them somewhere else.", "I'll buy them somewhere else at this rate."),
    Good(
        SHOES,
        "leave",
        "Well, it's half of what I asked for. Thanks for trying.",
        "Thanks for trying. It's half of what I asked for.",
        "partial",
    ),
    Good(
        PHONE,
        "vent",
        "I'm quite calm, thank you. I'm just new to this.",
        "Thank you, I am quite calm. I'm just new to all this.",
    ),
    Good(
        PHONE,
        "vent",
        "There's nothing the matter with my nerves. It's the phone I don't know.",
        "Nothing is the matter with my nerves. It's the phone that I don't know.",
    ),
    Good(
        PHONE,
        "answer",
        "I've touched the little wheel, I think. Something has opened, but I can't make it out.",
        "I think I've touched the little wheel. Something opened, but I can't make it out.",
    ),
    Good(PHONE, "unknown", "I don't know, I'm afraid.", "I'm afraid I don't know."),
    Good(
        PHONE,
        "reveal",
        "Yes, it's come out. It's no bigger than my fingernail.",
        "Yes, it has come out. It's no bigger than a fingernail.",
        "piece-out",
    ),
    Good(PHONE, "correct_you", "It's my grandson, Leo.", "Leo is my grandson.", "leo-photos"),
    Good(PHONE, "ask", "Can one make the letters bigger?", "Can the letters be made bigger?", "read-it"),
    Good(
        PHONE,
        "ask",
        "What do I do with that card, if it doesn't fit?",
        "If that card doesn't fit, what do I do with it?",
        "fit-sim",
    ),
    Good(
        PHONE,
        "press",
        "It's Leo's photos I'm after. What do I do first?",
        "I'm after Leo's photos. What do I do first?",
        "photos",
    ),
    Good(
        PHONE,
        "repeat",
        "I was asking about the size of the writing.",
        "I did ask about the size of the writing.",
        "read-it",
    ),
    Good(
        PHONE,
        "react_offer",
        "A cap on it? Yes, please. Then I needn't think about it.",
        "Yes, please, a cap on it. Then I don't need to think about it.",
        "spending-cap",
        "accept",
    ),
    Good(
        PHONE,
        "react_offer",
        "Does that cost anything in itself?",
        "Does it cost anything in itself?",
        "spending-cap",
        "doubt",
    ),
    Good(PHONE, "confirm", "Yes, I think I've got it.", "Yes, I've got it, I think."),
    Good(
        PHONE,
        "ask_back",
        "Could you say that another way? I'm not sure what you mean.",
        "I'm not sure what you mean. Could you say it another way?",
    ),
    Good(
        SOLE,
        "vent",
        "My mood isn't the problem here. The promise is.",
        "The problem here isn't my mood. It's the promise.",
    ),
    Good(
        SOLE,
        "vent",
        "Don't tell me to calm down. Tell me what a promise counts for.",
        "You don't tell me to calm down. You tell me what a promise counts for.",
    ),
    Good(
        SOLE,
        "soften",
        "Yes. It's not even the money. It's being sent off like a beggar.",
        "Yes. It isn't even the money. It's that I was sent off like a beggar.",
    ),
    Good(SOLE, "answer", "On 2 April, so six weeks ago today.", "Six weeks ago today, on 2 April.", "bought-on"),
    Good(
        SOLE, "unknown", "I don't know. I know what I was promised.", "That I don't know. I know what I was promised."
    ),
    Good(
        SOLE,
        "reveal",
        "The sole of the left one is coming off at the front. Six weeks, and I can put a finger in.",
        "On the left one the sole is coming off at the front. Six weeks, and I can put a finger in it.",
        "sole-defect",
    ),
    Good(
        SOLE,
        "correct_you",
        "They are worn. I'm not pretending anything else.",
        "They're worn. I am not pretending anything else.",
        "worn",
    ),
    Good(SOLE, "ask", "And how do I get them before Saturday?", "How do I get them before Saturday, then?", "saturday"),
    Good(
        SOLE, "press", "You haven't said anything about the sole.", "You've said nothing about the sole.", "sole-answer"
    ),
    Good(SOLE, "repeat", "I asked you about the sole.", "It was the sole I asked you about.", "sole-answer"),
    Good(SOLE, "react_offer", "A new pair, yes. That's fair.", "Yes, a new pair. That's fair.", "new-pair", "accept"),
    Good(
        SOLE, "confirm", "It does. That's a fair way to do it.", "It does. That is a fair way of doing it.", "put-right"
    ),
    Good(
        SOLE,
        "demand_supervisor",
        "Then I'd like to talk to somebody who's allowed to decide.",
        "I'd like to talk to somebody who is allowed to decide, then.",
    ),
    Good(
        SOLE,
        "ultimatum",
        "One more answer like that and I'm off. So think about it.",
        "Think about it, then. One more answer like that and I'm off.",
    ),
    Good(
        SOLE,
        "notice",
        "This isn't getting anywhere. I've got other things to do today.",
        "We aren't getting anywhere with this. I have other things to do today.",
    ),
    Good(
        BILL,
        "press",
        "I'd still like to know when my 76 euros are back.",
        "I would still like to know when I get my 76 euros back.",
        "money-back",
    ),
    Good(
        BILL,
        "answer",
        "On 17 August, for the end of the month.",
        "For the end of the month, on 17 August.",
        "cancelled-on",
    ),
    Good(
        BILL,
        "correct_you",
        "I cancelled on 17 August. Don't tell me that I didn't.",
        "On 17 August I cancelled. Don't tell me I didn't.",
        "cancelled-on",
    ),
    Good(
        BILL,
        "react_offer",
        "I don't want another bill. That's the whole point of cancelling.",
        "I don't want another bill. That was the whole point of cancelling.",
        "next-bill",
        "refuse",
    ),
    Good(BILL, "unknown", "That I don't know. I only say what I know.", "I don't know that. I say only what I know."),
    Good(
        CELLO,
        "press",
        "Does the battery come on board or doesn't it? It's a simple question.",
        "It's a simple question. Does the battery come on board or doesn't it?",
        "battery",
    ),
    Good(
        CELLO, "ask", "And the cello? How does it travel with you?", "And how does the cello travel with you?", "cello"
    ),
    Good(CELLO, "correct_you", "No, Friday. 5 June, at 9:40.", "No, it's Friday. 5 June, 9:40.", "friday"),
)
"""For the guided style: the line in other words."""

FREE = (
    Good(
        SHOES,
        "vent",
        "Calm isn't the problem. Blue is the problem.",
        "I don't need calming down, I need shoes in the right colour.",
    ),
    Good(SHOES, "vent", "That doesn't get me any further.", "Well, that's not exactly an answer, is it?"),
    Good(SHOES, "vent", "So what happens now?", "OK, but what are you actually going to do about it?"),
    Good(SHOES, "vent", "That tells me nothing.", "You keep talking, but I'm still sitting here with blue shoes."),
    Good(
        SHOES,
        "press",
        "It's still the green pair I need.",
        "Look, all I want is the green pair I ordered.",
        "green-pair",
    ),
    Good(
        SHOES,
        "press",
        "Look, it's simple. I ordered green. Are you sending green or not?",
        "It's not complicated. Are you going to send me the green ones, yes or no?",
        "green-pair",
    ),
    Good(
        SHOES,
        "ask",
        "What do I do with the blue ones? I'd rather not pay to send them back.",
        "And the blue pair, what happens with that? I'm not paying the postage for your mix-up.",
        "no-cost-return",
    ),
    Good(
        SHOES,
        "repeat",
        "I did ask about the blue pair. Where does it go?",
        "You still haven't told me where the blue pair is supposed to go. Where does it go?",
        "no-cost-return",
    ),
    Good(
        SHOES,
        "react_offer",
        "A refund leaves me with no shoes at all.",
        "What good is a refund to me? Then I've got no shoes at all.",
        "refund",
        "refuse",
    ),
    Good(
        SHOES,
        "react_offer",
        "Express would be great. Yes, please.",
        "Express? Yes, please, that would be great.",
        "express-exchange",
        "accept",
    ),
    Good(
        SHOES,
        "ask_back",
        "Sorry, I don't follow. How do you mean?",
        "I don't quite get what you're asking me. How do you mean that?",
    ),
    Good(
        SHOES,
        "answer",
        "Green. It's in my first message.",
        "Green, just like I said in my first message.",
        "ordered-green",
    ),
    Good(SHOES, "unknown", "No idea, sorry.", "I honestly have no idea."),
    Good(
        SHOES,
        "reveal",
        "I haven't got a printer, but there's one at work.",
        "There's no printer here, but I could use the one at work.",
        "no-printer",
    ),
    Good(
        SHOES,
        "demand_supervisor",
        "Is there somebody else I could talk to? This ought to be simple.",
        "Can I talk to somebody else, please? This really shouldn't be so hard.",
    ),
    Good(
        SHOES,
        "threaten",
        "At this rate I'll buy them somewhere else.",
        "If this goes on I'll just buy them somewhere else.",
    ),
    Good(SHOES, "soften", "It is a bit annoying, yes. Thanks.", "Yes, it's annoying. But thanks for saying so."),
    Good(
        SHOES,
        "thank",
        "Lovely. That was quick, thank you.",
        "Oh, lovely, that was quick. Thank you!",
        "express-exchange",
    ),
    Good(SHOES, "confirm", "Yes, that works for me.", "Yes, that works.", "green-pair"),
    Good(
        PHONE,
        "vent",
        "I'm quite calm, thank you. I'm just new to this.",
        "Oh, I'm calm enough, my dear. It's just that all of this is new to me.",
    ),
    Good(
        PHONE, "ask", "Can one make the letters bigger?", "Is there any way of making those letters bigger?", "read-it"
    ),
    Good(
        PHONE,
        "repeat",
        "I was asking about the size of the writing.",
        "I'd asked about the writing, and how to make it bigger.",
        "read-it",
    ),
    Good(
        PHONE,
        "press",
        "It's Leo's photos I'm after. What do I do first?",
        "I only want to see Leo's photos. What should I do first?",
        "photos",
    ),
    Good(PHONE, "unknown", "I don't know, I'm afraid.", "I couldn't tell you, I'm afraid. I really don't know."),
    Good(
        PHONE,
        "ask_back",
        "Could you say that another way? I'm not sure what you mean.",
        "I'm afraid you've lost me. Could you say that in simpler words?",
    ),
    Good(
        PHONE,
        "react_offer",
        "Does that cost anything in itself?",
        "And would that cost me anything?",
        "spending-cap",
        "doubt",
    ),
    Good(PHONE, "confirm", "Yes, I think I've got it.", "I think I've got it now, yes."),
    Good(
        SOLE,
        "vent",
        "My mood isn't the problem here. The promise is.",
        "This isn't about my mood. It's about a promise that nobody wants to keep.",
    ),
    Good(
        SOLE,
        "press",
        "You haven't said anything about the sole.",
        "And what about the sole? You're just ignoring it.",
        "sole-answer",
    ),
    Good(
        SOLE,
        "reveal",
        "The sole's coming off the left one. After six weeks!",
        "The left sole is coming off, after only six weeks! That can't be right.",
        "sole-defect",
    ),
    Good(SOLE, "correct_you", "No, I have worn them. I said so.", "No, I did wear them, I told you that.", "worn"),
    Good(
        SOLE,
        "demand_supervisor",
        "Get me somebody who can decide. You clearly can't.",
        "You obviously can't decide anything. Get me somebody who can.",
    ),
    Good(
        SOLE,
        "ultimatum",
        "One more answer like that and I'm off. So think about it.",
        "Give me one more answer like that and I'm gone.",
    ),
    Good(
        SOLE, "react_offer", "A new pair, yes. That's fair.", "A new pair sounds fair to me, yes.", "new-pair", "accept"
    ),
    Good(SOLE, "vent", "I didn't come here for a chat.", "I'm not here to chat, I'm here to get something done."),
    Good(BILL, "press", "What about my 76 euros?", "So where are my 76 euros?", "money-back"),
    Good(
        BILL, "repeat", "I asked about my 76 euros.", "I asked you a simple question about my 76 euros.", "money-back"
    ),
    Good(BILL, "vent", "This is wasting my time.", "Honestly, you're wasting my time with this."),
    Good(
        BILL,
        "react_offer",
        "That was said before. What's different this time?",
        "I've heard that before. What makes it different this time?",
        "credit",
        "doubt",
    ),
    Good(
        CELLO,
        "press",
        "Does the battery come on board or doesn't it? It's a simple question.",
        "Can the battery come on board or not? It's not a trick question.",
        "battery",
    ),
    Good(
        CELLO,
        "ask",
        "And the cello? How does it travel with you?",
        "What about the cello, how would that travel?",
        "cello",
    ),
    Good(CELLO, "vent", "What am I supposed to do with that?", "And what exactly am I meant to do with that?"),
)
"""For the free style: an answer in the customer's own way, with nothing in it that is not theirs."""
