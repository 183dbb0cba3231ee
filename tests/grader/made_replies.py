"""The replies to fixture A1 of the domain guide, as a good reader reads them."""

from made_readings import found, read, says

FACTS = says(
    "You changed your address in the app on 3 March and we still posted the card to your old flat.",
    found("restate", facts=["date", "old-flat"]),
)
OURS = says("That is our mistake,", found("take_ownership"))
WORRY = says("and a card in a stranger's hands is worrying.", found("acknowledge", facts=["stranger"]))
BLOCKING = says(
    "I'm blocking it now.",
    found("commit_next_step", action="block", stage="doing", requests=["safe"], parts="who what when"),
)
BLOCKED = says(
    "I've blocked the card.",
    found("answer", action="block", stage="done", requests=["safe"], parts="who what"),
)
NEED = says("What do you need the card for in the next days?", found("open_question", facts=["trip"]))
SYMPATHY = says("I understand your frustration", found("acknowledge", 0.3), found("boilerplate", 0.3))
INCONVENIENCE = says("and apologise for any inconvenience caused.", found("apologise", 0.3), found("boilerplate", 0.3))
PRIORITY = says("Your satisfaction is our priority.", found("boilerplate", 0.3))
CALM_DOWN = says("Calm down.", "calm_down")
YOUR_FAULT = says("The system works,", "argue")
FORGOT = says("you must have forgotten to press save.", "blame_customer")

GOOD = read(FACTS, OURS, WORRY, BLOCKING, NEED, acknowledgement_words=9, relational=0.3, questions=1)
SHORT = read(FACTS, says("Our error.", found("take_ownership", 0.6)), BLOCKED, NEED, relational=0.1, questions=1)
BOIL = read(SYMPATHY, INCONVENIENCE, PRIORITY, relational=1.0)
BAD = read(CALM_DOWN, YOUR_FAULT, FORGOT)
