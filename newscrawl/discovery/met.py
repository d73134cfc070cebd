"""What a run has met: links that were judged on earlier pages of the site need no second look."""

from __future__ import annotations

from newscrawl.discovery.anchors import address, origin_of
from newscrawl.reading.page import Page

LOOKS = 3  # a link that was no article on so many pages is none: one may print a picture of it, the next its headline
MOST = 50_000  # links that are kept in mind; then all are judged anew


class Met:
    """The links that one run has judged, and the forms of address that headlines have on its listings. Its size is bounded."""

    def __init__(self) -> None:
        self._looks: dict[str, int] = {}
        self.forms: set[str] = set()

    def settled(self, page: Page, href: str) -> bool:
        """Whether a link, as it is printed on that page, is known to be an article, or known to be none."""
        return self._looks.get(_name(page, href), 0) >= LOOKS

    def note(self, page: Page, href: str, is_article: bool) -> None:
        if len(self._looks) >= MOST:
            self._looks.clear()
            self.forms.clear()
        name = _name(page, href)
        self._looks[name] = LOOKS if is_article else self._looks.get(name, 0) + 1


def _name(page: Page, href: str) -> str:
    """What names a link on all pages of a site, without work where it is printed with its host or from the root."""
    if href.startswith(("https://", "http://")):
        return href
    return origin_of(page.base) + href if href.startswith("/") else address(page, href) or href
