"""Why a file was not taken, in words for the team."""

from django.utils.translation import gettext_lazy as _

from evidence.checking.limits import MEGABYTE, MOST_BYTES, MOST_PAGES

_SENTENCES = {
    "empty": _("The file is empty."),
    "too_big": _("The file is too big. The limit is %(megabytes)s MB."),
    "type": _("This is no photo and no PDF. Save it as JPEG, PNG or PDF first."),
    "broken": _("The file is damaged and cannot be read to its end."),
    "pixels": _("The photo has too many pixels. Make it smaller first."),
    "pages": _("The PDF has too many pages. The limit is %(pages)s. Cut it into parts."),
    "locked": _("The PDF has a password. Save it without one first."),
    "work": _("The file takes more work to read than a photo or a paper should. It was not opened."),
    "busy": _("Very many files are being looked at now. Try again in a minute."),
    "many": _("The case holds as many files as it may. Remove what nobody needs."),
    "room": _("There is no room for more files on this case. Remove what nobody needs."),
}


def sentence(code):
    return str(_SENTENCES[code]) % {"megabytes": MOST_BYTES // MEGABYTE, "pages": MOST_PAGES}
