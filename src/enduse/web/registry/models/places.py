"""Countries, and the yearly indices that say something of them."""

from django.db import models

from enduse.interchange.languages import country
from enduse.web.registry.models.addresses import page_of
from enduse.web.registry.models.fields import PlainCharField


class Index(models.Model):
    """A published index; `published` gives, per year measured, when its figure came out."""

    id = models.SlugField(primary_key=True, max_length=60)
    title = models.TextField()
    publisher = models.TextField()
    url = models.URLField(max_length=2000, null=True)
    scale = models.TextField()
    terms = models.TextField()
    published = models.JSONField(default=dict)
    note = models.TextField(null=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title


class Country(models.Model):
    """A country or territory; `figures` by index and year are read whole and never searched."""

    code = PlainCharField(primary_key=True, max_length=2)
    name = models.TextField()
    names = models.JSONField(default=list)
    figures = models.JSONField(default=dict)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="registry_country_code", condition=models.Q(code__regex=r"^[a-z]{2}$")
            )
        ]

    def __str__(self) -> str:
        return country(self.pk, self.name)

    def get_absolute_url(self) -> str:
        """The one address of the country's page."""
        return page_of("country", self.pk)
