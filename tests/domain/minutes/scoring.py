"""Compare what the reader found with what a sample says, kind of fact by kind of fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from samsyn.domain.minutes.reading import read
from samsyn.domain.minutes.result import Minutes
from samsyn.domain.tabular.folding import fold
from samsyn.kernel.texts.opening import lines_in

SAMPLES = Path(__file__).parent / "samples"
KINDS = ("meeting", "person", "agenda", "item", "sub", "decision", "action", "poll", "document")
_ONLY_WHERE_TOLD = frozenset({"sub"})  # samples tell sub-headings where they matter
Fact = tuple[str, ...]


def samples() -> list[Path]:
    """Return the samples that the rules were tuned on."""
    return samples_in(SAMPLES)


def held_back() -> list[Path]:
    """Return the samples that were read for the first time when the rules were done."""
    return samples_in(SAMPLES / "held_back")


def rounds() -> list[Path]:
    """Return the folders of samples written afterwards, each read first as it was written."""
    return sorted(SAMPLES.glob("first_read_*"))


def samples_in(folder: Path) -> list[Path]:
    """Return the samples of a folder, of every form that is read."""
    forms = {".txt", ".md", ".html", ".docx"}
    return sorted(path for path in folder.iterdir() if path.suffix in forms)


def truth_of(sample: Path) -> list[Fact]:
    """Return the facts written down by hand beside a sample."""
    lines = sample.with_suffix(".truth").read_text(encoding="utf-8").splitlines()
    return [_fact(line) for line in lines if line.strip()]


def _fact(line: str) -> Fact:
    head, *cells = (cell.strip() for cell in line.split("|"))
    kind, _, first = head.partition(" ")
    return _same_width((kind, first, *cells))


def found_in(sample: Path) -> list[Fact]:
    """Return the facts the reader finds in a sample."""
    return facts_of(minutes_of(sample))


def minutes_of(sample: Path) -> Minutes:
    """Return what the reader understands of a sample, as it does of a file somebody chooses."""
    return read(lines_in(sample.read_bytes()))


def facts_of(minutes: Minutes) -> list[Fact]:
    """Return what was read in the shape of the truth files."""
    return [_same_width(fact) for fact in _facts(minutes)]


def _facts(minutes: Minutes) -> Iterator[Fact]:
    for name in (
        "body",
        "kind",
        "number",
        "day",
        "starts",
        "ends",
        "place",
        "chair",
        "secretary",
        "next_day",
    ):
        if said := getattr(minutes.meeting, name):
            value = said.value
            yield "meeting", name, str(value)[:5] if name in {"starts", "ends"} else str(value)
    for one in minutes.participants:
        office = one.office if one.office != "adjuster" else ""
        yield "person", one.role, one.name, one.organisation, office, one.for_whom
    for row in minutes.agenda:
        number = "break" if row.is_break else "end" if row.is_end else row.number
        at = str(row.at)[:5] if row.at else ""
        yield "agenda", number, row.kind, row.title, row.presenter, at
    yield from _of_items(minutes)


def _of_items(minutes: Minutes) -> Iterator[Fact]:
    names = [item.number or item.title for item in minutes.items]

    def name(place: int | None) -> str:
        return "" if place is None else names[place]

    for item in minutes.items:
        yield "item", item.number, item.title, item.outcome
        yield from (("sub", item.number or item.title, sub.title) for sub in item.sub_headings)
    for decision in minutes.decisions:
        told = "reserved" if decision.reservations else ""
        if votes := decision.votes:
            told = told or ("unanimous" if votes.unanimous else "")
            told = told or (f"against {votes.against}" if votes.against is not None else "")
        yield "decision", decision.kind, name(decision.item), decision.text, told
    for action in minutes.actions:
        due = str(action.due) if action.due else ""
        yield "action", name(action.item), ";".join(action.who), due, action.what
    for poll in minutes.polls:
        counts = (poll.asked, poll.yes, poll.no, poll.unanswered)
        yield (
            "poll",
            name(poll.item),
            poll.subject,
            " ".join("-" if n is None else str(n) for n in counts),
        )
    for document in minutes.documents:
        yield "document", name(document.item), document.name


def _same_width(fact: Fact) -> Fact:
    """Return a fact in comparable words, its empty end dropped."""
    kind, *rest = fact
    cells = [cell if cell == "-" else _plain(cell) for cell in rest]
    while cells and not cells[-1]:
        cells.pop()
    return (kind, *cells)


def _plain(cell: str) -> str:
    return cell.strip() if cell[:1].isdigit() and " " in cell and "-" in cell else fold(cell)


class Score:
    """How many facts of each kind were found, missed and made up."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.told: list[str] = []

    def add(self, name: str, truth: Iterable[Fact], found: Iterable[Fact]) -> None:
        """Count one sample."""
        left, wanted = Counter(found), Counter(truth)
        kinds = {fact[0] for fact in wanted}
        for fact in (left & wanted).elements():
            self.right[fact[0]] += 1
        for fact in (wanted - left).elements():
            self.missed[fact[0]] += 1
            self.told.append(f"{name}: missed {fact}")
        for fact in (left - wanted).elements():
            if fact[0] in _ONLY_WHERE_TOLD and fact[0] not in kinds:
                continue
            self.wrong[fact[0]] += 1
            self.told.append(f"{name}: made up {fact}")

    def precision(self, kind: str) -> float:
        """Return which share of what was found is right."""
        return _share(self.right[kind], self.wrong[kind])

    def recall(self, kind: str) -> float:
        """Return which share of what is there was found."""
        return _share(self.right[kind], self.missed[kind])


def _share(right: int, other: int) -> float:
    return right / (right + other) if right + other else 1.0
