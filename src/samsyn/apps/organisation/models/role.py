"""What people are besides their employment, named alike in every organisation."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.fields import MarkdownField, PercentField
from samsyn.kernel.tenancy.owned import Catalogue


class Role(Catalogue):
    """A role of the shared catalogue: digital strategist, data protection officer."""

    search_fields = ("name", "description")

    name = models.CharField(_("name"), max_length=120, unique=True)
    description = MarkdownField(_("description"), blank=True)
    typical_share = PercentField(
        _("typical share"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Per cent of full time that the role usually needs."),
    )
    is_critical = models.BooleanField(
        _("critical"),
        default=False,
        help_text=_("The organisation is in trouble on a day when nobody holds it."),
    )

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def __str__(self) -> str:
        return self.name
