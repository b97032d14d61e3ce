"""Who can sign in, what they may do and where, and what their programs may do."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.tenancy.owned import Owned
from samsyn.kernel.tenancy.walls import RowSecurity


class UserManager(BaseUserManager["User"]):
    """Creates people who sign in with their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> User:  # noqa: ANN401 - model fields
        """Create one account; without a password only another sign-in opens it."""
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One account, whatever number of organisations the person works in."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    language = models.CharField(_("language"), max_length=5, blank=True)
    daily_letter = models.BooleanField(
        _("letter of the day"),
        default=True,
        help_text=_(
            "At most one mail a day about what waits for your answer. Calls to meetings, and what"
            " nobody else can do, come all the same."
        ),
    )
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(_("since"), auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.name or self.email


class Access(Owned):
    """One account may act in one organisation, in one access role."""

    class Role(models.TextChoices):
        """The access roles, as people say them."""

        MEMBER = AccessRole.MEMBER, _("Member of a forum")
        READER = AccessRole.READER, _("Reader")
        CONTRIBUTOR = AccessRole.CONTRIBUTOR, _("Contributor")
        SECURITY = AccessRole.SECURITY, _("Information security")
        STRATEGIST = AccessRole.STRATEGIST, _("Strategist")
        ADMINISTRATOR = AccessRole.ADMINISTRATOR, _("Administrator")

    user = models.ForeignKey(User, models.CASCADE, related_name="accesses")
    role = models.CharField(_("access role"), max_length=20, choices=Role)

    class Meta:
        verbose_name = _("access")
        verbose_name_plural = _("accesses")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user", "role"], name="access_given_once"
            ),
            # Somebody signing in must find out where they may go before they go there.
            RowSecurity(name="kernel_access_rls_wall", also="user_id = (SELECT tenancy_user())"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"


class ApiToken(models.Model):
    """A program acting for one person in one organisation; only a hash of the secret is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    organisation = models.ForeignKey("kernel.Organisation", models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=100)
    digest = models.BinaryField(unique=True)
    scopes = models.JSONField(_("scopes"), default=list)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    expires_on = models.DateField(_("expires"), null=True, blank=True)
    used_at = models.DateTimeField(_("last used"), null=True, blank=True)

    objects = models.Manager()

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")

    def __str__(self) -> str:
        return self.name
