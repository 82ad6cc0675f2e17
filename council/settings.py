"""Moothall's settings: one file, read from the environment (see docs/running.md for each variable)."""

from pathlib import Path
from urllib.parse import urlsplit

from celery.schedules import crontab
from csp.constants import NONCE, SELF
from django.core.exceptions import ImproperlyConfigured

from council import environment

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = BASE_DIR / "var"
DATA_DIR.mkdir(exist_ok=True)

DEBUG = environment.flag("DEBUG")
DEMO = environment.flag("DEMO")
if DEMO and not DEBUG:
    raise ImproperlyConfigured("DEMO=1 signs anybody in with one press and is for trying out only: it needs DEBUG=1.")

# Empty is allowed until something is signed, so that commands which sign nothing need no environment.
SECRET_KEY = environment.read("SECRET_KEY", str, "a long random text")
SITE_URL = environment.address("SITE_URL", ("http", "https"), "https://www.thornby.example") or "http://localhost:8000"
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS") or [
    str(urlsplit(SITE_URL).hostname),
    "localhost",
    "127.0.0.1",
    "[::1]",
]
GROUPS_URL = environment.another_site("GROUPS_URL", SITE_URL)
if GROUPS_URL:
    ALLOWED_HOSTS.append(str(urlsplit(GROUPS_URL).hostname))
CSRF_TRUSTED_ORIGINS = [SITE_URL, *([GROUPS_URL] if GROUPS_URL else [])]

INSTALLED_APPS = [
    "council.apps.CouncilConfig",
    "moderation",
    "posts",
    "website_groups",
    "email_log",
    "channels",
    "policies",
    "accounts",
    "files",
    "search",
    "richtext",
    "council.apps.MoothallAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.forms",  # its widget templates, for FORM_RENDERER
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_prose_editor",
    "guardian",
    "js_asset",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "council.caching.AskedAnew",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "council.middleware.RefusalMiddleware",
    "council.town.TownWebsite",
    "council.caching.KeptPages",
]

if DEMO:
    MIDDLEWARE.insert(0, "council.demonstration.middleware.OwnErrorPages")

ROOT_URLCONF = "council.urls"
WSGI_APPLICATION = "council.wsgi.application"
FORM_RENDERER = "council.forms.GovukRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "council.context_processors.council",
                *(["council.demonstration.context_processors.people"] if DEMO else []),
            ],
        },
    },
]

# ---------------------------------------------------------------------------------------------- database
DATABASES = {"default": environment.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'moothall.sqlite3'}")}
ON_SQLITE = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
if ON_SQLITE:
    DATABASES["default"]["OPTIONS"] = {
        # A deferred transaction that turns into a write fails at once when another writes: seen in 957 of 1,200.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}}
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # a restarted server costs nobody a page
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ------------------------------------------------------------------------------------ cache, tasks, schedule
REDIS_URL = environment.address("REDIS_URL", ("redis", "rediss"), "redis://localhost:6379/0")
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {
        "visibility_timeout": 300,
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    CELERY_BROKER_URL = "filesystem://localhost"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(DATA_DIR / "broker"),
        "data_folder_out": str(DATA_DIR / "broker"),
        "control_folder": str(DATA_DIR / "broker-control"),
    }
    for folder in set(CELERY_BROKER_TRANSPORT_OPTIONS.values()):
        Path(str(folder)).mkdir(exist_ok=True)
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_REDIRECT_STDOUTS = False  # mail on the console stays as it is
CELERY_TASK_PUBLISH_RETRY = False  # a page does not wait for the broker: the sweep comes anyway
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 120  # always below the visibility timeout, or a slow task runs twice
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/London"
CELERY_BEAT_SCHEDULE = {
    # The tables are the schedule; a lost message costs one round, never a post.
    "publish what is due": {"task": "posts.tasks.publish_due", "schedule": 10.0, "options": {"expires": 10}},
    "let expire what is late": {"task": "posts.tasks.expire_late", "schedule": 60.0, "options": {"expires": 60}},
    "remind owners": {"task": "posts.tasks.remind_owners", "schedule": 3600.0, "options": {"expires": 3600}},
    "remind readers": {"task": "policies.tasks.remind_readers", "schedule": 3600.0, "options": {"expires": 3600}},
    "remind reviewers": {"task": "policies.tasks.remind_reviewers", "schedule": 3600.0, "options": {"expires": 3600}},
    "end suspensions of groups": {
        "task": "website_groups.tasks.lift_suspensions",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "work out dates of events": {
        "task": "website_groups.tasks.work_out_dates",
        "schedule": crontab(hour="3", minute="30"),
        "options": {"expires": 3600},
    },
    "ask groups to confirm": {
        "task": "website_groups.tasks.ask_to_confirm",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "send the mail of the day": {
        "task": "accounts.tasks.send_daily",
        "schedule": crontab(minute="0"),
        "options": {"expires": 3600},
    },
    "send what waits": {"task": "email_log.tasks.send_waiting", "schedule": 30.0, "options": {"expires": 30}},
}

# ---------------------------------------------------------------------------------------------- sign-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "policies.backends.OfficeBackend",  # first: its bars must be heard before any grant
    "accounts.backends.GrantBackend",
    "accounts.backends.SignInBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "policies.passwords.CouncilPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
ACCOUNT_ADAPTER = "council.sign_in.CouncilAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the Clerk enters the address; nobody can register one
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to strangers whose address somebody typed
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"  # where "You have signed out" is seen
ACCOUNT_SESSION_REMEMBER = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the Clerk has entered the address; nobody else can change it
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Moothall"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
ALLAUTH_TRUSTED_PROXY_COUNT = environment.count("TRUSTED_PROXY_COUNT")

ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # its own backend knows no end of a grant: accounts.backends does

# ------------------------------------------------------------------------------------------- the record
RECORD_STANDING = "policies.standing.for_record"  # office and policy version of an actor, for each act
SIMPLE_HISTORY_REVERT_DISABLED = True
SIMPLE_HISTORY_ENFORCE_HISTORY_MODEL_PERMISSIONS = True
SIMPLE_HISTORY_DATE_INDEX = "composite"

# ------------------------------------------------------------------------------------ reviews of policies
REVIEW_STEPS = environment.days_before("REVIEW_STEPS", "90,30,7,0")  # days before a review with a reminder

# ----------------------------------------------------------------------------------------------- search
SEARCH_INDEXES = ["posts.finding.POSTS", "policies.finding.POLICIES", "website_groups.finding.ITEMS"]

# ------------------------------------------------------------------------------------------------- mail
EMAIL_BACKEND = "email_log.backend.RecordingBackend"
EMAIL_URL = environment.address("EMAIL_URL", ("smtp", "smtps", "smtp+tls"), "smtp+tls://user:password@host:587")
DEFAULT_FROM_EMAIL = environment.mail_address("DEFAULT_FROM_EMAIL", "moothall@localhost")

# ------------------------------------------------------------------------------- language, time, files
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "files.storage.KeepingStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Who may see a stored file: functions that take the request and the sha256 of a picture or document, and answer
# "public", "private" or None. An app that shows files names its own here.
FILES_SHOWN_BY = ["posts.showing.may_see", "website_groups.showing.may_see"]
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "files.uploads.SizeLimitHandler",  # in the place of Django's for temporary files
]

# --------------------------------------------------------------------------------------------- security
IS_HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = ["^healthz$"]  # asked from the same machine, without the proxy
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "council.error_views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        # Only the few lines that the rich-text editor brings with it; a journey fails when an upgrade changes them.
        "style-src": [SELF, "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"],
        "img-src": [SELF, "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    # Django's own default mails errors to administrators, with the request in them; the console is enough.
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
