"""One version of an agreement's template: its text, and what changed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models.agreement_template import AgreementTemplate
from samsyn.kernel.fields import MarkdownField
from samsyn.kernel.tenancy.owned import Catalogue


class TemplateVersion(Catalogue):
    """The text of a template as it held from a day; never changed once agreements stand on it."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "summary")

    name = models.CharField(_("name"), max_length=260, blank=True, editable=False)
    template = models.ForeignKey(
        AgreementTemplate, models.CASCADE, verbose_name=_("template"), related_name="versions"
    )
    version = models.CharField(_("version"), max_length=40)
    since = models.DateField(_("holds from"), null=True, blank=True)
    body = MarkdownField(_("text"), blank=True)
    summary = MarkdownField(_("what changed"), blank=True)

    class Meta:
        verbose_name = _("template version")
        verbose_name_plural = _("template versions")
        constraints = [
            models.UniqueConstraint(
                fields=["template", "version"],
                name="template_version_once",
                violation_error_message=_("This version is there already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def name_it(self) -> None:
        """Name it by the template and the version."""
        self.name = f"{self.template.name} {self.version}"

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it first."""
        self.name_it()
        super().save(*args, **options)
