"""What was loaded when, and what each load changed; rows are only ever added."""

from django.db import models

from enduse.web.registry.models.fields import PlainCharField


class Release(models.Model):
    """One load of a pack; `digest` is of all that is published after it.

    `said` is of what campaigns, letters, statements and policies say and of those whom they name,
    so that their pages can tell whether a release concerns them; empty where nobody told it apart.
    """

    made = models.DateTimeField()
    digest = PlainCharField(max_length=32)
    said = PlainCharField(max_length=32, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.made:%Y-%m-%d} {self.digest}"


class Change(models.Model):
    """One record that a release added, changed or withdrew."""

    WHAT = ("added", "changed", "withdrawn")
    release = models.ForeignKey(Release, models.CASCADE, related_name="changes")
    noun = PlainCharField(max_length=20)
    record = PlainCharField(max_length=120)
    what = PlainCharField(max_length=10, choices=[(word, word) for word in WHAT])

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="registry_change_word",
                condition=models.Q(what__in=["added", "changed", "withdrawn"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.noun}/{self.record}"
