"""A mail server for tests: it takes messages, or misbehaves as it is told."""

import email
import email.policy
import socketserver
import threading
from contextlib import contextmanager

GREETING = {
    "EHLO": "250 sink",
    "HELO": "250 sink",
    "DATA": "354 go on",
    "TEXT": "250 taken",
    "QUIT": "221 bye",
}


class Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 sink")
        recipients = []
        while line := self.rfile.readline():
            verb = line[:4].decode("ascii", "replace").upper()
            if verb == "RCPT":
                recipients.append(line.decode().partition("<")[2].partition(">")[0])
            self.say(self.server.answers.get(verb, "250 fine"))
            if verb == "QUIT":
                return
            if verb == "DATA" and self.server.answers["DATA"].startswith("354"):
                self.server.taken.append((recipients, self.text()))
                if self.server.hangs_up:
                    return
                self.say(self.server.answers["TEXT"])
                recipients = []

    def text(self):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)

    def say(self, answer):
        self.wfile.write(answer.replace("\n", "\r\n").encode() + b"\r\n")


class Sink(socketserver.ThreadingTCPServer):
    """`answers` maps verbs to lines, TEXT answers the message itself; `hangs_up` breaks the line instead."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.port = self.server_address[1]
        self.answers = dict(GREETING)
        self.hangs_up = False
        self.taken = []

    def handle_error(self, request, client_address):
        """A client that was killed is no news here."""

    def messages(self):
        return [
            email.message_from_bytes(text, policy=email.policy.default) for _recipients, text in self.taken
        ]

    def ids(self):
        """Message-IDs as they came, a repeated one twice."""
        return [str(message["Message-ID"]).strip("<>").partition("@")[0] for message in self.messages()]


@contextmanager
def running():
    with Sink() as sink:
        threading.Thread(target=sink.serve_forever, args=[0.05], daemon=True).start()
        try:
            yield sink
        finally:
            sink.shutdown()
