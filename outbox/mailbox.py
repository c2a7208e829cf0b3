"""The demo's mail server: a folder of encrypted files. Nothing leaves the machine or lies there in clear."""

import email
import email.policy
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from security.filestore import Store

store = Store("mailbox")


class EncryptedFileBackend(BaseEmailBackend):
    def send_messages(self, messages):
        for message in messages:
            raw = message.message().as_bytes(linesep="\r\n")
            store.put(timezone.now().isoformat().encode() + b"\n" + raw)
        return len(messages)


@dataclass(frozen=True)
class Letter:
    """One message as it arrived."""

    id: str
    at: datetime
    message: email.message.EmailMessage

    @property
    def mail_id(self):
        """Id of the row it was sent from; None for mail of other programs."""
        local, _at, _host = str(self.message["Message-ID"] or "").strip("<> ").partition("@")
        try:
            return UUID(local)
        except ValueError:
            return None

    @property
    def to(self):
        return str(self.message["To"] or "")

    @property
    def subject(self):
        return str(self.message["Subject"] or "")

    @property
    def body(self):
        part = self.message.get_body(preferencelist=("plain",))
        return part.get_content() if part else ""

    @property
    def attachments(self):
        """(file name, media type, bytes) of each."""
        return [
            (part.get_filename() or "file", part.get_content_type(), part.get_payload(decode=True) or b"")
            for part in self.message.iter_attachments()
        ]


def read(letter_id) -> Letter:
    moment, _line, raw = store.get(letter_id).partition(b"\n")
    message = email.message_from_bytes(raw, policy=email.policy.default)
    return Letter(id=str(letter_id), at=datetime.fromisoformat(moment.decode()), message=message)


def read_all() -> list[Letter]:
    """All messages, newest first."""
    return sorted((read(letter_id) for letter_id in store.ids()), key=lambda letter: letter.at, reverse=True)
