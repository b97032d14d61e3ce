"""Write one mail in its reader's language: plain text, as all our mails are."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation


def in_language(language: str) -> AbstractContextManager[None]:
    """Say what goes into a mail in its reader's language."""
    spoken: AbstractContextManager[None] = translation.override(language)
    return spoken


@dataclass(frozen=True, slots=True)
class Calendar:
    """An entry for the reader's calendar, as text/calendar, and what it asks of it (RFC 6047)."""

    content: bytes
    method: str


def own_address() -> str:
    """Return the address that our mails come from, without its name."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def write(
    template: str,
    to: str,
    language: str,
    context: Mapping[str, object],
    *,
    calendar: Calendar | None = None,
) -> None:
    """Send `<template>_subject.txt` and `<template>_message.txt` to one address.

    Raises what the mail server answers with; whoever calls from a job lets the queue try again.
    """
    with in_language(language):
        subject = " ".join(render_to_string(f"{template}_subject.txt", dict(context)).split())
        body = render_to_string(f"{template}_message.txt", dict(context)).strip() + "\n"
    letter = EmailMultiAlternatives(subject=subject, body=body, to=[to])
    if calendar:
        kind = f"text/calendar; method={calendar.method}"
        letter.attach_alternative(calendar.content.decode(), kind)
    letter.send()
