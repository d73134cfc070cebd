"""newscrawl turns any news site into a dataset that a researcher can cite."""

__version__ = "0.1.0"
