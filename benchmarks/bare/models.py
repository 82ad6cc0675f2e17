from django.db import models


class Notice(models.Model):
    """All of a notice in one row. Its table is made for a benchmark, and no migration knows it."""

    title = models.CharField(max_length=120)
    body = models.TextField()
    published_at = models.DateTimeField()

    objects: models.Manager["Notice"] = models.Manager()

    class Meta:
        app_label = "bare"
        indexes = [models.Index(fields=["-published_at", "-id"], name="bare_newest")]

    def __str__(self) -> str:
        return self.title
