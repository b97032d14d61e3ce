"""The words of an ArchiMate model, in every language at once: tools choose which to show."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from samsyn.apps.register.wording import ASPECTS
from samsyn.domain.archimate.model import Property, Words

HOSTS = _("has it running there")
_VIEW = _("Map of the register")
_TOLD = _("The register of %(name)s, as Samsyn knows it.")
_FOLDERS: Mapping[str, StrPromise] = {
    "system": _("Systems"),
    "routine": _("Routines and services"),
    "asset": _("Information"),
    "unit": _("Units"),
    "party": _("Outside parties"),
    "supplier": _("Suppliers"),
    "site": _("Sites"),
}
_PROPERTIES: Mapping[str, StrPromise] = {
    "stage": _("Stage"),
    "criticality": _("Criticality"),
    "owner": _("Owner's role"),
    "product": _("Product"),
    "version": _("Version"),
    "local_id": _("Local id"),
    "org_number": _("Organisation number"),
    "personal_data": _("Personal data"),
    "means": _("How"),
    "frequency": _("How often"),
    "encrypted": _("Encrypted"),
    "leaves_eea": _("Leaves the EU and EEA"),
    "country": _("Country"),
}
_NUMBERS: Mapping[str, StrPromise] = {
    "rto": _("Back within (hours)"),
    "mtpd": _("Harm is serious after (hours)"),
}


def in_all_languages(words: object) -> Words:
    """Return lazily translated words in each language of the house."""
    said = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            said[code] = str(words)
    return said


def told(name: str) -> str:
    """Say whose register it is, in the active language."""
    return str(_TOLD) % {"name": name}


def view() -> Words:
    """Return the name of the diagram."""
    return in_all_languages(_VIEW)


def folders() -> dict[str, Words]:
    """Return the folders of the model's tree, in order."""
    return {key: in_all_languages(words) for key, words in _FOLDERS.items()}


def properties() -> list[Property]:
    """Return everything that elements and relations may tell of themselves."""
    texts = [Property(key, in_all_languages(words)) for key, words in _PROPERTIES.items()]
    numbers = {**_NUMBERS, **{str(aspect): words for aspect, words in ASPECTS.items()}}
    return texts + [
        Property(key, in_all_languages(words), number=True) for key, words in numbers.items()
    ]
