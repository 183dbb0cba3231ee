"""`python -m roleplay` is the command `roleplay`, for where the command is not on the path."""

from roleplay.cli import main

if __name__ == "__main__":
    main()
