"""The kinds that are stored. The value of each is the ending of its name, in the storage and in its address."""

from django.db.models import TextChoices


class PictureFormat(TextChoices):
    """What a picture is stored as, whatever it came as."""

    JPEG = "jpg", "JPEG"
    PNG = "png", "PNG"


class DocumentKind(TextChoices):
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word document"
    XLSX = "xlsx", "Excel spreadsheet"
    ODT = "odt", "OpenDocument text"
    ODS = "ods", "OpenDocument spreadsheet"
    TXT = "txt", "Text"
    CSV = "csv", "CSV"


CONTENT_TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "txt": "text/plain",
    "csv": "text/csv",
}
SHOWN_IN_THE_BROWSER = {"jpg", "png", "pdf"}
