"""Whether a case keeps its promises: what can be seen in its file, and what comes out when thousands play it."""
