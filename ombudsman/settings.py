"""All settings, read from the environment once.

``OMBUDSMAN_ENV`` is ``production`` unless said otherwise; production refuses to
start with anything that belongs to a trial (``ombudsman.checks``).
"""

import platform
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
import environ

from ombudsman import api_settings, logs

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

ENV: str = env.str("OMBUDSMAN_ENV", "production")
DEBUG: bool = env.bool("DEBUG", False)
DEMO: bool = env.bool("DEMO", False)
SECRET_KEY: str = env.str("SECRET_KEY", "")
BASE_URL: str = env.str("BASE_URL", "https://localhost").rstrip("/")
HTTPS: bool = BASE_URL.startswith("https:")
_HOST = urlsplit(BASE_URL).hostname or "localhost"
# Files come from a name of their own; a trial answers on the loopback address too.
_LOOPBACK = [] if ENV == "production" else ["127.0.0.1", "[::1]"]
ALLOWED_HOSTS: list[str] = env.list(
    "ALLOWED_HOSTS", default=[_HOST, f"files.{_HOST}", *_LOOPBACK]
)
CSRF_TRUSTED_ORIGINS = [BASE_URL]
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))

# --- keys (docs/security.md says what each one opens) -----------------------
# 32 bytes, urlsafe base64. The key-encryption keys of the vault, newest first:
# "2:base64,1:base64".
VAULT_KEYS: str = env.str("VAULT_KEYS", "")
BLIND_INDEX_KEY: str = env.str("BLIND_INDEX_KEY", "")
TRACKING_KEY: str = env.str("TRACKING_KEY", "")
# Ed25519 seed behind the QR of letters and receipts, with its public key id.
SIGNING_KEY: str = env.str("SIGNING_KEY", "")
SIGNING_KEY_ID: str = env.str("SIGNING_KEY_ID", "1")
# Public keys of letters signed earlier: "id:base64", several by comma.
SIGNING_KEYS_RETIRED: list[str] = env.list("SIGNING_KEYS_RETIRED", default=[])

# --- applications ------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django.contrib.postgres",
    "csp",
    "rest_framework",
    "drf_spectacular",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "journal",
    "agencies",
    "accounts",
    "documents",
    "complaints",
    "compliance",
    "ombudsman",
]
if DEMO:
    INSTALLED_APPS.append("ombudsman.demo")

MIDDLEWARE = [
    "ombudsman.middleware.RequestLog",
    "ombudsman.middleware.SurfaceHeaders",
    "csp.middleware.CSPMiddleware",
    "ombudsman.middleware.Health",
    "documents.middleware.FilesHost",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ombudsman.middleware.Language",
    "ombudsman.turnstile.Turnstile",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "accounts.sessions.SessionLifeMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ombudsman.middleware.Edge",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.gate.SecondFactorGate",
    "accounts.unlock.UnlockGate",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "ombudsman.urls"
WSGI_APPLICATION = "ombudsman.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "ombudsman.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "ombudsman.templatetags.portal",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]

FORM_RENDERER = "ombudsman.forms.PortalRenderer"

# --- web surface (ombudsman/surfaces.py holds the other headers) -------------
# No inline code anywhere, so no nonces. A page that needs a script says so with
# django-csp's decorator: the door of /lacak/, and sending on a busy network.
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "report-uri": ["/kebijakan/"],
    }
}
_COOKIE = "__Host-" if HTTPS else ""
CSRF_COOKIE_NAME = f"{_COOKIE}csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "ombudsman.errors.csrf_failure"
LANGUAGE_COOKIE_NAME = f"{_COOKIE}bahasa"
THEME_COOKIE_NAME = f"{_COOKIE}tema"
SECURE_SSL_REDIRECT = HTTPS
# TLS ends at the reverse proxy, which must overwrite this header (docs/security.md).
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # ombudsman/surfaces.py sends X-Frame-Options
    "security.W021",  # preloading is for the owner of the whole domain to decide
]
LOGGING = logs.configure()

# --- database ----------------------------------------------------------------
# DATABASE_URL is the runtime role, DATABASE_OWNER_URL the owner of the tables.
# manage.py asks for the owner for migrations and loaders only.
DATABASE_URL: str = env.str("DATABASE_URL", "")
DATABASE_OWNER_URL: str = env.str("DATABASE_OWNER_URL", "")
AS_OWNER: bool = env.str("OMBUDSMAN_DB_ROLE", "runtime") == "owner"


#: ``ombudsman.wsgi`` says 10s: pages wait less long than the work behind them.
STATEMENT_TIMEOUT: str = env.str("STATEMENT_TIMEOUT", "60s")


def _patience() -> dict[str, str]:
    """How long we wait for the database before giving up (R68); a migration works as
    long as it takes, but nobody queues behind a lock that it waits for (R71)."""
    locks = {"lock_timeout": "3s", "idle_in_transaction_session_timeout": "30s"}
    return locks if AS_OWNER else {"statement_timeout": STATEMENT_TIMEOUT, **locks}


def _database(url: str) -> dict[str, Any]:
    config: dict[str, Any] = dict(dj_database_url.parse(url)) if url else {}
    config.setdefault("ENGINE", "django.db.backends.postgresql")
    config["CONN_MAX_AGE"] = None
    config["CONN_HEALTH_CHECKS"] = True
    options = config.setdefault("OPTIONS", {})
    options.update(connect_timeout=3)
    # Disks without a head to move: an index is nearly always the cheaper way, for
    # the search by trigrams a hundred times. Short queries gain nothing by jit.
    session = {"random_page_cost": "1.1", "jit": "off", **_patience()}
    options.setdefault("options", " ".join(f"-c {k}={v}" for k, v in session.items()))
    config["TEST"] = {"NAME": env.str("TEST_DB_NAME", "test_portal")}
    return config


DATABASES = {"default": _database(DATABASE_OWNER_URL if AS_OWNER else DATABASE_URL)}
RUNTIME_ROLE: str = str(_database(DATABASE_URL).get("USER", ""))

# --- people ------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
HOME_OF_STAFF = "/kerja/"
HOME_OF_LIAISONS = "/instansi/"
HOME_OF_REPORTERS = "/laporan-saya/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation." + name, "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 12}),
        ("UserAttributeSimilarityValidator", {"user_attributes": ("email", "name")}),
        ("CommonPasswordValidator", {}),
    )
] + [{"NAME": "accounts.passwords.ContextValidator"}]
PASSWORD_RESET_TIMEOUT = 30 * 60
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
# Counted in the shared cache below, so they hold over all processes. Passwords are
# counted by accounts.lockout; "login_failed" is left to the codes.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "5/5m/key,20/d/key",
    "reset_password": "20/h/ip,3/h/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
}
ACCOUNT_FORMS = {
    "login": "accounts.forms.doors.SignInForm",
    "reset_password": "accounts.forms.doors.AskPasswordForm",
    "reset_password_from_key": "accounts.forms.doors.NewPasswordForm",
}
MFA_ADAPTER = "accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "accounts.forms.doors.CodeForm",
    "reauthenticate": "accounts.forms.doors.StepUpForm",
    "activate_totp": "accounts.forms.doors.SetUpForm",
}
# Small and shared by all processes: limits of the doors and codes used up.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
# How many proxies of ours stand in front, each adding to X-Forwarded-For.
TRUSTED_PROXY_COUNT: int = env.int("TRUSTED_PROXY_COUNT", 0)
# The idle limit is accounts.sessions.IDLE; the store keeps hashes of the keys.
SESSION_ENGINE = "accounts.session_store"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_NAME = "__Host-sesi" if HTTPS else "sesi"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_SAVE_EVERY_REQUEST = False
DEVICE_COOKIE_NAME = f"{_COOKIE}perangkat"
REST_FRAMEWORK = api_settings.REST_FRAMEWORK
SPECTACULAR_SETTINGS = api_settings.SPECTACULAR_SETTINGS

# --- language, time ----------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

# --- files, mail, queue ------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
# Sealed files lie in MEDIA_ROOT, or in a bucket of an S3-compatible server.
S3_BUCKET: str = env.str("S3_BUCKET", "")
S3_ENDPOINT: str = env.str("S3_ENDPOINT", "")
S3_ACCESS_KEY: str = env.str("S3_ACCESS_KEY", "")
S3_SECRET_KEY: str = env.str("S3_SECRET_KEY", "")
S3_REGION: str = env.str("S3_REGION", "us-east-1")
S3_SECONDS: int = env.int("S3_SECONDS", 10)  # for one file, and for a silence
# Hashed names, kept for ever by browsers. Tests read the files where they lie.
STATIC_AS_IS = ENV == "test"
STORAGES = {
    "default": {
        "BACKEND": "documents.storages.bucket.SealedBucket"
        if S3_BUCKET
        else "documents.storages.folder.SealedFolder"
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if STATIC_AS_IS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = STATIC_AS_IS
WHITENOISE_AUTOREFRESH = STATIC_AS_IS
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(VAR_DIR / "files")))
# Signed heads of all chains. Production names a place outside the database's host.
CHECKPOINT_DIR: str = env.str(
    "CHECKPOINT_DIR", "" if ENV == "production" else str(VAR_DIR / "checkpoints")
)
# Evidence comes from a host of its own that has no cookies: files.<our host>.
FILES_URL: str = env.str("FILES_URL", BASE_URL.replace("://", "://files.")).rstrip("/")
FILES_HOST: str = urlsplit(FILES_URL).hostname or ""
ALLOWED_HOSTS.append(FILES_HOST)
# More than so much in one hour by one person raises an alarm for the auditor.
BULK_READ_CASES: int = env.int("BULK_READ_CASES", 40)
BULK_READ_SEARCHES: int = env.int("BULK_READ_SEARCHES", 60)
# Wrong codes for so many numbers in one hour raise an alarm for the administrators.
GUESSED_NUMBERS: int = env.int("GUESSED_NUMBERS", 100)
UPLOAD_LIMIT: int = env.int("UPLOAD_LIMIT", 10_000_000)  # bytes of one file
UPLOAD_REQUEST_LIMIT: int = env.int("UPLOAD_REQUEST_LIMIT", 60_000_000)
# All files that a reporter brings to one report, while writing it and later.
UPLOAD_REPORT_LIMIT: int = env.int("UPLOAD_REPORT_LIMIT", 100_000_000)
UPLOAD_REPORT_FILES: int = env.int("UPLOAD_REPORT_FILES", 30)
UPLOAD_DAY_LIMIT: int = env.int("UPLOAD_DAY_LIMIT", 2_000_000_000)  # of one network
# The scanner: the path of a socket, or 127.0.0.1:port. Empty: nothing is scanned.
CLAMD_ADDRESS: str = env.str("CLAMD_ADDRESS", "")
CLAMD_SECONDS: int = env.int("CLAMD_SECONDS", 60)  # for one file, all in all
FILE_UPLOAD_HANDLERS = [
    "documents.upload_handlers.CappedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Reports in an hour from one network before it is asked for a proof of work (0018).
REPORTS_PER_NETWORK: int = env.int("REPORTS_PER_NETWORK", 4)
# Requests at once in each process; the server needs some threads more (turnstile).
WEB_SEATS: int = env.int("WEB_SEATS", 10)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Ombudsman RI <noreply@localhost>")
# The mailbox of letters that come back, which takes "+" (journal.bounces); none: unread.
MAIL_RETURN_PATH: str = env.str("MAIL_RETURN_PATH", "")
EMAIL_FILE_PATH = env.str("EMAIL_FILE_PATH", str(VAR_DIR / "mail"))
EMAIL_BACKEND = env.str("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
# Mail goes out encrypted (STARTTLS) or not at all.
EMAIL_HOST = env.str("EMAIL_HOST", "localhost")
EMAIL_PORT = env.int("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = True
EMAIL_TIMEOUT = 10
# Who carries SMS and WhatsApp: a class after journal.messages.Gateway.
MESSAGES_GATEWAY: str = env.str("MESSAGES_GATEWAY", "journal.messages.LogGateway")
MESSAGES_PATH: str = env.str("MESSAGES_PATH", str(VAR_DIR / "messages"))
REDIS_URL: str = env.str("REDIS_URL", "")
# Each process that works has a slot of its own, by which it is missed when it dies.
WORKER_SLOT: str = env.str("WORKER_SLOT", platform.node() or "worker")
# How long a relay holds a delivery; after that another one takes over.
LEASE = timedelta(seconds=env.int("LEASE_SECONDS", 60))
# Letters that may leave in a minute, all relays together: a week's backlog goes out
# as a stream that mail servers accept.
MAILS_PER_MINUTE: int = env.int("MAILS_PER_MINUTE", 300)
# Where a proof has a process die (journal/failpoints.py). Never in production.
FAIL_AFTER: str = env.str("FAIL_AFTER", "")
