"""Settings of the test run: the demo mode in a fresh folder, whatever the machine's own settings are.

Only DATABASE_URL, SECURITY_DATABASE_URL and REDIS_URL are taken from the environment.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

CONNECTIONS = {"DATABASE_URL", "SECURITY_DATABASE_URL", "REDIS_URL"}
EXAMPLE = Path(__file__).resolve().parent.parent / ".env.example"


def setting_names():
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    return {line.lstrip("# ").partition("=")[0] for line in lines if "=" in line}


def fresh_folder():
    """One folder for the run, and in it one for each process that runs tests."""
    if "PORUCH_TEST_DATA" not in os.environ:
        os.environ["PORUCH_TEST_DATA"] = tempfile.mkdtemp(prefix="poruch-tests-")
        atexit.register(shutil.rmtree, os.environ["PORUCH_TEST_DATA"], ignore_errors=True)
    folder = Path(os.environ["PORUCH_TEST_DATA"]) / os.environ.get("PYTEST_XDIST_WORKER", "main")
    (folder / "static").mkdir(parents=True, exist_ok=True)
    return folder


for name in setting_names() - CONNECTIONS:
    os.environ.pop(name, None)
FOLDER = fresh_folder()
os.environ.update(
    PORUCH_MODE="demo",
    PORUCH_DATA=str(FOLDER),
    PORUCH_ENV_FILE=os.devnull,
    STATIC_ROOT=str(FOLDER / "static"),
)

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True

for alias, database in DATABASES.items():
    if database["ENGINE"].endswith("sqlite3"):
        # Files, not memory: two connections meet as they do in real use. No power cut is survived here.
        database["TEST"] = {"NAME": str(FOLDER / f"test_{alias}.sqlite3")}
        commands = database["OPTIONS"]["init_command"]
        database["OPTIONS"]["init_command"] = commands.replace("synchronous=FULL", "synchronous=OFF")
    else:
        database["CONN_MAX_AGE"] = 0
        database["OPTIONS"] = {**database.get("OPTIONS", {}), "options": "-c synchronous_commit=off"}
