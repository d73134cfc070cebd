"""Probe: a page as the readers see it, told to people."""
