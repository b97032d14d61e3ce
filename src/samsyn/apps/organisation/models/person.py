"""Somebody who works here, whether or not they have an account."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.fields import PercentField
from samsyn.kernel.tenancy.owned import Noun


class Person(Noun):
    """One employee or elected person; no national identity number, only the HR system's own."""

    search_fields = ("name", "email", "job_title")

    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    employee_id = models.CharField(
        _("employee number"),
        max_length=40,
        blank=True,
        help_text=_("From the HR system. Never a national identity number."),
    )
    unit = models.ForeignKey(
        "organisation.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("unit"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="people",
        verbose_name=_("account"),
    )
    working_share = PercentField(
        _("working share"),
        default=100,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Per cent of full time."),
    )
    employed_from = models.DateField(_("employed from"), null=True, blank=True)
    employed_until = models.DateField(_("employed until"), null=True, blank=True)
    planned_retirement = models.DateField(_("planned retirement"), null=True, blank=True)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"],
                name="person_account_once",
                violation_error_message=_("That account belongs to another person here."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=~Q(email=""),
                name="person_email_once",
                violation_error_message=_("There is already a person with this e-mail address."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "employee_id"],
                condition=~Q(employee_id=""),
                name="person_employee_once",
                violation_error_message=_("There is already a person with this employee number."),
            ),
            models.CheckConstraint(
                condition=Q(working_share__range=(1, 100)), name="person_working_share"
            ),
            models.CheckConstraint(
                condition=Q(employed_until__gte=F("employed_from"))
                | Q(employed_until__isnull=True)
                | Q(employed_from__isnull=True),
                name="person_employment_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Say everything that can't be true of somebody's employment."""
        wrong = {}
        begins, ends = self.employed_from, self.employed_until
        if begins and ends and ends < begins:
            wrong["employed_until"] = ValidationError(_("This is before the employment begins."))
        if begins and self.planned_retirement and self.planned_retirement < begins:
            wrong["planned_retirement"] = ValidationError(
                _("This is before the employment begins.")
            )
        if wrong:
            raise ValidationError(wrong)

    def save(self, *args: object, **options: object) -> None:
        """Keep the address as mail systems compare it."""
        self.email = self.email.strip().lower()
        super().save(*args, **options)  # type: ignore[arg-type]
