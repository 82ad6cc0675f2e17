"""What is stored, each row written once beside its file. `sha256` is that of the bytes as they are stored."""

from typing import Any, NoReturn

from django.db import models
from django.urls import reverse

from files.kinds import DocumentKind, PictureFormat
from files.names import LONGEST_NAME
from files.querysets import PictureQuerySet

LONGEST_WARNING = 300


def place_of(folder: str, sha256: str, ending: str) -> str:
    """Where a file lies in the storage."""
    return f"{folder}/{sha256[:2]}/{sha256}.{ending}"


class WrittenTwice(TypeError):
    """A row about a stored file was to be changed or deleted."""


class Stored(models.Model):
    """A row about one stored file: written once, by `files.keeping`."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField(help_text="In bytes.")

    folder: str

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise WrittenTwice(f"{type(self).__name__} is written once.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def get_absolute_url(self) -> str:
        return reverse("files:file", args=[self.sha256, self.ending])

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenTwice(f"{type(self).__name__} is not deleted.")

    @property
    def ending(self) -> str:
        raise NotImplementedError

    @property
    def path(self) -> str:
        return place_of(self.folder, self.sha256, self.ending)


class Picture(Stored):
    """A cleaned picture in its largest size, the master; smaller ones are its renditions."""

    folder = "pictures"

    format = models.CharField(max_length=4, choices=PictureFormat)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    stored_at = models.DateTimeField()

    objects = PictureQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    @property
    def ending(self) -> str:
        return self.format


class Rendition(Stored):
    """A picture made smaller, in the format of its master."""

    folder = "pictures"

    sha256 = models.CharField(max_length=64, db_index=True)
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="renditions")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        ordering = ["width"]
        constraints = [models.UniqueConstraint(fields=["picture", "width"], name="one_rendition_of_a_width")]

    def __str__(self) -> str:
        return f"{self.picture}, {self.width} pixels wide"

    @property
    def ending(self) -> str:
        return self.picture.format


class Document(Stored):
    """A document as it was sent, byte for byte."""

    folder = "documents"

    kind = models.CharField(max_length=4, choices=DocumentKind)
    name = models.CharField(max_length=LONGEST_NAME)
    stored_at = models.DateTimeField()
    warning = models.CharField(max_length=LONGEST_WARNING, blank=True, help_text="Whom this document shuts out.")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    @property
    def ending(self) -> str:
        return self.kind
