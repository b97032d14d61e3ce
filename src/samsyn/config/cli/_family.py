"""Keep the processes of one installation together: none outlives the one that started it."""

import os
import signal
import threading
import time
from argparse import SUPPRESS, ArgumentParser

_LOOK_EVERY = 0.5  # seconds


def add_leave_with_parent(parser: ArgumentParser) -> None:
    """Let `samsyn run` say that this process is its child."""
    parser.add_argument("--leave-with-parent", action="store_true", help=SUPPRESS)


def leave_with_parent() -> None:
    """Stop this process when its parent is gone, even if that was killed and could say nothing."""
    threading.Thread(target=_watch, args=[os.getppid()], daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(5)
    os._exit(1)  # it did not listen
