"""Training the reader: run by `make train`, never by the program."""
