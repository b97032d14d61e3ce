"""Makes every Django form look and read like the rest of Samsyn (settings.FORM_RENDERER)."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from django import forms
from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as Engine

OURS = Path(__file__).parent / "templates"
DJANGOS = Path(forms.__file__).parent / "templates"


class SamsynRenderer(DjangoTemplates):
    """Renders forms and fields by the kernel's own templates.

    They are looked for before Django's, in whatever order the apps are installed: our
    `django/forms/widgets/attrs.html` takes the place of Django's in every input.
    """

    form_template_name = "kernel/forms/form.html"
    field_template_name = "kernel/forms/field.html"

    @cached_property
    def engine(self) -> Engine:
        """Return the template engine: our folder, Django's, then those of the apps."""
        return Engine({"APP_DIRS": True, "DIRS": [OURS, DJANGOS], "NAME": "forms", "OPTIONS": {}})
