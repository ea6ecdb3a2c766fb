"""``{% load accounts %}``."""

from __future__ import annotations

from django import template

from ruamsuk.accounts import devices

register = template.Library()
register.filter("device", devices.device)
