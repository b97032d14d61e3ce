"""Write one mail in its reader's language: plain text, as all our mails are."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation


def in_language(language: str) -> AbstractContextManager[None]:
    """Say what goes into a mail in its reader's language."""
    spoken: AbstractContextManager[None] = translation.override(language)
    return spoken


def write(template: str, to: str, language: str, context: Mapping[str, object]) -> None:
    """Send `<template>_subject.txt` and `<template>_message.txt` to one address.

    Raises what the mail server answers with; whoever calls from a job lets the queue try again.
    """
    with in_language(language):
        subject = " ".join(render_to_string(f"{template}_subject.txt", dict(context)).split())
        body = render_to_string(f"{template}_message.txt", dict(context)).strip() + "\n"
    EmailMessage(subject=subject, body=body, to=[to]).send()
