"""Mail about access. Subject and text name nobody and say nothing about what the site is for."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from outbox.mail import queue

CHANGES = {
    "password_changed": gettext_noop("The password of your account was changed."),
    "password_set": gettext_noop("The password of your account was changed."),
    "password_reset": gettext_noop("The password of your account was changed."),
    "totp_activated": gettext_noop("A second sign-in step was added to your account."),
    "totp_deactivated": gettext_noop("The second sign-in step of your account was removed."),
    "recovery_codes_generated": gettext_noop(
        "New recovery codes were made for your account. The old ones are void."
    ),
}


def invitation(invited, *, link):
    with translation.override(invited.language):
        lines = [
            _("You can now have access to this site:"),
            link,
            _("The link works once, for 72 hours. Choose a password of at least 15 characters there."),
            _("If you did not expect this message, do nothing: the link ends by itself."),
        ]
        return _queue(
            invited.email,
            lines,
            kind="invitation",
            unique_key=f"invitation:{invited.pk}",
            about=("accounts.Invitation", invited.pk),
        )


def password_reset(user, *, link):
    with translation.override(user.language):
        lines = [
            _("With this link you can choose a new password:"),
            link,
            _("The link works once, for one hour. If you did not ask for it, do nothing: nothing changes."),
        ]
        return _queue(user.email, lines, kind="password_reset", about=("accounts.User", user.pk))


def account_changed(user, *, change):
    """Tell a person about a change to their sign-in. Changes without words of their own send nothing."""
    if change not in CHANGES:
        return None
    with translation.override(user.language):
        lines = [
            _(CHANGES[change]),
            _("If this was not you, tell your coordinator now and choose a new password:"),
            settings.SITE_URL + reverse("account_reset_password"),
        ]
        return _queue(user.email, lines, kind="account_changed", about=("accounts.User", user.pk))


def _queue(to, lines, **facts):
    subject = _("About your access to %(site)s") % {"site": settings.SITE_NAME}
    return queue(to=to, subject=subject, body="\n\n".join(lines), **facts)
