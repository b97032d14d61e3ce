"""What a group answers about one body of information, and what follows: the worst case counts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from samsyn.domain.classification.decision import Fault
from samsyn.domain.classification.scales import REQUIRED, Aspect, Perspective, Scale
from samsyn.domain.shared.refusal import Objection

LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True)
class Answer:
    """How bad for one perspective, and why; no level means that nobody has answered yet."""

    level: int | None = None
    reason: str = ""

    @property
    def mark(self) -> str:
        """A short mark of what it says: two answers are the same when their marks are."""
        told = f"{self.level}\n{self.reason}".encode()
        return hashlib.blake2s(told, digest_size=6).hexdigest()


NO_ANSWER = Answer()
Answers = Mapping[Aspect, Mapping[Perspective, Answer]]


@dataclass(frozen=True, slots=True)
class Worst:
    """An aspect's level, who would suffer that much, and in whose words."""

    level: int | None
    for_whom: tuple[Perspective, ...] = ()
    reasons: tuple[tuple[Perspective, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """What is kept of an answer that somebody sends, and what of theirs could not be kept."""

    kept: Answer
    refused: Answer | None = None


def settle(now: Answer, seen: str, typed: Answer) -> Settled:
    """Keep what somebody typed unless another changed the answer since; nothing is lost.

    `seen` is the mark of the answer that the person looked at. What they did not touch stays as
    it now is; the same answer from two people is no conflict.
    """
    if typed.mark in (seen, now.mark):
        return Settled(now)
    if now.mark == seen:
        return Settled(typed)
    return Settled(now, refused=typed)


def worst(answers: Mapping[Perspective, Answer]) -> Worst:
    """Return the highest level any perspective has, never an average."""
    given = {p: answers[p] for p in Perspective if p in answers and answers[p].level is not None}
    if not given:
        return Worst(None)
    top = max(answer.level for answer in given.values() if answer.level is not None)
    hit = {p: answer for p, answer in given.items() if answer.level == top}
    reasons = tuple((p, a.reason.strip()) for p, a in hit.items() if a.reason.strip())
    return Worst(top, tuple(hit), reasons)


def gaps(answers: Answers, scale: Scale) -> Iterator[Objection]:
    """Yield each question that must be answered, or answered anew, before a decision.

    Traceability may be left out whole, and not in part. Levels of another scale don't count.
    """
    for aspect in Aspect:
        given = answers.get(aspect, {})
        begun = any(answer.level is not None for answer in given.values())
        for perspective in Perspective if begun or aspect in REQUIRED else ():
            level = given.get(perspective, NO_ANSWER).level
            if level is None or not scale.holds(level):
                yield Objection(
                    Fault.PERSPECTIVE_MISSING,
                    {"aspect": aspect, "perspective": perspective},
                    field=f"{aspect}-{perspective}",
                )
