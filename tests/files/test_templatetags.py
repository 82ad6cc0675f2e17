"""Pictures and documents in templates."""

from typing import Any

import pytest
from django.template import Context, Template, TemplateSyntaxError
from PIL import Image

from files.keeping import keep_picture
from files.models import Document, Picture
from tests.files.making import saved, upload

pytestmark = pytest.mark.django_db


def shown(template: str, **context: Any) -> str:
    return Template("{% load files %}" + template).render(Context(context))


def kept(width: int, height: int) -> Picture:
    return keep_picture(upload(saved(Image.new("RGB", (width, height)))))


def test_a_picture_in_the_sizes_that_there_are() -> None:
    picture = kept(1200, 900)
    small, middle, large = (size.get_absolute_url() for size in picture.renditions.all())
    own = picture.get_absolute_url()
    assert shown('{% picture picture alt="The pond" sizes="50vw" %}', picture=picture) == (
        f'<img src="{large}" srcset="{small} 320w, {middle} 640w, {large} 960w, {own} 1200w" sizes="50vw"'
        ' width="1200" height="900" alt="The pond" decoding="async" loading="lazy">'
    )


def test_a_small_picture() -> None:
    picture = kept(100, 80)
    url = picture.get_absolute_url()
    html = shown('{% picture picture alt="" %}', picture=picture)
    assert f'src="{url}" srcset="{url} 100w" sizes="100vw" width="100" height="80" alt=""' in html


def test_the_first_picture_of_a_page_is_not_waited_for() -> None:
    assert "lazy" not in shown('{% picture picture alt="" first=True %}', picture=kept(100, 80))


def test_a_picture_needs_a_description() -> None:
    with pytest.raises(TemplateSyntaxError, match="alt"):
        shown("{% picture picture %}", picture=None)


def test_what_a_description_says_is_escaped() -> None:
    html = shown("{% picture picture alt=alt %}", picture=kept(100, 80), alt='"><script>')
    assert 'alt="&quot;&gt;&lt;script&gt;"' in html


def test_pictures_that_were_fetched_together_ask_nothing_more(django_assert_num_queries) -> None:
    kept(700, 500)
    (picture,) = Picture.objects.prefetch_related("renditions")
    with django_assert_num_queries(0):
        shown('{% picture picture alt="" %}', picture=picture)


@pytest.mark.parametrize(
    ("kind", "size", "words"),
    [
        ("pdf", 1_258_291, "PDF, 1.2\xa0MB"),
        ("docx", 348_160, "Word document, 340.0\xa0KB"),
        ("csv", 12, "CSV, 12\xa0bytes"),
    ],
)
def test_what_follows_a_link_to_a_document(kind: str, size: int, words: str) -> None:
    assert shown("{% document_facts document %}", document=Document(kind=kind, size=size)) == words
