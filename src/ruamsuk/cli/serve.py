"""Show a page on this machine, to this machine only."""

from __future__ import annotations

import errno
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ruamsuk.lib.problem import Problem, ProblemsFound

HOST = "127.0.0.1"


class PageServer(ThreadingHTTPServer):
    """A server that answers ``/`` with its page and everything else with "not found".

    Attributes:
        page: a self-contained HTML page; whoever asks before it is there waits for
            ``serve_forever``.
    """

    page = ""


class _Handler(BaseHTTPRequestHandler):
    server: PageServer

    def do_GET(self) -> None:
        if self.path.partition("?")[0] != "/":
            self.send_error(404)
            return
        body = self.server.page.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: one person looks at one page."""


def open_server(port: int) -> PageServer:
    """A server on its port, before there is a page: a port in use is told at once.

    Args:
        port: 0 takes any free one.

    Raises:
        ProblemsFound: the port is in use, or kept for the system.
    """
    try:
        return PageServer((HOST, port), _Handler)
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        values = {"port": port, "other": port + 1 if 1024 < port < 65535 else 8080}
        raise ProblemsFound([Problem("command.port-in-use", values=values)]) from error
