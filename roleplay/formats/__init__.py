"""The files people write and keep, one module per format: from bytes to values, or to problems told in plain words."""
