"""The sign-in form, without what its page says already."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):  # type: ignore[misc] # allauth is untyped
    """E-mail and password: labels above, nothing grey inside, one way to a new password."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - allauth's signature
        super().__init__(*args, **options)
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
