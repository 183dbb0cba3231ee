"""How far the grades agree with people's: said in every report, from this one place."""

AGREEMENT = "How far these grades agree with people's has not been measured yet."
