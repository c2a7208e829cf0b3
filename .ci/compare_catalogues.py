"""The committed .mo files say what their .po files say; compiled anew and compared entry by entry."""

import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent


def entries(path):
    return {
        (entry.msgctxt, entry.msgid, entry.msgid_plural): entry.msgstr_plural or entry.msgstr
        for entry in polib.mofile(str(path))
    }


def differences(source):
    committed = source.with_suffix(".mo")
    if not committed.is_file():
        return ["is not compiled"]
    with tempfile.NamedTemporaryFile(suffix=".mo") as fresh:
        command = ["msgfmt", "--check-format", "--output-file", fresh.name, str(source)]
        compiled = subprocess.run(command, capture_output=True, text=True)
        if compiled.returncode:
            return [compiled.stderr.strip()]
        expected, found = entries(fresh.name), entries(committed)
    keys = expected.keys() | found.keys()
    return sorted(repr(key[1]) for key in keys if expected.get(key) != found.get(key))


def main():
    sources = [path for path in ROOT.glob("**/LC_MESSAGES/*.po") if ".venv" not in path.parts]
    stale = {source: differences(source) for source in sources}
    for source, found in stale.items():
        if found:
            print(f"{source.relative_to(ROOT)}: {len(found)} differences, such as {found[0]}")
    if not sources:
        print("There are no translations.")
    if not sources or any(stale.values()):
        sys.exit("Run: python3 manage.py compilemessages --ignore .venv")
    print(f"{len(sources)} catalogues are compiled.")


if __name__ == "__main__":
    main()
