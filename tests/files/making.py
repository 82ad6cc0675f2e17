"""Makes pictures and documents for the tests: with real metadata, and with what is meant to harm."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo
from pillow_heif import from_pillow
from pypdf import PdfWriter

KINDS = ("JPEG", "PNG", "WEBP", "HEIF")
ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "HEIF": "heic"}
SECRET = "Hidden-Words"
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    f"<rdf:Description>{SECRET}</rdf:Description></rdf:RDF></x:xmpmeta>"
).encode()


def upload(content: bytes, name: str = "Mill Lane.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


# ----------------------------------------------------------------------------------------------- pictures
def photograph(width: int = 60, height: int = 40) -> Image.Image:
    """A picture whose upper left corner is red, its upper right one green, and the rest grey noise."""
    image = Image.effect_noise((width, height), 40).convert("RGB")
    image.paste((255, 0, 0), (0, 0, width // 3, height // 3))
    image.paste((0, 255, 0), (width - width // 3, 0, width, height // 3))
    return image


def saved(image: Image.Image, kind: str = "JPEG", **how: Any) -> bytes:
    stream = BytesIO()
    if kind == "HEIF":
        several = how.pop("append_images", [])
        file = from_pillow(image)  # the product itself only reads it
        for other in several:
            file.add_from_pillow(other)
        file.save(stream, **{**how, "save_all": bool(several)})
    else:
        image.save(stream, kind, **how)
    return stream.getvalue()


def exif(orientation: int = 1) -> bytes:
    """As a telephone writes it: who, with what, when, and where."""
    tags = Image.Exif()
    tags[ExifTags.Base.Orientation] = orientation
    tags[ExifTags.Base.Artist] = SECRET
    tags[ExifTags.Base.DateTime] = "2026:11:20 10:11:12"
    tags.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (51.0, 7.0, 42.4242), 3: "W", 4: (0.0, 58.0, 3.0303)})
    return tags.tobytes()


def tell_tale(kind: str, image: Image.Image | None = None) -> bytes:
    """A picture with all that its kind can hold beside pixels."""
    how: dict[str, Any] = {"exif": exif(), "xmp": XMP}
    if kind == "JPEG":
        how["comment"] = SECRET.encode()
    if kind == "PNG":
        notes = PngInfo()
        notes.add_text("Comment", SECRET)
        notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
        how = {"exif": exif(), "pnginfo": notes}
    return saved(image or photograph(700, 500), kind, **how) + SECRET.encode()


def where_it_was_made(content: bytes) -> dict[int, Any]:
    return Image.open(BytesIO(content)).getexif().get_ifd(ExifTags.IFD.GPSInfo)


def parts_of(content: bytes) -> set[str]:
    """Of what parts a stored file is made, to its last byte; what is none of the picture goes by its number."""
    return set(_chunks_of_png(content) if content.startswith(b"\x89PNG") else _segments_of_jpeg(content))


def _chunks_of_png(content: bytes) -> Iterator[str]:
    at = 8
    while at < len(content):
        yield content[at + 4 : at + 8].decode("latin-1")
        at += 12 + int.from_bytes(content[at : at + 4])


def _segments_of_jpeg(content: bytes) -> Iterator[str]:
    names = {0xE0: "JFIF", 0xDB: "tables", 0xC4: "tables", 0xC2: "frame", 0xDA: "scan"}
    at = 2
    while content[at:] != b"\xff\xd9":
        sign, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        yield names.get(sign, hex(sign))
        at += 2 + length
        while sign == 0xDA and (content[at] != 0xFF or content[at + 1] == 0):
            at += 1  # the pixels themselves


def moving(kind: str) -> bytes:
    return saved(photograph(), kind, save_all=True, append_images=[Image.new("RGB", (60, 40), "blue")])


def bomb(width: int = 40_000, height: int = 40_000) -> bytes:
    """A whole and valid PNG of some hundred kilobytes, which takes as many bytes as it has pixels."""
    press = zlib.compressobj()
    row = bytes(1 + width // 8)
    rows = b"".join(press.compress(row) for _ in range(height)) + press.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = [png_chunk(b"IHDR", header), png_chunk(b"IDAT", rows), png_chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def png_chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def heic_that_says(width: int, height: int, *, of: Image.Image) -> bytes:
    """A HEIC whose header lies about its size."""
    content = saved(of, "HEIF")
    at = content.index(b"ispe") + 8
    return content[:at] + struct.pack(">II", width, height) + content[at + 8 :]


# ---------------------------------------------------------------------------------------------- documents
OOXML = "application/vnd.openxmlformats-officedocument."
MAIN_PARTS = {
    "docx": (f"{OOXML}wordprocessingml.document.main+xml", "word/document.xml"),
    "xlsx": (f"{OOXML}spreadsheetml.sheet.main+xml", "xl/workbook.xml"),
    "pptx": (f"{OOXML}presentationml.presentation.main+xml", "ppt/presentation.xml"),
    "docm": ("application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml"),
}


def archive(parts: dict[str, str], packed: int = ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", packed) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return stream.getvalue()


def office(kind: str, *further: str, packed: int = ZIP_DEFLATED) -> bytes:
    """A DOCX, XLSX, PPTX or DOCM with these further parts."""
    main_type, main = MAIN_PARTS[kind]
    types = f'<Types><Override PartName="/{main}" ContentType="{main_type}"/></Types>'
    return archive({"[Content_Types].xml": types, main: "<w/>", **dict.fromkeys(further, "x")}, packed)


def opendocument(kind: str, *further: str, manifest: str = "<manifest/>") -> bytes:
    """An OpenDocument "text" or "spreadsheet" with these further parts."""
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    parts = {"mimetype": mimetype, "content.xml": "<c/>", "META-INF/manifest.xml": manifest}
    return archive({**parts, **dict.fromkeys(further, "x")})


HELVETICA = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"


def pdf(
    typefaces: str = HELVETICA,
    catalog: str = "",
    pages: str = "/Kids [3 0 R] /Count 1",
    further: bytes = b"null",
) -> bytes:
    """A PDF of one page with a few words. Its object 5 is the `further` one."""
    page = b"BT /F1 12 Tf 20 20 Td (The pond is deep) Tj ET"
    return pdf_of(
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages {pages} >>".encode(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R"
        f" /Resources << {typefaces} >> >>".encode(),
        f"<< /Length {len(page)} >>\nstream\n".encode() + page + b"\nendstream",
        further,
    )


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of which is its catalog."""
    content, places = b"%PDF-1.7\n", []
    for number, words in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n".encode() + words + b"\nendobj\n"
    lines = "".join(f"{place:010} 00000 n \n" for place in places)
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{lines}"
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(content)}\n%%EOF\n"
    return content + table.encode() + trailer.encode()


def protected(content: bytes, password: str, algorithm: str) -> bytes:
    """The PDF, locked."""
    writer, stream = PdfWriter(clone_from=BytesIO(content)), BytesIO()
    writer.encrypt(password, owner_password="another", algorithm=algorithm)
    writer.write(stream)
    return stream.getvalue()


TAGGED = "/MarkInfo << /Marked true >> /StructTreeRoot << /Type /StructTreeRoot >>"
