"""A hash of all that decides how the coder answers: model, tables and code of the stages."""

import hashlib
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "src" / "dragoman"
DECIDING = ("codebook", "documents", "events", "language", "resolve", "statements", "words.py", "pipeline.py")


def fingerprint() -> str:
    """Sixteen hexadecimal digits; any change of a deciding file changes them."""
    digest = hashlib.sha256()
    for name in DECIDING:
        root = PACKAGE / name
        files = (
            [root]
            if root.is_file()
            else sorted(f for f in root.rglob("*") if f.suffix != ".pyc" and f.is_file())
        )
        for file in files:
            digest.update(str(file.relative_to(PACKAGE)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
