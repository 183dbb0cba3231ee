"""A flight simulator for customer conversations: practise, be understood, get feedback that quotes you."""

__version__ = "0.1.0"
