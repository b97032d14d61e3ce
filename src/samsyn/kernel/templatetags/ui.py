"""The small parts of pages: icons, tags, severities, people, tiles, notices, empty states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Textarea
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

register = template.Library()

TONES = frozenset({"neutral", "accent", "info", "success", "warning", "danger"})
SEVERITIES = {
    "high": gettext_lazy("High"),
    "medium": gettext_lazy("Medium"),
    "low": gettext_lazy("Low"),
    "none": gettext_lazy("None"),
}
LEVEL_BOXES = 4
FEW_CHOICES = 5
NARROW_LIMIT = 200


def tone_or_neutral(tone: object) -> str:
    """Return a colour name Designsystemet knows; anything else is neutral."""
    name = str(tone or "")
    return name if name in TONES else "neutral"


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon of the sprite; decoration unless it is given a `label`."""
    address = f"{static('samsyn/icons.svg')}#{name}"
    shape = f"icon icon-{name}"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>',
            *(shape, label, address),
        )
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>',
        *(shape, address),
    )


@register.simple_tag
def tag(text: object, tone: str = "neutral") -> SafeString:
    """Show a short state or kind as a coloured label."""
    return format_html(
        '<span class="ds-tag" data-color="{}">{}</span>', tone_or_neutral(tone), text
    )


@register.simple_tag
def severity(value: object, words: object = "") -> SafeString:
    """Show how serious something is by shape, colour and word: high, medium, low or none."""
    name = str(getattr(value, "value", value) or "none").lower()
    known = name if name in SEVERITIES else "none"
    return format_html(
        '<span class="severity severity-{}">{}{}</span>',
        *(known, icon(f"severity-{known}"), words or SEVERITIES[known]),
    )


@register.simple_tag
def level(value: int | None, words: str = "", top: int = LEVEL_BOXES) -> SafeString:
    """Show a level on a scale from 0 to `top`: boxes filled, and the figure."""
    if value is None:
        return missing()
    boxes = format_html_join(
        "",
        '<rect x="{}" y="0" width="8" height="10" rx="1.5" fill="currentColor" class="{}"/>',
        ((step * 10, "on" if step < value else "off") for step in range(top)),
    )
    return format_html(
        '<span class="level"><svg viewBox="0 0 {} 10" aria-hidden="true">{}</svg>{}</span>',
        *(top * 10 - 2, boxes, f"{value} {words}".strip()),
    )


@register.simple_tag
def missing(words: str = "") -> SafeString:
    """Show calmly that something is not filled in."""
    return format_html(
        '<span class="missing"><span aria-hidden="true">&ndash;</span>'
        '<span class="ds-sr-only">{}</span></span>',
        words or _("Not filled in"),
    )


@register.filter
def initials(name: str) -> str:
    """Return the first letters of a person's first and last name."""
    parts = [part for part in str(name or "").replace("-", " ").split() if part[0].isalpha()]
    letters = [part[0] for part in (parts[:1] + parts[1:][-1:])]
    return "".join(letters).upper() or "?"


@register.inclusion_tag("kernel/components/_person.html")
def person(name: str, note: str = "", url: str = "") -> Mapping[str, object]:
    """Show a person: initials, name, and what they are here."""
    return {"name": name, "note": note, "url": url}


@register.inclusion_tag("kernel/components/_stat.html")
def stat(
    value: object, label: str, url: str = "", tone: str = "", note: str = ""
) -> Mapping[str, object]:
    """Show one figure that matters; a link when there is something behind it."""
    return {"value": value, "label": label, "url": url, "tone": tone, "note": note}


@register.inclusion_tag("kernel/components/_empty.html")
def empty_state(
    title: str, text: str = "", url: str = "", label: str = "", symbol: str = "file"
) -> Mapping[str, object]:
    """Say what an empty place is for, and how to start."""
    return {"title": title, "text": text, "url": url, "label": label, "symbol": symbol}


@register.inclusion_tag("kernel/components/_tabs.html")
def tabs(items: Iterable[Mapping[str, object]], label: str = "") -> Mapping[str, object]:
    """Show neighbouring pages as tabs; each item has label, url, current and perhaps count."""
    return {"items": items, "label": label or _("Views")}


@register.inclusion_tag("kernel/components/_steps.html")
def steps(current: int, *labels: str) -> Mapping[str, object]:
    """Show how far one has come in a few steps; the first is number 1."""
    return {"current": current, "labels": labels}


@register.simple_block_tag
def notice(content: SafeString, tone: str = "info", title: str = "") -> SafeString:
    """Frame a message that a person must not miss."""
    heading = format_html("<h2>{}</h2>", title) if title else ""
    return format_html(
        '<div class="ds-alert" data-color="{}">{}{}</div>',
        *(tone_or_neutral(tone), heading, content),
    )


@register.filter
def field_kind(field: BoundField) -> str:
    """Tell the field template how to lay a field out: check, few, choices or plain."""
    widget = field.field.widget
    if isinstance(widget, CheckboxSelectMultiple):
        return getattr(widget, "layout", "choices")
    if isinstance(widget, RadioSelect):
        return "few" if len(list(widget.choices)) <= FEW_CHOICES else "choices"
    return "check" if isinstance(widget, CheckboxInput) else "plain"


@register.filter
def input_attributes(widget: Mapping[str, Any]) -> SafeString:
    """Write the attributes of an input, with the class that gives it our looks.

    Python, since a form has hundreds of them: in a template this took a quarter of its time.
    """
    attrs: Mapping[str, Any] = widget["attrs"]
    told = [
        f" {name}" if value is True else f' {name}="{conditional_escape(value)}"'
        for name, value in attrs.items()
        if value is not False and name not in {"class", "unit"}
    ]
    if widget.get("type") != "hidden":
        classes = f"ds-input {attrs.get('class') or ''}".strip()
        told.append(f' class="{conditional_escape(classes)}"')
    return mark_safe("".join(told))  # noqa: S308 - escaped one by one; names are our own


@register.filter
def is_wide(field: BoundField) -> bool:
    """Tell whether a field needs the whole width of its group."""
    widget = field.field.widget
    limit = getattr(field.field, "max_length", None) or 0
    return isinstance(widget, Textarea | CheckboxSelectMultiple) or limit > NARROW_LIMIT
