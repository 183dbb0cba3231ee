"""The nouns of the trade: frozen values that every stage shares, with no input or output."""
