"""Reading: a page as bytes in, an article out. Nothing here touches network, clock or store."""

from newscrawl.reading.article import read_article
from newscrawl.reading.encoding import encoding_of

__all__ = ["encoding_of", "read_article"]
