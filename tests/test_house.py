"""The laws of the house that a test can hold; CONTRIBUTING.md gives them in words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "roleplay"

FILE_LINES = 400
FUNCTION_LINES = 50
CLASS_METHODS = 20
CONTRIBUTING_LINES = 80
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}

# Textual calls these by name, and their docstring is its own.
CALLED_BY_TEXTUAL = ("action_", "compute_", "key_", "on_", "validate_", "watch_")
OVERRIDES_TEXTUAL = {"compose", "render"}

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef


@cache
def modules() -> dict[Path, ast.Module]:
    """Every module of the package, parsed once for all laws."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def at(path: Path, line: int, what: str) -> str:
    return f"{path.relative_to(ROOT)}:{line}: {what}"


def report(law: str, offenders: list[str]) -> str:
    return "\n".join([law, *offenders])


def definitions(*kinds: type[ast.AST]) -> Iterator[tuple[Path, Definition]]:
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, kinds):
                yield path, node


def is_function(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)


def public(node: ast.Module | ast.ClassDef, prefix: str = "") -> Iterator[tuple[str, Definition]]:
    """The public classes, functions and methods; what is defined inside a function is its own affair."""
    for child in node.body:
        if not isinstance(child, Definition) or child.name.startswith("_"):
            continue
        if prefix and is_function(child) and (takes_over(child) or documented_elsewhere(child)):
            continue
        yield prefix + child.name, child
        if isinstance(child, ast.ClassDef):
            yield from public(child, f"{prefix}{child.name}.")


def takes_over(method: Definition) -> bool:
    return method.name in OVERRIDES_TEXTUAL or method.name.startswith(CALLED_BY_TEXTUAL)


def documented_elsewhere(method: Definition) -> bool:
    """An override has the docstring of what it overrides, a setter or an overload that of its first definition."""
    if method.name in promised():
        return True
    marks = [ast.unparse(mark).rpartition(".")[2] for mark in method.decorator_list]
    return any(mark in {"override", "overload", "setter", "deleter"} for mark in marks)


@cache
def promised() -> set[str]:
    """What a protocol of the package documents for all who keep it: saying it again there would only drift."""
    return {
        child.name
        for _, node in definitions(ast.ClassDef)
        if any("Protocol" in ast.unparse(base) for base in node.bases)
        for child in node.body
        if is_function(child) and ast.get_docstring(child)
    }


def test_no_file_is_longer_than_a_reader_can_hold():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    offenders = [at(path, FILE_LINES + 1, f"{length} lines") for path, length in lengths.items() if length > FILE_LINES]
    assert not offenders, report(f"a file has at most {FILE_LINES} lines:", offenders)


def test_no_function_is_longer_than_a_screen():
    offenders = []
    for path, node in definitions(ast.FunctionDef, ast.AsyncFunctionDef):
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        if length > FUNCTION_LINES:
            offenders.append(at(path, node.lineno, f"{node.name} has {length} lines"))
    assert not offenders, report(f"a function has at most {FUNCTION_LINES} lines:", offenders)


def test_no_class_has_more_methods_than_one_noun_needs():
    offenders = []
    for path, node in definitions(ast.ClassDef):
        methods = sum(is_function(child) for child in node.body)
        if methods > CLASS_METHODS:
            offenders.append(at(path, node.lineno, f"{node.name} has {methods} methods"))
    assert not offenders, report(f"a class has at most {CLASS_METHODS} methods:", offenders)


def test_every_module_is_named_after_what_it_holds():
    offenders = [
        at(path, 1, "a name that says nothing")
        for path in modules()
        if NAMELESS & set(path.relative_to(ROOT).with_suffix("").parts)
    ]
    assert not offenders, report(f"no module is called {', '.join(sorted(NAMELESS))}:", offenders)


def test_every_public_name_says_why_it_is_there():
    offenders = []
    for path, tree in modules().items():
        if any(part.startswith("_") and not part.startswith("__") for part in path.relative_to(ROOT).parts):
            continue
        if not ast.get_docstring(tree):
            offenders.append(at(path, 1, "the module"))
        offenders += [at(path, node.lineno, name) for name, node in public(tree) if not ast.get_docstring(node)]
    assert not offenders, report("a public module, class, function or method has a docstring:", offenders)


def test_a_newcomer_reads_the_contributing_page_in_one_go():
    lines = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) < CONTRIBUTING_LINES, f"CONTRIBUTING.md:{CONTRIBUTING_LINES}: {len(lines)} lines"
