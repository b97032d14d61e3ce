"""A part of the organisation: a board, a service area, a department, a unit."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.models.responsible import ResponsibleField
from samsyn.kernel.tenancy.owned import Noun


class Unit(Noun):
    """One box of the organisation's tree."""

    search_fields = ("name", "code")

    class Kind(models.TextChoices):
        """Its level, as the organisation's own decisions name it."""

        BOARD = "board", _("Board")
        SERVICE_AREA = "service_area", _("Service area")
        DEPARTMENT = "department", _("Department")
        UNIT = "unit", _("Unit")

    name = models.CharField(_("name"), max_length=150)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.UNIT)
    code = models.CharField(
        _("code"), max_length=40, blank=True, help_text=_("Its number in the HR or finance system.")
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("belongs to"),
    )
    manager = ResponsibleField(_("manager"), related_name="manages")
    is_controller = models.BooleanField(
        _("legal controller"),
        default=False,
        help_text=_("Answers for personal data by itself, as a Swedish board does."),
    )

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "parent", "name"],
                nulls_distinct=False,
                name="unit_named_once",
                violation_error_message=_("There is already a unit of this name in that place."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "code"],
                condition=~models.Q(code=""),
                name="unit_code_once",
                violation_error_message=_("There is already a unit with this code."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
