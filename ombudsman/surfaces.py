"""What each kind of answer carries in its headers, in one table."""

from django.conf import settings

#: On every answer, whoever asks and whatever comes back.
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": (
        "camera=(), display-capture=(), geolocation=(), microphone=(), "
        "payment=(), usb=()"
    ),
}
if settings.HTTPS:
    EVERYWHERE["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"

#: What a view may ask for instead: its address holds a secret.
STRICTER = {"Referrer-Policy": "no-referrer"}

PRIVATE = "no-store"
PUBLIC = "public, max-age=300"
#: What a public view may ask for instead: a file that never changes.
KEPT = "public, max-age=31536000, immutable"

#: Routes whose answer is the same for everybody, and may therefore be kept by
#: caches. They set no cookie and read none; their language is in the address.
PUBLIC_CACHED = frozenset(
    {
        "rapor:badge",
        "rapor:certificate",
        "rapor:feed",
        "rapor:sheet",
        "data:catalogue_json",
        "data:csv",
        "data:json",
        "recommendations:csv",
        "recommendations:feed",
        "recommendations:json",
        "robots",
    }
)
#: Pictures that pages of others may show; everything else is ours alone to embed.
EMBEDDED = frozenset({"rapor:badge"})
#: What these say instead, where there is a picture.
BY_OTHERS = {"Cross-Origin-Resource-Policy": "cross-origin"}
#: Routes that learn from no cookie who asks, and cannot keep a session awake.
COOKIELESS = PUBLIC_CACHED | {
    "policy_report",
    "calendar_feed:read",
    # Operations for whoever bears a token: a session opens none of them.
    "api:me",
    "api:cases",
    "api:case",
    "api:actions",
}
