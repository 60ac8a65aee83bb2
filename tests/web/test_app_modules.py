"""The shape of the site: what an app may hold, one door to the public, a page for every noun."""

import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from enduse.web.pack import MODELS
from enduse.web.registry.models import Published, Release
from tests.web.addresses import CHOSEN, KINDS, fetched, sample

ROOT = Path(__file__).parents[2]
ALLOWED = {
    "models", "actions", "views", "forms", "admin", "urls", "feeds", "api", "apps", "migrations",
    "management", "templatetags", "templates", "static", "locale", "__init__", "__pycache__",
    "publisher", "kept",  # of the public pages: plain files, and finished pages in memory
}  # fmt: skip
APPS = [app for app in apps.get_app_configs() if app.name.startswith("enduse.web.")]


@pytest.mark.parametrize("app", APPS, ids=lambda app: str(app.label))
def test_an_app_holds_only_what_an_app_may_hold(app: object) -> None:
    folder = Path(app.path)  # type: ignore[attr-defined]
    assert {path.stem for path in folder.iterdir()} <= ALLOWED


def test_the_migrations_make_the_tables_of_the_models() -> None:
    check = subprocess.run(
        [sys.executable, ROOT / "tools" / "migrations.py", "--check"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert check.returncode == 0, f"make migrations\n{check.stdout}{check.stderr}"


def test_public_views_take_records_by_the_one_door() -> None:
    """No view asks a manager for all there is; `published` is the first thing it says."""
    views = list((ROOT / "src" / "enduse" / "web" / "public").rglob("*.py"))
    nouns = "|".join({model.__name__ for model in MODELS.values()})
    other = re.compile(rf"\b(?:registry\.)?(?:{nouns})\.objects\.(?!published\(\))\w+")
    assert [
        f"{view.name}: {hit}" for view in views for hit in other.findall(view.read_text())
    ] == []


@pytest.mark.django_db
@pytest.mark.parametrize("noun", MODELS)
def test_every_noun_has_a_page_for_each_record(client: Client, noun: str) -> None:
    every = list(MODELS[noun].objects.published().order_by("pk"))
    for row in every[:: max(1, len(every) // 12)]:
        address = row.get_absolute_url()
        assert client.get(address).status_code == 200, address


def withdraw(row: Published) -> None:
    """As a load does it that no longer holds the record."""
    now = datetime(2026, 11, 22, tzinfo=UTC)
    type(row).objects.filter(pk=row.pk).update(withdrawn_since=now)
    Release.objects.create(made=now, digest=f"without {row.pk}")


def links(answer: Any, address: str) -> bool:
    """A page that leads to an address; a file leads nowhere."""
    page = answer["Content-Type"].startswith("text/html")
    return page and bool(re.search(rf'href="{address}["?#]', answer.text))


# A party or campaign goes only together with what names it: the check of a pack sees to that.
@pytest.mark.django_db
@pytest.mark.parametrize("noun", [noun for noun in MODELS if noun not in {"parties", "campaigns"}])
def test_what_is_withdrawn_is_gone_from_every_page(client: Client, noun: str) -> None:
    model = MODELS[noun]
    kind = str(model._meta.model_name)
    rows = model.objects.published().order_by("pk")
    row = rows.filter(pk=CHOSEN.get(kind)).first() or rows[0]
    address = row.get_absolute_url()
    assert client.get(address).status_code == 200
    linking = [sample(one) for one in KINDS if links(fetched(one), address)]
    name = address.strip("/").split("/")[-1].replace("-", " ")
    withdraw(row)
    assert client.get(address).status_code == 404
    for path in {*linking, f"/{address.split('/')[1]}/", f"/search/?q={name}"} - {address}:
        assert not links(client.get(path), address), path
