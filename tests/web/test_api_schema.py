"""The API keeps to its own OpenAPI document, whatever it is asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance
from tests.cast import cast
from tests.web.api import ROOT, measured, secret

from ruamsuk.web.api import visitors
from ruamsuk.web.api.urls import api
from ruamsuk.web.wsgi import application

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]


@pytest.fixture
def _connected() -> Iterator[None]:
    """Keep the connection of the test open over requests, as Django's own test client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("_connected")
def test_every_answer_fits_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    people = cast()
    round_ = measured(people)[0]
    monkeypatch.setattr(visitors, "MOST_A_MINUTE", 10**6)
    cache.clear()
    token = secret(people.people["coordinator"])
    schema = schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", application)
    known = {"slug": people.home.slug, "pk": round_.version_id}
    headers = {"Authorization": f"Bearer {token}", "Host": "localhost"}
    headers["Accept-Encoding"] = "identity"
    asked = 0
    for result in schema.get_all_operations():
        operation = result.ok()

        @given(case=operation.as_strategy(), right=st.booleans())
        @settings(
            max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
        )
        def ask(case: schemathesis.Case, right: bool) -> None:
            nonlocal asked
            if right:  # else nearly every address leads nowhere
                case.path_parameters = {n: known[n] for n in case.path_parameters or {}}
            response = case.call(headers=headers)
            case.validate_response(response, checks=CHECKS)
            asked += 1

        ask()
    assert asked >= len(api.get_openapi_schema()["paths"])
