"""Collect new texts into src/samsyn/locale/*/LC_MESSAGES, and compile what is translated."""

import sys

from samsyn.config import messages


def main() -> int:
    """Collect, compile, and say how much each language lacks."""
    collected = messages.collect()
    for language in messages.LANGUAGES:
        print(f"{language}: {messages.renew(language, collected)} texts without words")
    messages.compile_all(messages.stale())
    return 0


if __name__ == "__main__":
    sys.exit(main())
