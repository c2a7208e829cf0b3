"""The headers of every answer. `tests/test_headers.py` checks this table.

| header                            | value                                   | where                        |
|-----------------------------------|-----------------------------------------|------------------------------|
| Content-Security-Policy           | settings.CONTENT_SECURITY_POLICY        | everywhere                   |
|   with `img-src 'self' data:`     | the QR code of the second factor        | account pages                |
| Cross-Origin-Opener-Policy        | same-origin                             | everywhere                   |
| Cross-Origin-Embedder-Policy      | require-corp                            | everywhere                   |
| Cross-Origin-Resource-Policy      | same-origin                             | everywhere                   |
| Permissions-Policy                | every feature off                       | everywhere                   |
|   with publickey-credentials-*    | for this site itself                    | account pages, with passkeys |
| Referrer-Policy                   | same-origin: other sites learn nothing  | everywhere                   |
| Strict-Transport-Security         | two years                               | over https, outside the demo |
| X-Content-Type-Options            | nosniff                                 | everywhere                   |
| X-Frame-Options                   | DENY                                    | everywhere                   |
| X-Robots-Tag                      | noindex, nofollow                       | everywhere                   |
| Cache-Control                     | no-store                                | everywhere but static files  |
| Clear-Site-Data                   | "cache", "storage"                      | after signing out            |

The middlewares of this module stand outermost, so that refusals, crashes and static files carry the table
too. Strict-Transport-Security is Django's own.
"""

from csp.middleware import CSPMiddleware
from django.conf import settings

FEATURES = (
    "accelerometer",
    "attribution-reporting",
    "autoplay",
    "bluetooth",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "clipboard-write",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "sync-xhr",
    "usb",
    "web-share",
    "window-management",
    "xr-spatial-tracking",
)
PASSKEYS = ("publickey-credentials-create", "publickey-credentials-get")
FIXED = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}
ACCOUNT_PAGES = "/account/"
SIGN_OUT = "account_logout"
# Not "cookies": the session's cookie is deleted anyway, and the browser's own mark keeps strangers from
# locking the person out.
FORGET_SITE = '"cache", "storage"'


class HeaderMiddleware:
    """Adds the table above to each answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in FIXED.items():
            response[name] = value
        response["Permissions-Policy"] = permissions(request)
        if not _is_static_file(request, response):
            response["Cache-Control"] = "no-store"
        if _signed_out(request, response):
            response["Clear-Site-Data"] = FORGET_SITE
        return response


class ContentPolicyMiddleware(CSPMiddleware):
    """The content policy, with the one opening that account pages need."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(ACCOUNT_PAGES):
            parts.update = {**(parts.update or {}), "img-src": ["data:"]}
        return parts


def permissions(request):
    """The Permissions-Policy: nothing, except passkeys on account pages where they are in use."""
    has_passkeys = "webauthn" in settings.MFA_SUPPORTED_TYPES and request.path_info.startswith(ACCOUNT_PAGES)
    return ", ".join(f"{name}=({'self' if has_passkeys and name in PASSKEYS else ''})" for name in FEATURES)


def _is_static_file(request, response):
    return request.path_info.startswith(settings.STATIC_URL) and response.status_code in {200, 206, 304}


def _signed_out(request, response):
    match = getattr(request, "resolver_match", None)
    was_asked = request.method == "POST" and match is not None and match.view_name == SIGN_OUT
    return was_asked and response.status_code == 302
