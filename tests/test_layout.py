"""How the code is laid out: style.md, sections 2 and 3."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "dragoman"
MODULES = sorted(SOURCE.rglob("*.py"))
NAMES = [str(path.relative_to(SOURCE)) for path in MODULES]
FORBIDDEN = {"utils", "util", "misc", "helpers", "helper", "common"}
VAGUE = ("Manager", "Processor", "Helper", "Utils")


def test_there_is_code_to_look_at():
    assert len(MODULES) > 30


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_module_has_at_most_300_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_module_is_named_for_what_it_yields(path):
    assert not {path.stem, *path.relative_to(SOURCE).parent.parts} & FORBIDDEN
    assert path.stem.islower() or path.stem.startswith("__")


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_no_class_is_a_manager_or_a_processor(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    classes = [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    assert not [name for name in classes if name.endswith(VAGUE)]


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_module_says_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if path.name == "__init__.py" and path.parent != SOURCE],
    ids=lambda p: p.parent.name,
)
def test_the_init_of_a_stage_holds_its_docstring_alone(path):
    assert len(ast.parse(path.read_text(encoding="utf-8")).body) == 1


def test_the_init_of_dragoman_holds_the_public_names_alone():
    body = ast.parse((SOURCE / "__init__.py").read_text(encoding="utf-8")).body
    assert isinstance(body[-1], ast.Assign)
    assert all(isinstance(node, ast.ImportFrom) for node in body[1:-1])


def test_every_folder_with_code_is_a_package():
    assert all((path.parent / "__init__.py").exists() for path in MODULES)


@pytest.mark.parametrize(
    ("library", "home"),
    [("onnxruntime", "language/encoder.py"), ("duckdb", "store/"), ("trafilatura", "ingest/")],
)
def test_a_heavy_library_has_one_door(library, home):
    importing = [
        name
        for name, path in zip(NAMES, MODULES, strict=True)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if library in _imported(node)
    ]
    assert importing
    assert all(name.startswith(home) for name in importing)


def _imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        return {(node.module or "").split(".")[0]}
    return set()


def test_the_library_never_prints():
    for name, path in zip(NAMES, MODULES, strict=True):
        calls = [node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
        assert name.startswith("cli/") or not [
            f for f in calls if isinstance(f, ast.Name) and f.id == "print"
        ]


def test_every_test_folder_mirrors_one_of_the_code():
    folders = {path.parent.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")}
    assert all((SOURCE / folder).is_dir() for folder in folders)
