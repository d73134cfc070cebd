"""Bylines in any language as names; agencies and desks apart from people."""

from __future__ import annotations

import pytest

from newscrawl.normalise.names import in_order, is_agency, is_byline, looks_like_name, names_in, source_in, without_agencies


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Al Mayadeen English", ["Al Mayadeen English"]),
        ("By Samya Kullab and Vasilisa Stepanenko", ["Samya Kullab", "Vasilisa Stepanenko"]),
        (
            "Mamokete Modiba, Claire Benit-Gbaffou, Sarah Charlton and Tanya Zack",
            ["Mamokete Modiba", "Claire Benit-Gbaffou", "Sarah Charlton", "Tanya Zack"],
        ),
        ("Autor: Al Mayadeen Español", ["Al Mayadeen Español"]),
        ("Por Marta Cañete y Luis Pérez", ["Marta Cañete", "Luis Pérez"]),
        ("Von Anna Martel und Lea Wagner", ["Anna Martel", "Lea Wagner"]),
        ("Par Bertrand Bissuel et Anne Michel", ["Bertrand Bissuel", "Anne Michel"]),
        ("di Viviana Mazza", ["Viviana Mazza"]),
        ("بقلم: رشا رمزي", ["رشا رمزي"]),
        ("بقلم: سمير نخلة وعمر البراكة", ["سمير نخلة", "عمر البراكة"]),
        ("محمد علي وليد حسن", ["محمد علي وليد حسن"]),
        ("By 배윤경,이상현", ["배윤경", "이상현"]),
        ("Mathias Hagen / Journalist", ["Mathias Hagen"]),
        ("Jane Doe, Political Editor", ["Jane Doe"]),
        ("By JANE DOE FOR THE EXAMPLE", ["JANE DOE"]),
        ("Associated Press in Valencia", ["Associated Press"]),
        ("Jane Doe (@jane), jane@news.example", ["Jane Doe"]),
        ("Von dpa", ["dpa"]),
        ("Di Battista", ["Di Battista"]),  # a surname, no preposition
        ("Guardian staff reporter", ["Guardian staff reporter"]),  # a role is a name where there is no other
        ("记者：周小川", ["周小川"]),
        ("Edited by: John Roe", ["John Roe"]),
        ("박지훈 기자, 김철수 기자", ["박지훈", "김철수"]),
        ("山田太郎記者", ["山田太郎"]),
        ("本報記者", ["本報記者"]),  # "our reporter"
        ("Text: Jane Doe / Fotos: Iván Prats", ["Jane Doe"]),
        ("Fotos: Iván Prats", []),
        ("Escrito por Juana López", ["Juana López"]),
        ("Écrit par Jeanne Dupont", ["Jeanne Dupont"]),
        ("Propos recueillis par Jeanne Dupont", ["Jeanne Dupont"]),
        ("A cura di Giulia Rossi", ["Giulia Rossi"]),
        ("Ein Kommentar von Anna Müller", ["Anna Müller"]),
        ("Skrevet av Lars Holm", ["Lars Holm"]),
        ("Guest post by Jane Doe", ["Jane Doe"]),
        ("Opracowała: Anna Kowalska", ["Anna Kowalska"]),
        ("Toimittaja: Matti Virtanen", ["Matti Virtanen"]),
        ("Пише: Иван Петровић", ["Иван Петровић"]),
        ("Автор Иван Петров", ["Иван Петров"]),
        ("Автор статті: Іван Петренко", ["Іван Петренко"]),
        ("Γράφει ο Γιώργος Παπαδόπουλος", ["Γιώργος Παπαδόπουλος"]),
        ("ავტორი: გიორგი მაისურაძე", ["გიორგი მაისურაძე"]),
        ("Oleh Budi Santoso", ["Budi Santoso"]),
        ("โดย สมชาย ใจดี", ["สมชาย ใจดี"]),
        ("লেখক: রহিম উদ্দিন", ["রহিম উদ্দিন"]),
        ("تحریر: احمد علی", ["احمد علی"]),
        ("記者王小明／台北報導", ["王小明"]),
        ("文／王小明", ["王小明"]),
        ("글 김철수", ["김철수"]),
        ("de Ion Popescu", ["Ion Popescu"]),
        ("De Gaulle", ["De Gaulle"]),
        ("de Jong", ["de Jong"]),
        ("By Jane Doe, CNN", ["Jane Doe"]),
        ("By JANE DOE and JOE ROE", ["JANE DOE", "JOE ROE"]),
        ("By Jane Doe Senior Political Correspondent", ["Jane Doe"]),
        ("By ROBERT ROE AP National Security Writer", ["ROBERT ROE"]),
        ("Reporting by Jane Doe; Editing by Joe Roe", ["Jane Doe"]),
        ("Jane Doe; traducción de Juana López", ["Jane Doe"]),
        ("d.kuckelkorn@news.example", []),
        ("https://news.example/authors/jane-doe", []),
        ("22 Sep 2022 11:03", []),
    ],
)
def test_a_byline_reads_as_its_names(byline, names):
    assert names_in(byline) == names


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Source: Agencies", "Agencies"),
        ("Fuente: Al Mayadeen Español", "Al Mayadeen Español"),
        ("المصدر: وكالات", "وكالات"),
        ("Quelle: dpa", "dpa"),
        ("Sources say so", None),
    ],
)
def test_a_source_line_names_its_source(line, source):
    assert source_in(line) == source


@pytest.mark.parametrize(
    "name", ["AFP", "dpa/afp", "Associated Press", "Agencies", "وكالات", "رويترز", "新华社", "Deutsche Presse-Agentur"]
)
def test_agencies_are_known(name):
    assert is_agency(name)


def test_agencies_stand_apart_unless_they_are_the_whole_byline():
    assert without_agencies(["Jane Doe", "AFP", "dpa"]) == (["Jane Doe"], "AFP, dpa")
    assert without_agencies(["AFP"]) == (["AFP"], None)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("By Jane Doe", True),
        ("بقلم رشا رمزي", True),
        ("Autor: Jane", True),
        ("Bygone days", False),
        ("Author of books", False),
        ("김철수 기자", True),
        ("Opinion by Jane Doe", True),
        ("Autor Jan Kowalski", True),
    ],
)
def test_a_byline_says_so_by_its_first_words(line, wanted):
    assert is_byline(line) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Jane van der Meer", True),
        ("STEVE PEOPLES", True),
        ("Publié le", False),
        ("Middle of a sentence", False),
        ("渡辺洋介", True),
        ("Jane", False),
        ("Room 42", False),
    ],
)
def test_names_are_spelt_as_names(text, wanted):
    assert looks_like_name(text) is wanted


def test_a_library_s_order_is_turned():
    assert in_order("Lenharo, Mariana") == "Mariana Lenharo"
