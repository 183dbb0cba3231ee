"""Measurements of the reader."""
