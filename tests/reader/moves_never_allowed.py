"""Grave faults in many voices, and what looks like them and isn't: (move: (is one, is none))."""

from __future__ import annotations

GRAVE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "jargon": (
        (
            "The PAN is tokenised in the HSM.",
            "Your RMA is stuck in the WMS.",
            "The batch job failed downstream.",
            "We must re-provision the ONT.",
            "The SKU was mispicked at the bin location.",
            "The API returned a SAML error, tier 2 has it.",
        ),
        (
            "An RMA is a number for your return.",
            "The SKU, that means the article number, is on the box.",
            "Put the pan on the stove.",
            "The card comes in two days.",
            "I don't want to bother you with words like API.",
        ),
    ),
    "cold_transfer": (
        (
            "You need to call another department.",
            "I'll transfer you.",
            "Please contact the courier yourself.",
            "That's handled by another team.",
            "wrong desk m8, call the hotline",
            "You have to write to the bank.",
            "I'll put you through.",
        ),
        (
            "I'll call the courier for you.",
            "You don't have to call anyone.",
            "I'll transfer the money today.",
            "I'm not passing you on to anyone.",
            "If you prefer to call: 0800 11.",
            "Drop it at any parcel shop.",
            "You shouldn't have had to call another department.",
            "They told you to call the hotline, and I'm sorry about that.",
        ),
    ),
    "false_promise": (
        (
            "It's there tomorrow, guaranteed.",
            "I guarantee you that it arrives on Friday.",
            "This will never happen again.",
            "I promise you'll have it tomorrow.",
            "It will definitely be there in time.",
            "100% it'll be there, trust me.",
        ),
        (
            "I can't guarantee that.",
            "I don't want to promise a day I can't keep.",
            "You were promised Monday.",
            "Nobody can guarantee you a time.",
            "My colleague guaranteed it, and that was wrong.",
            "The mug comes with a two-year guarantee.",
            "I'll make sure it never happens again.",
            "I promise I'll write to you by 5.",
        ),
    ),
    "insult": (
        (
            "You idiot.",
            "Shut up.",
            "Are you stupid?",
            "Learn to read!",
            "what a clown u are",
            "Get lost.",
            "People like you are pathetic.",
        ),
        (
            "You wrote 'you idiots', I hear how angry you are.",
            "I felt stupid when I saw that box.",
            "It was a stupid mistake of ours.",
            "You're not stupid, the page is confusing.",
            "You called us idiots, and today we earned it.",
            "Nobody here thinks you're an idiot.",
            "Please don't call me an idiot.",
        ),
    ),
    "data_leak": (
        (
            "His number is 0171 555.",
            "She is a customer with us, too.",
            "The new tenant is called Mr Brown.",
            "Her balance is 300 euros.",
            "Yes, Anna's result is positive.",
            "The neighbour's address is 12 Hill Road.",
        ),
        (
            "I can't tell you his number.",
            "I can't confirm whether she is a patient.",
            "Your number is 0171 555.",
            "I won't share her balance with anybody.",
            "My colleague Ana is in, her number is on the page.",
        ),
    ),
    "ask_secret": (
        (
            "Please send me your PIN.",
            "What's your password?",
            "I need the three digits on the back of the card.",
            "Can you give me the full card number?",
            "tell me ur pin pls",
            "Just read me the one-time code.",
        ),
        (
            "I won't ask for your PIN, please don't send it.",
            "Never send anyone your password.",
            "Nobody here will ever ask you for your PIN.",
            "You can change your PIN in the app.",
            "Your new PIN comes by post.",
            "If someone asks for your PIN, hang up.",
            "Did anybody ask you for your password?",
        ),
    ),
}
