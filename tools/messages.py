"""Collect new texts into src/samsyn/locale/*/LC_MESSAGES, and compile what is translated.

Needs GNU gettext's `xgettext` and `msgmerge` for collecting; compiling needs nothing.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from samsyn.config import messages

PROJECT = Path(__file__).resolve().parents[1]
LANGUAGES = ("sv", "nb", "da", "en")
COLLECT = ("manage", "makemessages", "--no-obsolete", "--no-wrap", "--add-location", "file")


def main() -> int:
    """Collect where the tools are there, then compile."""
    if shutil.which("xgettext"):
        languages = [word for language in LANGUAGES for word in ("-l", language)]
        command = [str(PROJECT / ".venv" / "bin" / "samsyn"), *COLLECT, *languages]
        subprocess.run(command, cwd=PROJECT / "src" / "samsyn", check=True)
    else:
        print("No texts were collected. On Debian: apt-get install gettext")
    stale = messages.stale()
    messages.compile_all(stale)
    print(f"{len(stale)} files compiled")
    return 0


if __name__ == "__main__":
    sys.exit(main())
