MISSED: dict[str, str] = {}
MISTAKEN: dict[str, str] = {}
