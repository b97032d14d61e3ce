"""Makes every Django form look and read like the rest of Samsyn (settings.FORM_RENDERER)."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class SamsynRenderer(TemplatesSetting):
    """Renders forms and fields by the kernel's own templates.

    Needs `django.forms` in INSTALLED_APPS *after* `samsyn.kernel`, whose
    `django/forms/widgets/attrs.html` takes the place of Django's.
    """

    form_template_name = "kernel/forms/form.html"
    field_template_name = "kernel/forms/field.html"
