from __future__ import annotations

import socket
import struct

import pytest

RULES = b"User-agent: *\nDisallow: /private\n"


def reset(handler):
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def hang(handler):
    handler.connection.settimeout(10)
    handler.connection.recv(1)  # until the other side hangs up


def drip(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(RULES)))
    handler.end_headers()
    handler.wfile.write(RULES[:-4])
    hang(handler)


def chain(length):
    hops = {f"/hop{i}": (302, {"Location": f"/hop{i + 1}"}, b"") for i in range(1, length)}
    return {"/robots.txt": (301, {"Location": "/hop1"}, b""), **hops, f"/hop{length}": (200, {}, RULES)}


def robots(status, body=RULES, **headers):
    return {"/robots.txt": (status, {name.replace("_", "-"): value for name, value in headers.items()}, body)}


PAGE, PRIVATE = 200, "RobotsForbidden"
CLOSED = ("RobotsUnreachable", "RobotsUnreachable")
SITES = {  # what its robots.txt does: what becomes of /page and of /private
    "200": (robots(200), (PAGE, PRIVATE)),
    "200 as text/html": (robots(200, Content_Type="text/html"), (PAGE, PRIVATE)),
    "200 with a BOM": (robots(200, b"\xef\xbb\xbf" + RULES), (PAGE, PRIVATE)),
    "200 with CR only": (robots(200, RULES.replace(b"\n", b"\r")), (PAGE, PRIVATE)),
    "200, empty": (robots(200, b""), (200, 200)),
    "200, a page": (robots(200, b"<html><body>Welcome</body></html>", Content_Type="text/html"), (200, 200)),
    "200, a page that refreshes": (robots(200, b'<meta http-equiv="refresh" content="0;url=/">', Content_Type="text/html"), (200, 200)),
    "401": (robots(401), (200, 200)),
    "403": (robots(403), (200, 200)),
    "404": (robots(404), (200, 200)),
    "410": (robots(410), (200, 200)),
    "429": (robots(429), CLOSED),
    "500": (robots(500), CLOSED),
    "503": (robots(503), CLOSED),
    "reset": ({"/robots.txt": reset}, CLOSED),
    "hang": ({"/robots.txt": hang}, CLOSED),
    "drip": ({"/robots.txt": drip}, CLOSED),
    "5 redirects": (chain(5), (PAGE, PRIVATE)),
    "6 redirects": (chain(6), CLOSED),
    "redirect loop": (robots(302, b"", Location="/robots.txt"), CLOSED),
    "redirect to ftp": (robots(302, b"", Location="ftp://127.0.0.1/robots.txt"), CLOSED),
    "redirect to a 404": ({**robots(302, b"", Location="/gone"), "/gone": (404, {}, b"")}, (200, 200)),
    "redirect to a 500": ({**robots(302, b"", Location="/broken"), "/broken": (500, {}, b"")}, CLOSED),
    "page moved to private": ({**robots(200), "/page": (302, {"Location": "/private"}, b"")}, (PRIVATE, PRIVATE)),
}


@pytest.fixture(scope="module")
def crawled(crawl, site):
    sites = {name: site(routes) for name, (routes, _) in SITES.items()}
    urls = [one.home + path for one in sites.values() for path in ("/page", "/private")]
    sites["waited for"] = site(robots(200))
    sites["other port"] = site(robots(404), address=sites["200"].server_address[0])
    urls += [f"{sites['waited for'].home}/private/{i}" for i in range(6)] + [f"http://user:S3CR3T@{sites['waited for'].host}/private"]
    urls += [sites["other port"].home + "/private"]
    result = crawl(urls, private=[one.host for one in sites.values()], CONCURRENT_REQUESTS=100)
    return sites, result


@pytest.mark.parametrize("name", SITES)
def test_what_a_robots_txt_does_decides_what_is_fetched(crawled, name):
    sites, result = crawled
    home = sites[name].home
    assert (result[home + "/page"], result[home + "/private"]) == SITES[name][1]


@pytest.mark.parametrize("name", [name for name, (_, expected) in SITES.items() if expected == CLOSED])
def test_a_host_whose_robots_txt_is_unreachable_gets_no_other_request(crawled, name):
    sites, _ = crawled
    assert not {"/page", "/private"} & set(sites[name].paths())


def test_refusals_are_counted_and_say_why(crawled):
    sites, result = crawled
    found = [outcome for fetches in result.outcomes.values() for outcome in fetches]
    for name, stat in (("RobotsUnreachable", "robots/unreachable"), ("RobotsForbidden", "robots/forbidden")):
        assert result.stats[stat] == sum(kind == name for kind, _ in found)
    home = sites["500"].home
    assert result.outcomes[home + "/page"][0][1] == f"{home}/robots.txt cannot be read, so nothing of it is fetched: status 500"
    assert "Getting" in result.outcomes[sites["hang"].home + "/page"][0][1]


def test_requests_that_wait_for_one_robots_txt_all_obey_it(crawled):
    sites, result = crawled
    home = sites["waited for"].home
    assert {result[f"{home}/private/{i}"] for i in range(6)} == {"RobotsForbidden"}
    assert sites["waited for"].paths() == ["/robots.txt"]


def test_rules_are_of_scheme_host_and_port(crawled):
    sites, result = crawled
    assert sites["200"].server_address[0] == sites["other port"].server_address[0]
    assert result[sites["other port"].home + "/private"] == 200


def test_a_user_name_in_an_address_makes_no_other_origin(crawled):
    sites, result = crawled
    assert result[f"http://user:S3CR3T@{sites['waited for'].host}/private"] == "RobotsForbidden"
    assert "S3CR3T" not in result.log


def test_rules_are_kept_for_a_day(crawl, site):
    one = site(robots(200))
    url = one.home + "/private"
    crawl([url], [url], [url], private=[one.host], jump=13 * 3600)  # after 13 hours, after 26
    assert one.paths() == ["/robots.txt"] * 2


def test_an_unreachable_robots_txt_is_asked_for_again_after_ten_minutes(crawl, site):
    answers = [(500, {}, b""), (500, {}, b""), (200, {}, RULES)]
    one = site({"/robots.txt": lambda _: answers.pop(0)})
    url = one.home + "/page"
    result = crawl([url], [url], [url], private=[one.host], jump=350)
    assert [outcome[0] for outcome in result.outcomes[url]] == ["RobotsUnreachable", "RobotsUnreachable", 200]
