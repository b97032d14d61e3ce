"""A meeting as an entry in people's calendars (RFC 5545, sent as RFC 5546 and 6047 say)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar, Event, vCalAddress, vText

REQUEST, CANCEL = "REQUEST", "CANCEL"
_MAKER = "-//Samsyn//Samsyn//EN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one receiver's calendar is told. Times are aware; `sequence` rises with every change."""

    method: str
    uid: str
    sequence: int
    stamp: datetime
    begins: datetime
    ends: datetime
    title: str
    text: str
    place: str
    url: str
    organiser: str
    organiser_address: str
    receiver: str
    receiver_address: str


def written(entry: Entry) -> bytes:
    """Return the entry as a text/calendar file: CRLF, folded lines, times in UTC.

    Only the receiver stands there as somebody who is asked: who else comes is for the page, which
    asks who reads it.
    """
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp.astimezone(UTC))
    event.add("dtstart", entry.begins.astimezone(UTC))
    event.add("dtend", entry.ends.astimezone(UTC))
    event.add("summary", entry.title)
    if entry.text:
        event.add("description", entry.text)
    if entry.place:
        event.add("location", entry.place)
    event.add("url", entry.url)
    event.add("status", "CANCELLED" if entry.method == CANCEL else "CONFIRMED")
    event.add("organizer", _person(entry.organiser, entry.organiser_address), encode=False)
    receiver = _person(entry.receiver, entry.receiver_address)
    receiver.params["ROLE"] = vText("REQ-PARTICIPANT")
    receiver.params["PARTSTAT"] = vText("NEEDS-ACTION")
    receiver.params["RSVP"] = vText("FALSE")  # people answer on the page, which knows substitutes
    event.add("attendee", receiver, encode=False)
    whole = Calendar()
    whole.add("prodid", _MAKER)
    whole.add("version", "2.0")
    whole.add("method", entry.method)
    whole.add_component(event)
    return bytes(whole.to_ical())


def _person(name: str, address: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{address}")
    person.params["CN"] = vText(name.replace('"', ""))
    return person
