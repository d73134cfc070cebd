from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from newscrawl.politeness.refusals import refusal

ARTICLE = b"<html><head><title>%s</title>%s</head><body><article>%s</article></body></html>"


def answer(status=200, body=b"", **headers):
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return HtmlResponse("https://example.org/a", status=status, headers=names, body=body)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(200, None), (304, None), (401, "forbidden"), (403, "forbidden"), (404, None), (410, None), (429, "rate_limited"),
     (451, "unavailable"), (500, None), (503, None)],
)  # fmt: skip
def test_a_status_names_the_refusal(status, kind):
    assert refusal(answer(status, b"<p>no</p>")) == kind


CHALLENGES = {
    "Cloudflare's script": b'<head><style>a{}</style></head><body><script nonce="x">(function(){window._cf_chl_opt = {cvId: "3"};}())</script>',
    "Cloudflare's title": b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><noscript>Enable JavaScript</noscript>",
    "DataDome": b"<title>example.org</title><script>var dd={'rt':'c','host':'geo.captcha-delivery.com','cookie':'x'}</script>",
    "DataDome's frame": b'<iframe src="https://geo.captcha-delivery.com/captcha/?initialCid=1" title="DataDome CAPTCHA"></iframe>',
    "HUMAN": b'<body><div class="px-captcha-container"><div id="px-captcha"></div></div>',
    "Akamai": b'<body><div id="sec-if-cpt-container" class="x"></div>',
    "Imperva": b'<iframe id="main-iframe" src="/_Incapsula_Resource?CWUDNSAI=27&xinfo=1">Request unsuccessful. Incapsula incident ID: 1-2</iframe>',
    "AWS": b'<script type="text/javascript">window.awsWafCookieDomainList = [];window.gokuProps = {"key":"x"};</script>',
    "Sucuri": b"<title>You are being redirected...</title><script>var s={},u,c,U;sucuri_cloudproxy_js='';</script>",
    "Kasada": b'<script src="/149e9513-01fa/2d206a39/ips.js?tkrm_alpekz=1&KP_UIDz=abc"></script>',
    "Fastly": b'<title>Client Challenge</title><script src="/_fs-ch-1T1wmsGaOgGaSxcX/script.js"></script>',
}  # fmt: skip


@pytest.mark.parametrize("status", [200, 202, 403, 429, 503])
@pytest.mark.parametrize("body", CHALLENGES.values(), ids=CHALLENGES)
def test_a_challenge_is_named_whatever_its_status(body, status):
    assert refusal(answer(status, body)) == "challenge"


@pytest.mark.parametrize("headers", [{"cf_mitigated": "challenge"}, {"x_amzn_waf_action": "captcha"}, {"X_Vercel_Mitigated": "challenge"}])
def test_a_challenge_is_named_by_its_header(headers):
    assert refusal(answer(403, b"", **headers)) == "challenge"


PLAIN = {
    "an article about Cloudflare": ARTICLE
    % (b"Just a moment... why Cloudflare's wait page is everywhere", b"", b"<p>It says Just a moment... and asks for a captcha.</p>"),
    "an article that quotes its code": ARTICLE
    % (b"How the page works", b"", b"<pre>&lt;script&gt;window._cf_chl_opt = {}&lt;/script&gt; &lt;div id='px-captcha'&gt;</pre>"),
    "an article that names captcha-delivery.com": ARTICLE % (b"Bots", b"", b'<p>Requests go to "geo.captcha-delivery.com".</p>'),
    "a page with such a title that describes itself": ARTICLE
    % (b"Just a moment...", b'<meta property="og:title" content="Just a moment...">', b"<p>A column.</p>"),
    "a page behind Cloudflare": ARTICLE
    % (b"News", b'<script>(function(){window["__CF$cv$params"]={r:"1"};a.src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"})()</script>', b"x"),
    "a page behind Imperva": ARTICLE % (b"News", b'<script src="/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e"></script>', b"x"),
    "a page behind DataDome": ARTICLE % (b"News", b'<script src="https://js.datadome.co/tags.js" async></script>', b"x"),
    "a comment form with a captcha": ARTICLE % (b"News", b"", b'<div class="g-recaptcha"></div><div class="cf-turnstile"></div>'),
}  # fmt: skip


@pytest.mark.parametrize("body", PLAIN.values(), ids=PLAIN)
def test_a_page_of_the_site_is_no_challenge(body):
    assert refusal(answer(200, body)) is None


def test_a_header_of_a_site_behind_a_vendor_is_no_challenge():
    assert refusal(answer(200, b"<p>page</p>", Server="cloudflare", CF_RAY="1", X_DataDome="protected", cf_mitigated="")) is None


def test_only_the_start_of_a_body_is_looked_at():
    assert refusal(answer(200, b"<p>" + b"x" * 20_000 + CHALLENGES["HUMAN"])) is None
