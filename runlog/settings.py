"""The one settings file: what differs between places comes from the environment (docs/settings.md lists it)."""

from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from runlog.environment import ROOT, Environment, data_folder

BASE_DIR = ROOT
DATA_DIR = data_folder()
# What is sent for imports, until it is read.
IMPORT_FOLDER = DATA_DIR / "imports"
env = Environment()

SECRET_KEY = env.secret_key(DATA_DIR)
DEBUG = env.flag("DEBUG", default=False)
PUBLIC_HOSTS = env.hosts("ALLOWED_HOSTS")
LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = PUBLIC_HOSTS or LOOPBACK_HOSTS
# On a public host everything is HTTPS; a machine of one's own on loopback has no certificate.
HTTPS = env.flag("HTTPS", default=bool(PUBLIC_HOSTS))
# True from the moment that this installation belongs to people: then no demo is loaded and no demo log-in works.
IS_PRIVATE_MACHINE = not PUBLIC_HOSTS and not env.text("DATABASE_URL")

INSTALLED_APPS = [
    "runlog.core",
    "runlog.people",
    "runlog.training",
    "runlog.imports",
    "injuries.symptoms",
    "injuries.guidance",
    "injuries.desk",
    "injuries.logfile",
    "injuries.reports",
    "injuries.overview",
    "injuries.coaching",
    "injuries.handbook",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_q",
]

MIDDLEWARE = [
    "runlog.core.middleware.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "runlog.core.middleware.HealthFirstMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "runlog.core.middleware.SmallPagesMiddleware",
    "runlog.core.middleware.DraftRedirectMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "runlog.core.middleware.BodyMiddleware",
    "runlog.people.middleware.LogInFirstMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "runlog.people.middleware.PrivatePagesMiddleware",
    "runlog.people.middleware.GoneMiddleware",
    "runlog.people.middleware.SecondFactorMiddleware",
    "runlog.people.middleware.WelcomeMiddleware",
    "injuries.guidance.middleware.WarningMiddleware",
]

ROOT_URLCONF = "runlog.urls"
WSGI_APPLICATION = "runlog.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": env.database(DATA_DIR / "runlog.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by all workers, so that rate limits hold across them; large, so that nobody can push a limit out of it with made-up addresses.
CACHES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache", "OPTIONS": {"MAX_ENTRIES": 10_000}},
    # The queue writes down twice a second that it is alive, for pages that this product does not have.
    "unread": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}

# One worker: steps are short, SQLite takes one writer at a time, and memory is dear. A step that outlasts `timeout` is broken off;
# what a killed worker had taken is handed out again after `retry` seconds (runlog/core/jobs.py tells the rest).
Q_CLUSTER: dict[str, Any] = {
    "name": "runlog",
    "orm": "default",
    "cache": "unread",
    "workers": 1,
    "queue_limit": 1,
    "poll": 0.5,
    "timeout": 45,
    "retry": 60,
    "ack_failures": True,
    "catch_up": False,
    # Successes are not kept: a finished job has a row of its own.
    "save_limit": -1,
    # kB; a worker that has grown makes room for a fresh one.
    "max_rss": 160_000,
}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "runlog.people.passwords.OwnWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
# A phone in a runner's pocket stays logged in; "log out everywhere" ends every session.
SESSION_COOKIE_AGE = 60 * 24 * 60 * 60
SESSION_ENGINE = "runlog.people.sessions"
# Messages may say how somebody's back is: they end with the log-in, where a cookie would show them to whoever logs in next.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
HAS_MAIL_SERVER = bool(env.text("EMAIL_URL"))
MAIL_FOLDER = DATA_DIR / "mail"
globals().update(env.email(MAIL_FOLDER))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.sender("DEFAULT_FROM_EMAIL", "Runlog <runlog@localhost>")

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# Without a mail server nobody could confirm an address, so sign-up works at once.
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if HAS_MAIL_SERVER else "none"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_ADAPTER = "runlog.people.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "runlog.people.account_forms.SignUpForm",
    "login": "runlog.people.account_forms.LogInForm",
    "add_email": "runlog.people.account_forms.AddEmailForm",
    "change_password": "runlog.people.account_forms.ChangePasswordForm",
    "set_password": "runlog.people.account_forms.SetPasswordForm",
    "reset_password": "runlog.people.account_forms.ResetPasswordForm",
    "reset_password_from_key": "runlog.people.account_forms.NewPasswordForm",
    "reauthenticate": "runlog.people.account_forms.ConfirmItsYouForm",
}
ACCOUNT_SESSION_REMEMBER = True
# Only in the browser that has just signed up.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
# One address each: a new one takes the old one's place once it is confirmed, after the password was asked for again.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Runlog: "
# Nobody can make this installation write to strangers.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Beside the library's own limits, which docs/security.md lists.
ACCOUNT_RATE_LIMITS = {"imports": "60/h/user"}
CSRF_FAILURE_VIEW = "runlog.people.views.refuse_old_form"

MFA_ADAPTER = "runlog.people.second_factors.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# A passkey stands for the password and the second factor together, so the device has to know who holds it.
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "Runlog"
# With a mail server nobody gets in before their address is confirmed; without one nobody could confirm it.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "activate_totp": "runlog.people.second_factor_forms.TurnOnAppForm",
    "deactivate_totp": "runlog.people.second_factor_forms.TurnOffAppForm",
    "generate_recovery_codes": "runlog.people.second_factor_forms.NewCodesForm",
    "authenticate": "runlog.people.second_factor_forms.CodeForm",
    "reauthenticate": "runlog.people.second_factor_forms.CodeAgainForm",
    "add_webauthn": "runlog.people.second_factor_forms.AddPasskeyForm",
    "edit_webauthn": "runlog.people.second_factor_forms.NamePasskeyForm",
    "authenticate_webauthn": "runlog.people.second_factor_forms.PasskeyForm",
    "login_webauthn": "runlog.people.second_factor_forms.LogInByPasskeyForm",
    "reauthenticate_webauthn": "runlog.people.second_factor_forms.PasskeyAgainForm",
}
# Who has to have a second factor before they see what is not their own: coaches, curators, administrators.
SECOND_FACTOR_FOR = env.words("SECOND_FACTOR_FOR", known=("coaches", "curators", "administrators"))

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Pages ask for files by the names that carry their content's digest; the plain ones need not be kept.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "runlog.core.storage.StaticFiles"},
}

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# No script reads them: forms carry their token themselves.
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
if HTTPS:
    # By this name browsers take a cookie only from this very host, over HTTPS: what else runs under the domain cannot plant one.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_SSL_REDIRECT = HTTPS
# Programs that watch over us ask over plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("HSTS_SUBDOMAINS", default=True)
# To be on the lists that browsers are built with is for the owner of the domain to decide, and takes months to undo.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [f"https://{'*' if host.startswith('.') else ''}{host}" for host in PUBLIC_HOSTS if HTTPS]
if env.flag("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"terminal": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
    # Django's own handlers speak to the terminal only while DEBUG is on, so failures would be lost; pages not found are no failures.
    # A request for a foreign host is answered with 400; anybody can send thousands, so each is not worth a line.
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # It names the signs of somebody's text that no font has.
        "weasyprint": {"level": "CRITICAL"},
    },
}
