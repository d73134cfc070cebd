from __future__ import annotations

from pathlib import Path

import pytest

from newscrawl import site as sites
from newscrawl.site import SiteError


@pytest.mark.parametrize("name", sites.names())
def test_every_profile_is_valid(name: str) -> None:
    assert sites.load(name).name == name


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "home"),
        ('home = "https://n.example/"\nhom = 1', r"unknown key 'hom'; did you mean 'home'\?"),
        ("home = 3", "home must be str, not 3"),
        ('home = "https://n.example/"\n[politeness]\ndelay = "1"', "politeness.delay must be float, not '1'"),
        ('home = "https://n.example/"\n[politeness]\nspeed = 1', "unknown key 'politeness.speed'; known keys: concurrency, delay"),
        ('home = "https://n.example/"\nsections = "news"', "sections must be list, not 'news'"),
        ('home = "https://n.example/"\n[[sections]]\nlabel = "News"', "missing 1 required positional argument: 'url'"),
        ('home = "https://n.example/"\n[[sections]]\nlabel = "News"\nurl = "/n"\nkind = "film"', "kind 'film' is none of article"),
        (
            'home = "https://n.example/"\n[[sections]]\nlabel = "News"\nurl = "/n"\nrender = "maybe"',
            "render 'maybe' is none of true, false, \"auto\"",
        ),
        ('home = "https://n.example/"\n[[sections]]\nlabel = "News"\nurl = "/n"\nrender = 1', "sections.render must be str, not 1"),
        ('home = "https://n.example/"\n[expect]\nsections = "many"', "expect.sections must be int, not 'many'"),
        ('home = "https://n.example/"\n[expect.fields]\ntitel = 1.0', "expect.fields: no field 'titel'; did you mean 'title'"),
        ('home = "https://n.example/"\n[expect.fields]\ntitle = 90', "expect.fields.title must be a share from 0 to 1, not 90"),
        ("home = ", "Invalid value"),
    ],
)
def test_a_slip_in_a_profile_is_named_with_its_file(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "n.toml"
    path.write_text(text)
    with pytest.raises(SiteError, match=says) as caught:
        sites.read(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "", "x\n", "x" * 300])
def test_a_name_is_never_a_path(name: str) -> None:
    with pytest.raises(SiteError, match="no site"):
        sites.load(name)


def test_a_profile_outside_of_the_package_is_named_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "town-news.toml"
    path.write_text('home = "https://n.example/"\n[expect]\nsections = 4\narticles_per_day = 12\nfields = { title = 1, body = 0.9 }')
    site = sites.load(str(path))
    assert (site.name, site.home) == ("town-news", "https://n.example/")
    assert (site.expect.sections, site.expect.articles_per_day, site.expect.fields) == (4, 12.0, {"title": 1.0, "body": 0.9})
    with pytest.raises(SiteError, match=r"other\.toml cannot be read: No such file"):
        sites.load(str(tmp_path / "other.toml"))


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://english.almayadeen.net/news/politics/a", "english-almayadeen"),
        ("http://www.english.almayadeen.net/", "english-almayadeen"),
        ("https://espanol.almayadeen.net/a", "espanol-almayadeen"),
        ("http://127.0.0.1:8008/news/politics/a", "replica"),
        ("http://127.0.0.1:8009/news/politics/a", None),
        ("https://almayadeen.net/a", "arabic-almayadeen"),  # its front page is on www.
    ],
)
def test_a_profile_is_found_by_the_host_of_its_front_page(url: str, name: str | None) -> None:
    found = sites.find(url)
    assert (found.name if found else None) == name


def test_what_becomes_of_reserved_pages_is_keep_or_skip(tmp_path: Path) -> None:
    text = 'home = "https://news.example/"\n[rights]\nreserved = "{}"\n'
    assert sites.parse(text.format("skip"), tmp_path / "a.toml").rights.reserved == "skip"
    with pytest.raises(SiteError, match="reserved 'hide' is none of"):
        sites.parse(text.format("hide"), tmp_path / "a.toml")
