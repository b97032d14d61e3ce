"""Speak to people and to programs: words on one side, JSON on the other."""

import json
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager


def add_json(parser: ArgumentParser) -> None:
    """Offer `--json` to programs."""
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def say(text: str = "") -> None:
    """Write a line for people, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def say_json(answer: object) -> None:
    """Write the answer for programs; dates and the like become text."""
    say(json.dumps(answer, ensure_ascii=False, indent=2, default=str))


def complain(text: str) -> None:
    """Write a line where it does not mix with answers."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


@contextmanager
def step(text: str) -> Iterator[None]:
    """Show a step while it runs, and the seconds it took."""
    sys.stdout.write(f"  {text} … ")
    sys.stdout.flush()
    began = time.monotonic()
    yield
    say(f"{time.monotonic() - began:.1f} s")
