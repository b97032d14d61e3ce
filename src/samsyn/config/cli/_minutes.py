"""What `samsyn minutes read` finds and tells."""

from collections.abc import Iterator
from typing import Any

from samsyn.domain.minutes.plain import plain
from samsyn.domain.minutes.reading import read as read_lines
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.texts.opening import lines_in

_MOST_TOLD = 40


class NoText(Exception):
    """The file holds no text that can be read; the words say why."""


def read(content: bytes) -> dict[str, Any]:
    """Return what the file says as plain data; raises NoText."""
    try:
        return plain(read_lines(lines_in(content)))
    except Refused as problem:
        raise NoText(_why(problem)) from None


def _why(problem: Refused) -> str:
    from django.conf import settings
    from django.utils import translation

    if not settings.configured:  # a refusal needs words, not the whole application
        settings.configure(USE_I18N=False)

    from samsyn.kernel.texts.wording import explain

    with translation.override("en"):
        return " ".join(explain(objection) for objection in problem.objections)


def told(answer: dict[str, Any]) -> Iterator[str]:
    """Yield lines for people."""
    yield from _meeting(answer["meeting"])
    for one in answer["participants"]:
        for_whom = f", for {one['for_whom']}" if one["for_whom"] else ""
        place = f", {one['organisation']}" if one["organisation"] else ""
        yield f"  {one['role']:<11}{one['name']}{place}{for_whom}"
    for number, item in enumerate(answer["items"]):
        yield f"{item['number']} {item['title']}".strip() + _outcome(item)
        yield from _of_item(answer, number)
    yield from _of_item(answer, None)
    lost = answer["not_understood"]
    if lost:
        yield f"Not understood ({len(lost)} lines):"
        yield from (f"  {one['line']:>4}  {one['text'][:100]}" for one in lost[:_MOST_TOLD])
        if len(lost) > _MOST_TOLD:
            yield f"  … and {len(lost) - _MOST_TOLD} more; --json tells them all."
    else:
        yield "Every line was understood."


def _meeting(said: dict[str, Any]) -> Iterator[str]:
    values = {name: one["value"] for name, one in said.items()}
    head = [values.get(name, "") for name in ("body", "day", "starts", "ends", "place")]
    yield ", ".join(word for word in head if word) or "A meeting that does not say which"
    for name in ("chair", "secretary"):
        if values.get(name):
            yield f"  {name:<11}{values[name]}"


def _outcome(item: dict[str, Any]) -> str:
    return "" if item["outcome"] == "done" else f"  [{item['outcome']}]"


def _of_item(answer: dict[str, Any], item: int | None) -> Iterator[str]:
    decisions = (one for one in answer["decisions"] if one["item"] == item)
    yield from (f"  {one['kind']:<9} {one['text']}" for one in decisions)
    yield from (_action(one) for one in answer["actions"] if one["item"] == item)
    yield from (
        f"  poll      {one['subject']}: {_counts(one)}"
        for one in answer["polls"]
        if one["item"] == item
    )
    yield from (f"  document  {one['name']}" for one in answer["documents"] if one["item"] == item)


def _action(one: dict[str, Any]) -> str:
    told = [", ".join(one["who"]), one["due"] or one["due_said"]]
    return f"  action    {one['what']}" + "".join(f"  [{words}]" for words in told if words)


def _counts(one: dict[str, Any]) -> str:
    told = (("yes", one["yes"]), ("no", one["no"]), ("not answered", one["unanswered"]))
    counts = ", ".join(f"{count} {name}" for name, count in told if count is not None)
    return f"of {one['asked']} {counts}"
