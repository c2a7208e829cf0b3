"""A story far too long is refused at its field, and not a word of it is lost."""

import pytest
from django.urls import reverse

from cases.models import Case
from tests import answers
from tests import cast as people

LONG = "Гроші не заплатили. " * 80_000  # about three megabytes on the way


@pytest.fixture
def lena(cast, client):
    client.force_login(cast.lena)
    return client


def test_a_story_of_three_megabytes_comes_back_with_a_sentence(lena):
    page = lena.post(reverse("cases:new"), answers.full(story__story=LONG))
    assert page.status_code == 422
    assert page.content.decode().count("Гроші не заплатили.") == 80_000
    assert not Case.objects.exists()


def test_a_note_of_three_megabytes_comes_back_with_a_sentence(lena, cast):
    case = people.open_case(cast.lena)
    page = lena.post(reverse("cases:note", args=[case.pk]), {"note-text": LONG})
    assert page.status_code == 422
    assert page.content.decode().count("Гроші не заплатили.") == 80_000
