"""A picture that somebody sends: whether it can be taken, and what of it is kept. Bytes in, bytes out.

JPEG, PNG, WebP and HEIC are taken, told apart by their first bytes and never by their name. Only the pixels are kept,
turned upright and in sRGB: where and when a picture was made, by whom and with what, comments, thumbnails, further
pictures in the same file and whatever lies behind its end are left behind. What has transparency is kept as PNG,
everything else as JPEG. A picture that moves is refused: its first frame alone might not say what it was to say, and
movement that nobody asked for shuts readers out.
"""

import hashlib
import re
import threading
import warnings
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

from pi_heif import register_heif_opener
from PIL import ExifTags, Image, ImageCms

from files.kinds import PictureFormat
from files.refusals import Unusable

LONGEST_EDGE = 2400
RENDITION_WIDTHS = (320, 640, 960, 1600)
MOST_PIXELS = 50_000_000

SIGNS = {
    "JPEG": rb"\xff\xd8\xff",
    "PNG": rb"\x89PNG\r\n\x1a\n",
    "WEBP": rb"RIFF....WEBP",
    "HEIF": rb"....ftyp(?:heic|heix|heim|heis|mif1)",
}
SIGN_OF_SVG = re.compile(rb"<svg\b", re.IGNORECASE)
MAY_MOVE = {"PNG", "WEBP"}  # several pictures in a JPEG or HEIC are a telephone's by-products of one
SAVED_WITH: dict[PictureFormat, dict[str, Any]] = {
    PictureFormat.JPEG: {"quality": 85, "optimize": True, "progressive": True},
    PictureFormat.PNG: {},
}
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SRGB = ImageCms.createProfile("sRGB")

NOT_A_PICTURE = (
    "This is not a picture of a kind that we take, even if its name looks like one. "
    "Save it as JPEG, PNG or WebP, or as HEIC on a telephone, and choose it again."
)
SVG = (
    "This is an SVG drawing, which can carry a program, so we do not take it. "
    "Save or export it as PNG and choose that instead."
)
DAMAGED = (
    "This picture is damaged, or a part of it is missing. "
    "Open it on your own device, save it again under another name and choose that."
)
TOO_MANY_PIXELS = (
    f"This picture has more than {MOST_PIXELS // 1_000_000} million pixels, more than we can work with. "
    "Make it smaller (2,400 pixels along its longer edge are plenty) and choose it again."
)
MOVING = (
    "This picture moves. Movement can keep people from reading what stands beside it, so we do not take it. "
    "Save one still picture of it as JPEG or PNG and choose that."
)

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
# A thumbnail in a HEIC would otherwise be taken in place of the picture, and nothing makes it show the same.
register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)

# One picture of 50 million pixels takes 300 MB for a moment, as WebP 800: never two of them in one process.
one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Size:
    """One size of a picture, as it is to be stored."""

    content: bytes
    width: int
    height: int

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Cleaned:
    """What is kept of a picture: the master, and its renditions from the narrowest on."""

    format: PictureFormat
    master: Size
    renditions: tuple[Size, ...]


def clean(content: bytes) -> Cleaned:
    """What is kept of the picture; Unusable where it cannot be taken."""
    kind = _kind_of(content)
    with one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Pillow finds odd about somebody's file is for no log
        try:
            return _in_all_sizes(_pixels_of(content, kind))
        except Unusable:
            raise
        except Image.DecompressionBombError as error:
            raise Unusable(TOO_MANY_PIXELS) from error
        except Exception as error:  # a file made to harm raises whatever it can
            raise Unusable(DAMAGED) from error


def _kind_of(content: bytes) -> str:
    for kind, sign in SIGNS.items():
        if re.match(sign, content, re.DOTALL):
            return kind
    raise Unusable(SVG if SIGN_OF_SVG.search(content[:4096]) else NOT_A_PICTURE)


def _pixels_of(content: bytes, kind: str) -> Image.Image:
    """The picture's pixels alone, upright, in sRGB and no longer than a master may be."""
    image = _with_plain_colours(_opened(content, kind))
    image.thumbnail((LONGEST_EDGE, LONGEST_EDGE), Image.Resampling.LANCZOS)
    upright = _in_srgb(_upright(image))
    pixels = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    return _without_hidden_colours(pixels) if pixels.mode == "RGBA" else pixels


def _opened(content: bytes, kind: str) -> Image.Image:
    """The picture before any of its pixels is decoded. Its size is what its header says."""
    image = Image.open(BytesIO(content), formats=[kind])
    if image.width * image.height > MOST_PIXELS:
        raise Unusable(TOO_MANY_PIXELS)
    if kind in MAY_MOVE and getattr(image, "is_animated", False):
        raise Unusable(MOVING)
    image.verify()  # a PNG's checksums; it leaves nothing to read, so the picture is opened again
    return Image.open(BytesIO(content), formats=[kind])


def _with_plain_colours(image: Image.Image) -> Image.Image:
    """In a mode that can be made smaller: no palette, no 16 bits, transparency in a channel of its own."""
    if image.mode.startswith("I;16"):
        return image.point(lambda pixel: pixel / 256).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image.convert("RGB") if image.mode in ("1", "P") else image


def _upright(image: Image.Image) -> Image.Image:
    turn = TURNS.get(image.getexif().get(ExifTags.Base.Orientation, 1))
    return image if turn is None else image.transpose(turn)


def _in_srgb(image: Image.Image) -> Image.Image:
    """With its own colour profile applied; one that is broken or made for other colours is passed over."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile := image.info.get("icc_profile"):
        with suppress(ImageCms.PyCMSError):
            converted = ImageCms.profileToProfile(image, BytesIO(profile), SRGB, outputMode=mode)
            return converted or image
    return image.convert(mode)


def _without_hidden_colours(image: Image.Image) -> Image.Image:
    """Without transparency where nothing shows through, else without the colours under what cannot be seen."""
    alpha = image.getchannel("A")
    if alpha.getextrema() == (255, 255):
        return image.convert("RGB")
    nothing = Image.new("RGBA", image.size)
    return Image.composite(image, nothing, alpha.point(lambda value: 255 if value else 0))


def _in_all_sizes(master: Image.Image) -> Cleaned:
    format_ = PictureFormat.PNG if master.mode == "RGBA" else PictureFormat.JPEG
    smaller = [_narrowed(master, width) for width in RENDITION_WIDTHS if width < master.width]
    return Cleaned(format_, _saved(master, format_), tuple(_saved(image, format_) for image in smaller))


def _narrowed(image: Image.Image, width: int) -> Image.Image:
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _saved(image: Image.Image, format_: PictureFormat) -> Size:
    stream = BytesIO()
    image.save(stream, format_.label, **SAVED_WITH[format_])
    return Size(stream.getvalue(), image.width, image.height)
