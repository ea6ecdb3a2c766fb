"""Settings of django-allauth: password, code by e-mail, second factor, LINE."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamsuk.web import environment

# django-allauth's own Thai is half machine-made; these words come first.
LOCALE_PATHS = [Path(__file__).parent.parent / "accounts" / "sign_in_words" / "locale"]

ACCOUNT_ADAPTER = "ruamsuk.communities.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "ruamsuk.communities.adapter.SocialAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "email"]
ACCOUNT_SIGNUP_FORM_CLASS = "ruamsuk.accounts.forms.AboutYou"
ACCOUNT_FORMS = {"signup": "ruamsuk.accounts.sign_in_forms.SignUpForm"}
ACCOUNT_USER_DISPLAY = str
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
# whoever knocks is known by what the proxy says, or all would share one limit
ALLAUTH_TRUSTED_PROXY_COUNT = int(environment.flag("HTTPS"))
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,30/5m/ip", "login": "30/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "add_webauthn": "ruamsuk.accounts.sign_in_forms.AddKeyForm",
    "edit_webauthn": "ruamsuk.accounts.sign_in_forms.EditKeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Ruamsuk"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not environment.flag("HTTPS")

SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
if environment.text("LINE_CHANNEL"):
    SOCIALACCOUNT_PROVIDERS["line"] = {
        "APPS": [
            {
                "client_id": environment.text("LINE_CHANNEL"),
                "secret": environment.text("LINE_SECRET"),
            }
        ],
        "SCOPE": ["profile", "openid"],
    }
