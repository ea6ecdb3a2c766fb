"""Pictures as evidence: drawn anew, served as nothing but pictures; what only claims to be one."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ruamsuk.assessments.models import Level, Sitting
from ruamsuk.communities.models import Role
from ruamsuk.results.models import Blob
from tests.assessments import makers
from tests.assessments.test_sittings import SAID, client_of, page_of
from tests.cast import Cast, cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def known() -> Cast:
    return cast()


@pytest.fixture
def sitting(known: Cast) -> Sitting:
    by = known.people[Role.FACILITATOR]
    return makers.sitting(by, makers.home_table(known), [known.home])


def picture(kind: str = "JPEG", size: tuple[int, int] = (2400, 1200), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "green").save(out, kind, **options)
    return out.getvalue()


def send(known: Cast, sitting: Sitting, data: bytes, name: str = "a.jpg") -> Any:
    client = client_of(known.people[Role.FACILITATOR])
    upload = SimpleUploadedFile(name, data, "image/jpeg")
    return client.post(page_of(sitting, known.home), SAID | {"picture": upload})


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_drawn_anew_without_where_it_was_taken(
    known: Cast, sitting: Sitting, kind: str
) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretPhone"
    options = {"exif": exif} if kind != "PNG" else {}
    send(known, sitting, picture(kind, **options) + b"<script>alert(1)</script>")
    level = Level.objects.get()
    assert level.photo is not None
    data = bytes(level.photo.data)
    assert b"SecretPhone" not in data
    assert b"<script>" not in data
    with Image.open(io.BytesIO(data)) as kept:
        assert (kept.format, max(kept.size)) == ("JPEG", 1600)
    client = client_of(known.people[Role.VIEWER])
    served = client.get(page_of(sitting, known.home, "sitting_photo"))
    assert served["Content-Type"] == "image/jpeg"
    assert served["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in served["Content-Security-Policy"]
    assert client_of(known.outsider).get(served.wsgi_request.path).status_code == 404


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script></html>",
        b"GIF89a" + b"\0" * 30,
        b"\xff\xd8\xff\xe0 not a picture",
        b"%PDF-1.7",
        b"MZ" + b"\0" * 100,
    ],
)
def test_what_only_claims_to_be_a_picture_is_refused(
    known: Cast, sitting: Sitting, data: bytes
) -> None:
    answer = send(known, sitting, data)
    assert answer.context["form"].errors["picture"]
    assert "สมุดบันทึกของกลุ่ม" in answer.content.decode()
    assert not Level.objects.exists()


def test_a_picture_that_would_fill_the_memory_is_refused(known: Cast, sitting: Sitting) -> None:
    bomb = picture("PNG", (9000, 9000))
    assert len(bomb) < 1_000_000
    assert send(known, sitting, bomb, "a.png").context["form"].errors["picture"]


def test_a_picture_is_taken_out_for_good(known: Cast, sitting: Sitting) -> None:
    send(known, sitting, picture())
    first = Level.objects.get().photo
    send(known, sitting, picture(size=(800, 600)))
    level = Level.objects.get()
    assert level.photo and level.photo != first
    assert Blob.objects.get() == level.photo, "the one before is kept nowhere"
    client, page = client_of(known.people[Role.FACILITATOR]), page_of(sitting, known.home)
    seen = re.search(r'name="seen" value="([^"]+)"', client.get(page).content.decode())
    assert seen
    assert client.post(page, SAID | {"no_picture": "on", "seen": seen[1]}).status_code == 302
    assert Level.objects.get().photo is None
    assert not Blob.objects.exists()
