"""Editions: the three sites of the outlet, their menus, and what they call things."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Beirut")
PAGE_SIZE = 20


class Paging(StrEnum):
    """How a listing goes on."""

    NEXT = "next"  # ?page=2, rel=next
    NUMBERS = "numbers"  # ?page=2, plain numbers
    MORE_HTML = "more-html"  # a button whose address gives a piece of HTML
    MORE_ITEMS = "more-items"  # a button whose address gives JSON
    SCRIPT = "script"  # nothing without JavaScript


@dataclass(slots=True, frozen=True)
class Section:
    """A section of the menu or of the region bar."""

    label: str
    path: str
    paging: Paging = Paging.NEXT
    weight: int = 0  # articles of about a hundred
    kind: str = "article"
    style: str = "news"  # which prose it has
    topics: str = ""  # which topics; all where empty
    parent: str = ""


@dataclass(slots=True, frozen=True)
class Edition:
    """One language's site."""

    code: str
    prefix: str
    language: str
    name: str
    net: str
    daily: float  # articles a day of late
    sections: tuple[Section, ...]
    by: str
    source: str
    agencies: str
    shares: str
    minutes: str
    read_more: str
    related: str
    breaking: str
    most_read: str
    coverage: str
    read_next: str
    everything: str
    more: str
    months: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    footer: tuple[tuple[str, str], ...]
    rights: str
    missing: str
    regions: tuple[Section, ...] = ()
    coverages: tuple[str, ...] = ()
    direction: str = "ltr"
    numbered: bool = False  # the id stands in the address
    topics: tuple[str, ...] = field(default=())


def _news(label: str, slug: str, weight: int, paging: Paging, topics: str) -> Section:
    return Section(label, f"/news/{slug}", paging, weight, topics=topics, parent="News")


def _articles(label: str, slug: str, weight: int, paging: Paging, kind: str, style: str) -> Section:
    return Section(label, f"/articles/{slug}", paging, weight, kind, style, parent="Articles")


def _videos(label: str, slug: str, weight: int, paging: Paging) -> Section:
    return Section(label, f"/videos/{slug}", paging, weight, "video", "video", parent="Videos")


NEXT, NUMBERS, MORE_HTML, MORE_ITEMS, SCRIPT = Paging

ENGLISH = Edition(
    code="en", prefix="", language="en", name="Al Mina English", net="Al Mina Net", daily=6.0,
    sections=(
        _news("Politics", "politics", 30, MORE_HTML, "politics"),
        _news("Economy", "economics", 10, NEXT, "economics"),
        _news("Sports", "sports", 8, MORE_ITEMS, "sports"),
        _news("Arts&Culture", "arts-culture", 6, NUMBERS, "culture"),
        _news("Health", "health", 6, NEXT, "health"),
        _news("Miscellaneous", "miscellaneous", 6, NUMBERS, "misc"),
        _news("Technology", "technology", 7, MORE_HTML, "technology"),
        _news("Environment", "environment", 6, NEXT, "environment"),
        _articles("Opinion", "opinion", 6, MORE_ITEMS, "opinion", "opinion"),
        _articles("Analysis", "analysis", 5, NUMBERS, "article", "news"),
        _articles("Blog", "blog", 3, NEXT, "opinion", "opinion"),
        _articles("Features", "features", 3, NUMBERS, "article", "features"),
        _videos("NewsFeed", "newsfeed", 6, MORE_HTML),
        _videos("Video Features", "features", 2, NUMBERS),
        _videos("Explainers", "explainers", 2, NEXT),
        _videos("TV", "tv", 2, NUMBERS),
        _videos("Digital Series", "digital-series", 3, SCRIPT),
        Section("Infographs", "/infographs", NEXT, 2, "infographic", "infographic"),
        Section("In Pictures", "/in-pictures", MORE_ITEMS, 3, "gallery", "gallery"),
        Section("LIVE", "/live", NUMBERS, 2, "live", "live", "politics"),
    ),
    regions=(
        Section("Africa", "/regions/africa", MORE_HTML),
        Section("Asia", "/regions/asia", NEXT),
        Section("Asia-Pacific", "/regions/asia-pacific", NUMBERS),
        Section("Europe", "/regions/europe", MORE_ITEMS),
        Section("Latin America", "/regions/latin-america", NEXT),
        Section("MENA", "/regions/mena", MORE_HTML),
        Section("Palestine", "/regions/palestine", NUMBERS),
        Section("US & Canada", "/regions/us-canada", NEXT),
    ),
    topics=("politics", "economics", "sports", "culture", "health", "misc", "technology", "environment"),
    by="By", source="Source:", agencies="Agencies", shares="Shares", minutes="{} Min Read", read_more="Read more:", related="Related News",
    breaking="BREAKING", most_read="Most Read", coverage="Coverage", read_next="Read Next", everything="All", more="Load more",
    months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    links=(("Ar", "/ar/"), ("Es", "/es/")), coverages=("In Five", "Harvest Season", "Cities by the Sea"),
    footer=(("Privacy Policy", "/privacy-policy"), ("About Us", "/about"), ("Contact Us", "/contact"), ("Authors", "/authors")),
    rights="All Rights Reserved", missing="Sorry, the page you are looking for is not available.",
)  # fmt: skip

ARABIC = Edition(
    code="ar", prefix="/ar", language="ar", name="الميناء نت", net="شبكة الميناء", daily=0.45, direction="rtl",
    sections=(
        Section("سياسة", "/ar/news/politics", MORE_HTML, 40, topics="politics", parent="أخبار"),
        Section("اقتصاد", "/ar/news/economic", NEXT, 25, topics="economics", parent="أخبار"),
        Section("ثقافة", "/ar/news/culture", NUMBERS, 20, topics="culture", parent="أخبار"),
        Section("رأي", "/ar/articles", NEXT, 15, "opinion", "opinion"),
    ),
    topics=("politics", "economics", "culture"),
    by="الكاتب:", source="المصدر:", agencies="وكالات", shares="مشاركة", minutes="{} دقيقة قراءة", read_more="اقرأ أيضاً:", related="أخبار ذات صلة",
    breaking="عاجل", most_read="الأكثر قراءة", coverage="ملفات", read_next="اخترنا لكم", everything="الكل", more="تصفح المزيد",
    months=(
        "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
    ),
    links=(("En", "/"), ("Es", "/es/")),
    footer=(("سياسة الخصوصية", "/ar/privacy-policy"), ("من نحن", "/ar/about"), ("الكتّاب", "/ar/authors")),
    rights="جميع الحقوق محفوظة", missing="عذراً، الصفحة غير متوفرة.",
)  # fmt: skip

SPANISH = Edition(
    code="es", prefix="/es", language="es", name="Al Mina Español", net="Al Mina Net", daily=0.45, numbered=True,
    sections=(
        Section("Política", "/es/noticias/politica", NEXT, 40, topics="politica", parent="Noticias"),
        Section("Cultura y Arte", "/es/noticias/cultura", NUMBERS, 25, topics="cultura", parent="Noticias"),
        Section("Deportes", "/es/noticias/deportes", MORE_ITEMS, 15, topics="deportes", parent="Noticias"),
        Section("Salud", "/es/noticias/salud", MORE_HTML, 10, topics="salud", parent="Noticias"),
        Section("Opinión", "/es/articles", NEXT, 10, "opinion", "opinion"),
    ),
    topics=("politica", "cultura", "deportes", "salud"),
    by="Autor:", source="Fuente:", agencies="Agencias", shares="Compartidos", minutes="", read_more="Lea también:",
    related="Noticias relacionadas",
    breaking="ÚLTIMA HORA", most_read="Más leídas", coverage="Coberturas", read_next="Siga leyendo", everything="Todas", more="Ver más",
    months=("Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio", "Julio", "Agosto", "Septiembre", "Octubre", "Noviembre", "Diciembre"),
    links=(("Ar", "/ar/"), ("En", "/")),
    footer=(("Política de privacidad", "/es/privacidad"), ("Quiénes somos", "/es/quienes-somos"), ("Escritores", "/es/authors")),
    rights="Todos los derechos reservados", missing="La página que busca no está disponible.",
)  # fmt: skip

EDITIONS = (ENGLISH, ARABIC, SPANISH)
