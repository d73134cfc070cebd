"""Serves the site in the folder that SITE_FOLDER names, and prints its address: python -m tests.sites.wagtail.serve COUNT."""

from __future__ import annotations

import os
import socketserver
import sys
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import django


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


class Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.sites.wagtail.settings"
    django.setup()
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    from tests.sites.wagtail.fill import fill

    with Server(("127.0.0.1", 0), Quiet) as server:
        call_command("migrate", run_syncdb=True, verbosity=0)
        fill(server.server_port, int(sys.argv[1]))
        server.set_app(get_wsgi_application())
        print(f"http://127.0.0.1:{server.server_port}/", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
