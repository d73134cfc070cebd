"""Names: a byline in any major language as people, agencies and desks."""

from __future__ import annotations

import re
from functools import lru_cache

from newscrawl.normalise.alternatives import by_letter
from newscrawl.normalise.text import clean, compact, lowered, unique

# What stands before a name: words that need no colon, and labels that do.
BY = "by|von|por|par|di|door|av|af|words by|written by|reported by|story by|edited by|posted by|published by|compiled by|autorin/autor|מאת|بقلم|كتب|كتبت|كتبها|نوشته"
LABELS = (
    "author|authors|writer|reporter|byline|autor|autora|autores|autoren|autorin|verfasser|auteur|autore|autori|auteurs|redactor|periodista|forfatter|journalist|"
    "skrevet av|tekst|text|texto|texte|testo|автор|авторы|текст|автори|yazar|yazan|haber|muhabir|penulis|oleh|tác giả|người đăng|szerző|írta|γράφει ο|γράφει η|כתב|著者|文|記者|作者|记者|撰文|글|기자|"
    "الكاتب|الكاتبة|المؤلف|كاتب|تحرير|إعداد|اعداد|مراسل|نویسنده|लेखक"
)
SOURCES = (
    "source|sources|fuente|fuentes|quelle|quellen|fonte|fonti|bron|källa|kilde|źródło|zdroj|forrás|sursa|izvor|kaynak|источник|джерело|πηγή|sumber|"
    "المصدر|مصدر|المصادر|منبع|מקור|स्रोत|出典|来源|來源|出處|출처"
)
AGENCIES = """
afp|agence france-presse|agence france presse|ap|associated press|the associated press|reuters|thomson reuters|dpa|dpa-afx|deutsche presse-agentur|
deutsche presse agentur|sid|sport-informations-dienst|apa|austria presse agentur|sda|keystone-sda|ats|efe|agencia efe|europa press|ansa|adnkronos|agi|lusa|belga|anp|
tt|ntb|ritzau|stt|ctk|čtk|tasr|sita|pap|mti|agerpres|bta|tass|tacc|тасс|interfax|интерфакс|ria novosti|риа новости|sputnik|ukrinform|укрінформ|unian|уніан|
xinhua|新华社|新華社|china news service|kyodo|共同通信|jiji|時事通信|jiji press|yonhap|연합뉴스|kcna|cna|pti|press trust of india|ani|ians|uni|app|bernama|antara|
vna|aap|pa|pa media|press association|pa news agency|canadian press|the canadian press|upi|united press international|bloomberg|bloomberg news|dow jones|
anadolu agency|anadolu ajansı|aa|iha|dha|irna|fars|tasnim|isna|mehr|wafa|وفا|sana|سانا|nna|petra|بترا|kuna|كونا|wam|وام|spa|واس|mena|qna|قنا|ina|واع|
maan|notimex|telam|télam|agencia brasil|agência brasil|prensa latina|colprensa|agencies|news agencies|agency|agencias|agentur|agenturen|agences|agenzie|agências|
agentschappen|агентства|وكالات|الوكالات|وكالة|خبرگزاری|ajanslar|apa/dpa|afp/ap|dpa/afp|reuters/afp|ap/reuters|epd|kna|imago|getty images|
الأناضول|رويترز|أ ف ب|فرانس برس|أسوشيتد برس|شينخوا|سبوتنيك
"""  # fmt: skip
# Words that only the name of a newsroom has.
DESKS = (
    r"staff|newsroom|news desk|desk|editors?|editorial|editorial board|team|redaktion|redaktionsteam|redacción|redaccion|redazione|rédaction|redação|redactie|redaktionen|"
    r"redakcja|redakce|redakció|редакция|редакція|haber merkezi|newspaper|bureau|correspondents?|reporters|online|news|net|agency|media|press|tv|desk|network|"
    r"هيئة التحرير|التحرير|فريق|شبكة|編集部|取材班|编辑部|뉴스팀|편집부"
)
ROLES = (
    r"journalist|journalista|reporter|correspondent|editor|editor-in-chief|columnist|producer|writer|author|contributor|photographer|freelance\w*|analyst|fellow|professor|"
    r"redakteur|redakteurin|reporterin|korrespondent|korrespondentin|chefredakteur\w*|volontär\w*|autor|autorin|kolumnist\w*|periodista|corresponsal|columnista|"
    r"journaliste|rédacteur|rédactrice|giornalista|corrispondente|inviat[oa]|jornalista|muhabir|reportér|redaktor|korespondent|журналист|корреспондент|обозреватель|"
    r"記者|기자|كاتب|كاتبة|صحفي|صحافي|صحفية|مراسل|محرر"
)

_AGENCIES = frozenset(compact(name) for name in AGENCIES.replace("\n", "").split("|") if name)
# Accounts that systems come with, which sign for whoever publishes.
_ACCOUNTS = frozenset(
    "admin administrator administrador administrateur webmaster webadmin siteadmin superadmin superuser wpadmin root".split()
)
_AND = "and|und|y|e|et|en|og|och|ve|i|a|и|та|و|und mit|with|mit|con|com|avec"
# These two are asked of a text in lower case (lowered).
_LEAD = re.compile(rf"(?:(?:{by_letter(BY)})\s*[:：]?\s+|(?:{by_letter(LABELS)})\s*[:：]\s*)+")
_SOURCE = re.compile(rf"(?:{by_letter(SOURCES)})\s*[:：]\s*")
_SPLIT = re.compile(rf"\s*[,;|•·、，；\n]\s*|\s+/\s+|\s*&\s*|\s+(?:{_AND})\s+|،\s*")
# "And" in Arabic is part of the word behind it; some names begin with the same letter.
_ARABIC_AND = re.compile(
    r"([ء-ي]+\s+[ء-ي]+)\s+و(?!ليد|سام|ائل|فاء|جيه|ديع|سيم|حيد|صفي|هبة|داد|ئام|ضاح|جدي|هيب|اصف)(?=[ء-ي]{2,}\s+[ء-ي]{2,})"
)
_COLON = re.compile("[:：]")
_STOP = re.compile(r"(?<=[^\W\d_]{3})\.\s+(?=[^\W\d_])")
_EMPLOYER = re.compile(r"\s+(?:the\s+)?(?:associated press|reuters|afp|dpa|bloomberg news)$", re.IGNORECASE)
_NOISE = re.compile(r"\S+@\S+\.\w+|https?://\S+|www\.\S+|[(\[][^()\[\]]*[)\]]|^@\S+$")
_TAIL = re.compile(r"\s+(?:for|For|FOR|für|para|pour|in|aus|à|en|from)\s+(?:the\s+)?[^\W\d_a-zà-ÿ].*$")
_ROLE = re.compile(rf"(?:^|.*\s)(?:{ROLES})(?:\s.*|$)", re.IGNORECASE)
_DESK = re.compile(rf"(?:^|.*[\s-])(?:{DESKS})(?:[\s-].*|$)", re.IGNORECASE)
# Who took the pictures, in a byline that names the writer, too: "Text: Jane Doe / Fotos: Joe Roe".
_PICTURES = re.compile(
    r"(?:^|[\s,;/|(–-]+)(?:fotos?|photos?|photographs|photography|bilder|kuvat?|zdjęcia|фото|снимки|видео|video|illustrations?)\s*(?:[:：]|\bby\b|\bvon\b)[^,;/|]*?(?=[,;/|]|\s+text\w*\s*:|$)",
    re.IGNORECASE,
)
# What newsrooms of East Asia write behind each name.
_BEHIND = re.compile(r"(?<=[^\W\d_]{2})(?<!本[報报社紙刊])\s*(?:記者|记者|기자|특파원)$")
_DATED = re.compile(r"\d{1,2}[:.]\d\d|\d{4}|\d+\s*(?:min|%)")
_SLUG = re.compile(r"[a-z]{2,}(?:[-_][a-z0-9]{2,})+|[a-z]{2,4}")  # of an address; initials
# Words in lower case that stand inside names.
_PARTICLES = frozenset(
    "de da do dos das del della di du des la le el al bin ibn ben van von der den ter ten und y e zu zur af av st".split()
)


def is_agency(name: str) -> bool:
    """Whether a name is that of a news agency, or says "agencies" in some language."""
    return compact(name) in _AGENCIES


def source_in(line: str) -> str | None:
    """What a line like ``Source: Agencies`` names, None where it is no such line."""
    if ":" not in line and "：" not in line:
        return None
    line = clean(line)
    match = _SOURCE.match(lowered(line))
    return line[match.end() :] or None if match else None


def is_account(name: str) -> bool:
    """Whether a name is that of an account that systems come with."""
    return compact(name) in _ACCOUNTS


def is_byline(line: str) -> bool:
    """Whether a line of visible text, on one line already, says by its first words that it names an author."""
    return _LEAD.match(lowered(line)) is not None


def looks_like_name(text: str) -> bool:
    """Whether a piece of visible text is spelt as a name is: two to five words with capitals, or one or more in a script without."""
    words = text.split()
    if (
        not 3 <= len(text) <= 50
        or len(words) > 5
        or any(c.isdigit() for c in text)
        or any(c in text for c in '.!?:;,/«»"“”()')
        and "." not in text
    ):
        return False
    if not any(c.isupper() for c in text):
        return not any(c.islower() for c in text)
    return (
        len(words) > 1
        and words[-1][0].isupper()
        and all(word[0].isupper() or word.lower() in _PARTICLES or not word[0].isalpha() for word in words)
    )


def names_in(byline: str) -> list[str]:
    """The names in a byline, without "By", roles, places, addresses and doubles, in their order.

    A role alone ("Staff reporter") is a name only where there is no other.
    """
    return list(_names(byline))


@lru_cache(2048)
def _names(byline: str) -> tuple[str, ...]:
    text = _without_lead(clean(byline))
    if is_agency(text):
        return (text,)
    parts = [name for part in _SPLIT.split(_apart(_STOP.sub(", ", _NOISE.sub(" ", _PICTURES.sub("", text))))) if (name := _name(part))]
    return tuple(unique([part for part in parts if not _ROLE.fullmatch(part)] or parts[:1]))


def _apart(text: str) -> str:
    """The names of an Arabic byline with commas between them."""
    return _ARABIC_AND.sub(r"\1, ", text) if " و" in text else text


def _without_lead(text: str) -> str:
    """Without "By"; a single word behind it is the rest of a surname (Di Battista), except behind a colon."""
    match = _LEAD.match(lowered(text))
    if match and is_agency(text[match.end() :]):
        return text[match.end() :]
    if not match or (not _COLON.search(match.group()) and match.group().lower().strip() != "by" and " " not in text[match.end() :].strip()):
        return text
    return text[match.end() :]


def _name(part: str) -> str:
    """The name in one part of a byline, empty where it is none."""
    name = _BEHIND.sub("", _EMPLOYER.sub("", _TAIL.sub("", _without_lead(clean(part))))).strip(" .,:;-–—|/／*•\"'“”")
    if not 1 < len(name) <= 60 or len(name.split()) > 7 or _DATED.search(name) or _SLUG.fullmatch(name):
        return ""
    return name if any(c.isalpha() for c in name) else ""


def in_order(name: str) -> str:
    """A library's "Last, First" as "First Last"."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() and "," not in first else name


def without_agencies(names: list[str]) -> tuple[list[str], str | None]:
    """People and desks on one side, the agencies on the other; where there are only agencies, they are the authors."""
    agencies = [name for name in names if is_agency(name)]
    others = [
        name for name in names if not is_agency(name) and not (agencies and name.istitle() and " " not in name)
    ]  # "Reuters, Washington"
    if not others:
        return agencies or names, None
    return others, ", ".join(agencies) or None
