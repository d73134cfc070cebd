"""Addresses: the sitemap, pages about the outlet, and all else as Wagtail's tree has it."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from roost.sitemaps import AuthorSitemap, TagSitemap
from wagtail import urls as wagtail_urls
from wagtail.contrib.sitemaps import Sitemap
from wagtail.contrib.sitemaps.views import sitemap

ABOUT = """{% extends "base.html" %}{% block content %}<h1>{{ page.title }}</h1><p>The Wagtail Witness is made by people who live where the
news happens, and read by those who want to know what it costs. Write to us, or come by: the door is open on Tuesdays.</p>{% endblock %}"""


def about(request: HttpRequest, title: str) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(ABOUT).render({"page": {"title": title}}, request))


urlpatterns = [
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": Sitemap, "tags": TagSitemap, "authors": AuthorSitemap}}),
    path("about/", about, {"title": "About us"}),
    path("contact/", about, {"title": "Contact"}),
    path("search/", about, {"title": "Search"}),
    path("", include(wagtail_urls)),
]
