"""Newsite: looks round a site that has no profile, and writes one. Only ``survey``, with its ``asker``, touches the network; the rest is pure."""
