"""Have the engines' machine code made before anybody waits for it: once for each installation.

Making it takes a core for half a minute. So it is done by a process of its own that gives way to
all others, and a note beside the machine code says that nothing is left to make.

    python -m samsyn.config.cli._machine_code     # make it now, if it is not there
"""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from samsyn.config.cli._family import leave_with_parent
from samsyn.config.environment import inherited

ENGINES = ("samsyn.domain.scheduling", "samsyn.domain.impact")
_GIVES_WAY = 10


def make_soon() -> subprocess.Popen[bytes]:
    """Begin to make what is missing, beside everything else."""
    return subprocess.Popen(
        [sys.executable, "-m", "samsyn.config.cli._machine_code", "--leave-with-parent"],
        env=inherited(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def make() -> bool:
    """Make what is missing and note it down; False where nothing was left to make."""
    if is_made():
        return False
    # Half a second that a process which only asks somebody else to do it should not wait.
    from samsyn.domain.impact.starting import warm_up as make_impact
    from samsyn.domain.scheduling.solve import warm_up as make_scheduling

    make_scheduling()
    make_impact()
    for note in notes():
        note.touch()
    return True


def is_made() -> bool:
    """Tell whether the machine code of all engines is kept, as their sources are now."""
    return all(note.exists() for note in notes())


def notes() -> list[Path]:
    """Return where it is noted that an engine's code is made; where nothing is kept, nowhere."""
    from samsyn.domain.shared.compiled import note_for

    origins = [spec.origin for spec in map(find_spec, ENGINES) if spec and spec.origin]
    return [note for note in (note_for(Path(origin).parent) for origin in origins) if note]


if __name__ == "__main__":
    if "--leave-with-parent" in sys.argv:
        leave_with_parent()
        os.nice(_GIVES_WAY)
    make()
