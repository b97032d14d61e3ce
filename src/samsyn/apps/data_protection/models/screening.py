"""Whether an impact assessment is needed: every answer, and the rule that decided."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.data_protection.models.activity import ProcessingActivity
from samsyn.apps.data_protection.models.answers import YesNo, yes_no
from samsyn.domain.data_protection import screening
from samsyn.domain.data_protection.screening import Deciding, Question, Verdict
from samsyn.kernel.tenancy.owned import Noun


class ScreeningVerdict(models.TextChoices):
    """What the rules say."""

    NEEDED = Verdict.NEEDED, _("An impact assessment is needed")
    NOT_NEEDED = Verdict.NOT_NEEDED, _("No impact assessment is needed")
    UNDECIDED = Verdict.UNDECIDED, _("Not decided: answers are missing")


class DecidingRule(models.TextChoices):
    """The rules, in the order they are asked."""

    ASSESSED_ALREADY = Deciding.ASSESSED_ALREADY, _("A similar processing is assessed already")
    ASSESSED_BY_LAW = Deciding.ASSESSED_BY_LAW, _("It was assessed when the law was made")
    EXEMPT_LIST = Deciding.EXEMPT_LIST, _("The authority's list says that none is needed")
    EXTENSIVE_EVALUATION = (
        Deciding.EXTENSIVE_EVALUATION,
        _("Extensive evaluation of people that decisions rest on"),
    )
    SENSITIVE_AT_SCALE = (
        Deciding.SENSITIVE_AT_SCALE,
        _("Special categories or offences on a large scale"),
    )
    PUBLIC_AREA = Deciding.PUBLIC_AREA, _("A public area is watched on a large scale")
    NATIONAL_LIST = Deciding.NATIONAL_LIST, _("The authority's list says that one is needed")
    TWO_CRITERIA = Deciding.TWO_CRITERIA, _("Two or more of the nine criteria are met")
    OTHER_HIGH_RISK = Deciding.OTHER_HIGH_RISK, _("We see a high risk of another kind")
    ONE_CRITERION = Deciding.ONE_CRITERION, _("Only one of the nine criteria is met")
    NOTHING_SPEAKS_FOR_IT = (
        Deciding.NOTHING_SPEAKS_FOR_IT,
        _("None of the nine criteria is met, and nothing else speaks for it"),
    )


class DpiaScreening(Noun):
    """One screening of one activity, kept as it was answered; the latest one counts."""

    search_fields: ClassVar[tuple[str, ...]] = ()

    name = models.CharField(_("name"), max_length=330, blank=True, editable=False)
    activity = models.ForeignKey(
        ProcessingActivity,
        models.CASCADE,
        verbose_name=_("processing activity"),
        related_name="screenings",
    )
    screened_on = models.DateField(_("screened on"))
    screened_by = models.CharField(_("who answered"), max_length=200, blank=True)
    assessed_already = yes_no(_("similar processing assessed"))
    assessed_where = models.CharField(_("where that assessment is"), max_length=300, blank=True)
    assessed_by_law = yes_no(_("assessed when the law was made"))
    on_exempt_list = yes_no(_("on the list of exempt processing"))
    extensive_evaluation = yes_no(_("extensive evaluation for decisions"))
    special_categories = yes_no(_("special categories of data"))
    offences = yes_no(_("convictions or offences"))
    large_scale = yes_no(_("large scale"))
    public_area = yes_no(_("public area watched"))
    on_national_list = yes_no(_("on the list of processing to assess"))
    evaluation = yes_no(_("evaluation or scoring"))
    automated_decisions = yes_no(_("machine decisions with legal effect"))
    monitoring = yes_no(_("systematic monitoring"))
    highly_personal = yes_no(_("highly personal data"))
    matching = yes_no(_("data sets matched or combined"))
    vulnerable = yes_no(_("vulnerable people"))
    new_technology = yes_no(_("new technology"))
    prevents = yes_no(_("keeps people from a right or service"))
    other_high_risk = yes_no(_("high risk of another kind"))
    reasons = models.TextField(_("why these answers"), blank=True)
    suggested = models.JSONField(default=dict, blank=True, editable=False)
    verdict = models.CharField(
        _("result"), max_length=10, choices=ScreeningVerdict, blank=True, editable=False
    )
    decided_by = models.CharField(
        _("rule that decided"), max_length=22, choices=DecidingRule, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("screening for an impact assessment")
        verbose_name_plural = _("screenings for impact assessments")
        indexes = [
            models.Index(fields=["activity", "-screened_on", "-id"], name="screening_latest")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def answers(self) -> dict[Question, bool | None]:
        """What was answered, as the rules take it."""
        words = {YesNo.YES.value: True, YesNo.NO.value: False}
        return {question: words.get(getattr(self, question.value)) for question in Question}

    def outcome(self) -> screening.Screening:
        """Return what the rules make of the answers, rule by rule."""
        return screening.screen(self.answers)

    def name_it(self) -> None:
        """Name it by the activity and the day."""
        self.name = f"{self.activity.name} · {self.screened_on}"

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Decide and name it first: nobody types the result."""
        outcome = self.outcome()
        self.verdict = outcome.verdict.value
        self.decided_by = outcome.decided_by.value if outcome.decided_by else ""
        self.name_it()
        super().save(*args, **options)
