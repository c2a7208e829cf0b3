"""SMTP that says whether a message may have left when something breaks."""

import smtplib

from django.core.mail.backends import smtp


class PerhapsSent(Exception):
    """The connection broke after the text went over and before the server answered."""


class _WatchesHandOver:
    def data(self, message):
        try:
            return super().data(message)
        except smtplib.SMTPResponseException:
            raise
        except Exception as error:  # a lost connection, no answer in time, a worker told to stop
            raise PerhapsSent from error


class _Plain(_WatchesHandOver, smtplib.SMTP):
    pass


class _Tls(_WatchesHandOver, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    @property
    def connection_class(self):
        return _Tls if self.use_ssl else _Plain
