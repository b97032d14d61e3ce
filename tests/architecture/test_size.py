"""Nothing grows past what one person can hold in mind."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_CLASS = 400, 60, 220


def _python_files() -> list[Path]:
    return [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]


def test_files_functions_and_classes_stay_small() -> None:
    too_long = []
    for path in _python_files():
        text = path.read_text()
        if text.count("\n") > LONGEST_FILE:
            too_long.append(f"{path.name}: file")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                limit = LONGEST_CLASS if isinstance(node, ast.ClassDef) else LONGEST_FUNCTION
                if (node.end_lineno or 0) - node.lineno >= limit:
                    too_long.append(f"{path.name}:{node.lineno} {node.name}")

    assert too_long == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(SOURCE))
        for path in _python_files()
        if path.name != "__init__.py" and not ast.get_docstring(ast.parse(path.read_text()))
    ]

    assert silent == []
