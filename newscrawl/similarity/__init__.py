"""Similarity: near-duplicates across sites and scripts. Pure: no clock, no store, no dependency.

A text's units (:mod:`.units`) are its signature; a store finds those that may be like it by its ``bands``, narrows them with
``likely``, settles it with ``resembles``, takes the ``original`` and keeps the ``fresh`` bands. Broder's resemblance and containment (On the resemblance and containment of
documents, 1997) say which texts are worth comparing; what is kept is enough to compare them exactly.
"""

from newscrawl.similarity.candidates import fresh, likely, original
from newscrawl.similarity.resemblance import NEAR, resembles
from newscrawl.similarity.signature import MINIMUM, Signature, bands, signature

__all__ = ["MINIMUM", "NEAR", "Signature", "bands", "fresh", "likely", "original", "resembles", "signature"]
