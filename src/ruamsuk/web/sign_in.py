"""Settings of django-allauth: password, code by e-mail, second factor, LINE."""

from __future__ import annotations

from typing import Any

from ruamsuk.web import environment

ACCOUNT_ADAPTER = "ruamsuk.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,30/5m/ip", "login": "30/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
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
