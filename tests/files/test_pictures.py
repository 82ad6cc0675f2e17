"""What is taken as a picture, and what of it is kept."""

import resource
from contextlib import suppress
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from files import pictures
from files.kinds import PictureFormat
from files.pictures import DAMAGED, MOVING, NOT_A_PICTURE, SVG, TOO_MANY_PIXELS, Cleaned, clean
from files.refusals import Unusable
from tests.files import making
from tests.files.making import KINDS, SECRET, photograph, saved

RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)


def master(content: bytes) -> Image.Image:
    return Image.open(BytesIO(clean(content).master.content))


def everything_kept(cleaned: Cleaned) -> list[bytes]:
    return [size.content for size in (cleaned.master, *cleaned.renditions)]


def colour_of(pixel: object) -> tuple[int, ...]:
    """What colour it comes nearest to, since a JPEG keeps none exactly."""
    return tuple(255 if value > 128 else 0 for value in pixel)  # type: ignore[attr-defined]


# -------------------------------------------------------------------------------------------------- kinds
@pytest.mark.parametrize("kind", KINDS)
def test_four_kinds_are_taken(kind: str) -> None:
    image = master(saved(photograph(), kind))
    assert (image.format, image.size) == ("JPEG", (60, 40))
    assert colour_of(image.getpixel((2, 2))) == RED


def refused(content: bytes) -> str:
    with pytest.raises(Unusable) as refusal:
        clean(content)
    return refusal.value.message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"#!/bin/sh\nrm -rf /\n", NOT_A_PICTURE),
        (b"<html><script>alert(1)</script></html>", NOT_A_PICTURE),
        (b"MZ\x90\0\x03\0\0\0", NOT_A_PICTURE),
        (saved(Image.new("RGB", (9, 9)), "GIF"), NOT_A_PICTURE),
        (saved(Image.new("RGB", (9, 9)), "TIFF"), NOT_A_PICTURE),
        (saved(Image.new("RGB", (9, 9)), "AVIF"), NOT_A_PICTURE),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', SVG),
        (b'<?xml version="1.0"?>\n<!-- drawn -->\n<SVG onload="alert(1)"/>', SVG),
        (b"\xff\xd8\xff<script>alert(1)</script>", DAMAGED),
        (b"\x89PNG\r\n\x1a\n", DAMAGED),
    ],
    ids=["script", "HTML", "program", "GIF", "TIFF", "AVIF", "SVG", "SVG in XML", "script as JPEG", "only the start"],
)
def test_nothing_else_is_taken(content: bytes, message: str) -> None:
    assert refused(content) == message


def test_a_kind_is_read_by_its_own_rules() -> None:
    """Pillow knows forty kinds, and is asked for the one that the first bytes name."""
    assert refused(b"\xff\xd8\xff" + saved(photograph(), "BMP")) == DAMAGED


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_moving_picture_is_refused(kind: str) -> None:
    assert refused(making.moving(kind)) == MOVING


@pytest.mark.parametrize("kind", ["MPO", "HEIF"])
def test_of_the_several_pictures_of_a_telephone_the_first_is_taken(kind: str) -> None:
    assert colour_of(master(making.moving(kind)).getpixel((2, 2))) == RED


def test_a_thumbnail_never_stands_for_its_picture() -> None:
    """Pillow takes a large one to save time, and it may show something else than what was decided on."""
    with_thumbnail = saved(photograph(600, 400), "HEIF", thumbnails=[128])
    assert Image.open(BytesIO(with_thumbnail)).info["thumbnails"] == []


# ---------------------------------------------------------------------------------------- made to harm
def test_a_picture_that_would_fill_the_memory_is_refused_by_its_header() -> None:
    content = making.bomb()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refused(content) == TOO_MANY_PIXELS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024  # kilobytes


@pytest.mark.parametrize(("height", "is_taken"), [(6250, True), (6251, False)])
def test_how_many_pixels_a_picture_may_have(height: int, is_taken: bool) -> None:
    content = making.bomb(8000, height)
    if is_taken:
        assert clean(content).master.width == 2400
    else:
        assert refused(content) == TOO_MANY_PIXELS


@pytest.mark.parametrize(("size", "message"), [((40_000, 40_000), TOO_MANY_PIXELS), ((30, 20), DAMAGED)])
def test_a_header_that_lies(size: tuple[int, int], message: str) -> None:
    assert refused(making.heic_that_says(*size, of=photograph(600, 400))) == message


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_that_is_cut_off_anywhere_is_refused(kind: str) -> None:
    content = saved(photograph(24, 16), kind, exif=making.exif(), icc_profile=swapped_profile())
    checksum_of_nothing = 4 if kind == "PNG" else 0
    for length in range(1, len(content) - checksum_of_nothing):
        assert refused(content[:length]) in (DAMAGED, NOT_A_PICTURE)


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_with_a_wrong_byte_is_taken_or_refused(kind: str) -> None:
    content = saved(photograph(24, 16), kind, exif=making.exif(), icc_profile=swapped_profile())
    for place in range(0, len(content), 7):
        spoilt = bytearray(content)
        spoilt[place] ^= 0xFF
        with suppress(Unusable):
            clean(bytes(spoilt))


# ---------------------------------------------------------------------------------- what is left behind
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_where_who_and_when_are_in_nothing_that_is_kept(kind: str, mode: str) -> None:
    image = photograph(700, 500)
    if mode == "RGBA" and kind != "JPEG":
        image.putalpha(200)
    content = making.tell_tale(kind, image)
    assert SECRET.encode() in content
    assert making.where_it_was_made(content)[2] == (51.0, 7.0, 42.4242)
    kept = everything_kept(clean(content))
    assert len(kept) == 3
    for size in kept:
        assert making.where_it_was_made(size) == {}
        assert SECRET.encode() not in size
        assert making.parts_of(size) <= {"JFIF", "tables", "frame", "scan", "IHDR", "IDAT", "IEND"}


def test_colours_that_cannot_be_seen_are_not_kept() -> None:
    image = Image.new("RGBA", (60, 40), (*RED, 0))
    image.paste((*BLUE, 128), (0, 0, 10, 10))
    kept = master(saved(image, "PNG"))
    assert kept.getpixel((5, 5)) == (*BLUE, 128)
    assert kept.getpixel((50, 30)) == (0, 0, 0, 0)


# ------------------------------------------------------------------------------------- what is made of it
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("orientation", "red", "green"),
    [
        (1, (0, 0), (1, 0)),
        (2, (1, 0), (0, 0)),
        (3, (1, 1), (0, 1)),
        (4, (0, 1), (1, 1)),
        (5, (0, 0), (0, 1)),
        (6, (1, 0), (1, 1)),
        (7, (1, 1), (1, 0)),
        (8, (0, 1), (0, 0)),
        (99, (0, 0), (1, 0)),
    ],
)
def test_a_picture_stands_upright(kind: str, orientation: int, red: tuple[int, int], green: tuple[int, int]) -> None:
    image = master(saved(photograph(), kind, exif=making.exif(orientation)))
    assert image.size == ((40, 60) if orientation in (5, 6, 7, 8) else (60, 40))
    last = (image.width - 1, image.height - 1)
    for corner, colour in ((red, RED), (green, GREEN)):
        place = tuple(min(max(side * end, 2), end - 2) for side, end in zip(corner, last, strict=True))
        assert colour_of(image.getpixel(place)) == colour


def test_a_rendition_stands_upright() -> None:
    cleaned = clean(saved(photograph(500, 400), exif=making.exif(6)))
    assert [(size.width, size.height) for size in cleaned.renditions] == [(320, 400)]


@pytest.mark.parametrize(
    "orientation", [b"\x08\0\x05\x01\x12", b"\xff\xff\xff\xff", b"\x08\0\x01\x01\x12\0\x02\0\0\0\4abc\0"]
)
def test_metadata_that_is_damaged_does_no_harm(orientation: bytes) -> None:
    assert master(saved(photograph(), exif=b"Exif\0\0MM\0*\0\0\0" + orientation)).size == (60, 40)


def swapped_profile() -> bytes:
    """A colour profile in which red and green have changed places."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"____", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"____", b"gXYZ", 1)


@pytest.mark.parametrize("kind", KINDS)
def test_colours_are_those_that_the_profile_means(kind: str) -> None:
    image = master(saved(photograph(), kind, icc_profile=swapped_profile()))
    assert colour_of(image.getpixel((2, 2))) == GREEN


@pytest.mark.parametrize("profile", [b"no profile", swapped_profile()[:200]])
def test_a_profile_that_cannot_be_used_is_passed_over(profile: bytes) -> None:
    assert colour_of(master(saved(photograph(), icc_profile=profile)).getpixel((2, 2))) == RED


@pytest.mark.parametrize(("mode", "icc_profile"), [("L", swapped_profile()), ("CMYK", swapped_profile())])
def test_a_profile_for_other_colours_is_passed_over(mode: str, icc_profile: bytes) -> None:
    image = master(saved(Image.new("RGB", (60, 40), "white").convert(mode), icc_profile=icc_profile))
    assert colour_of(image.getpixel((2, 2))) == (255, 255, 255)


@pytest.mark.parametrize(
    ("image", "colour"),
    [
        (Image.new("1", (60, 40), 1), (255, 255, 255)),
        (Image.new("L", (60, 40), 255), (255, 255, 255)),
        (Image.new("I;16", (60, 40), 200 * 256), (200, 200, 200)),
        (Image.new("RGB", (60, 40), "red").convert("P"), RED),
        (Image.new("RGBA", (60, 40), "red"), RED),
        (Image.new("LA", (60, 40), (255, 255)), (255, 255, 255)),
    ],
    ids=lambda value: getattr(value, "mode", None),
)
def test_every_way_of_holding_pixels_is_understood(image: Image.Image, colour: tuple[int, ...]) -> None:
    cleaned = clean(saved(image, "PNG"))
    assert cleaned.format == PictureFormat.JPEG
    kept = Image.open(BytesIO(cleaned.master.content)).getpixel((30, 20))
    assert all(abs(is_ - was) < 4 for is_, was in zip(kept, colour, strict=True))


def see_through(mode: str) -> Image.Image:
    image = Image.new("RGBA", (700, 500), (0, 0, 0, 0))
    image.paste((*RED, 255), (0, 0, 350, 500))
    return image.convert(mode)


@pytest.mark.parametrize(("mode", "kind"), [("RGBA", "PNG"), ("LA", "PNG"), ("P", "PNG"), ("RGBA", "WEBP")])
def test_what_shows_through_stays_so_in_every_size(mode: str, kind: str) -> None:
    cleaned = clean(saved(see_through(mode), kind))
    assert cleaned.format == PictureFormat.PNG
    for content in everything_kept(cleaned):
        image = Image.open(BytesIO(content))
        assert (image.format, image.mode) == ("PNG", "RGBA")
        assert [image.getchannel("A").getpixel((x, 200)) for x in (2, image.width - 2)] == [255, 0]


@pytest.mark.parametrize(
    ("size", "kept", "widths"),
    [
        ((320, 200), (320, 200), []),
        ((321, 200), (321, 200), [320]),
        ((2400, 1800), (2400, 1800), [320, 640, 960, 1600]),
        ((4800, 3600), (2400, 1800), [320, 640, 960, 1600]),
        ((1500, 3000), (1200, 2400), [320, 640, 960]),
        ((5000, 1), (2400, 1), [320, 640, 960, 1600]),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_sizes(kind: str, size: tuple[int, int], kept: tuple[int, int], widths: list[int]) -> None:
    cleaned = clean(saved(Image.new("RGB", size), kind))
    assert (cleaned.master.width, cleaned.master.height) == kept
    assert [rendition.width for rendition in cleaned.renditions] == widths
    for rendition in cleaned.renditions:
        image = Image.open(BytesIO(rendition.content))
        assert image.size == (rendition.width, rendition.height)
        assert abs(rendition.height - rendition.width * kept[1] / kept[0]) <= 1


def test_the_same_picture_gives_the_same_bytes() -> None:
    content = saved(photograph(700, 500))
    assert clean(content) == clean(content)


def test_after_a_refusal_the_next_picture_has_its_turn() -> None:
    refused(b"\x89PNG\r\n\x1a\n")
    assert not pictures.one_at_a_time.locked()
