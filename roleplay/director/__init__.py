"""State and Reading in, State and Directive out: the customer's mind, pure."""
