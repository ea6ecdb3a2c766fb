"""What operators see of people: whether they may sign in, not who they are."""

from __future__ import annotations

from typing import ClassVar

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest

from ruamsuk.accounts.models import User

# operators pass the same rate limits and second factor as everybody
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


@admin.register(User)
class PersonAdmin(UserAdmin[User]):
    """Sign-in name and switches; a new password for someone who forgot theirs and has no e-mail."""

    list_display = ("username", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "demo")
    search_fields = ("username",)
    ordering = ("username",)
    readonly_fields = ("username", "last_login", "date_joined")
    fieldsets: ClassVar = [
        (None, {"fields": ("username", "password")}),
        (None, {"fields": ("is_active", "is_staff", "is_superuser")}),
        (None, {"fields": ("last_login", "date_joined")}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People come by invitation."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """People leave by themselves, on the page about them."""
        return False
