"""The pieces that several screens share."""
