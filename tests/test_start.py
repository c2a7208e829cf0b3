"""`python3 start.py`, as a person starts it: the demo in a fresh folder, started again, stopped by Ctrl-C."""

import contextlib
import os
import re
import secrets
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.production import free_port

ROOT = Path(__file__).resolve().parent.parent
UP = "is running"


class Started:
    """One run of start.py, its output read as it comes."""

    def __init__(self, folder, port, **settings):
        self.port, self.said = port, folder / "said.txt"
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            "PORUCH_ENV_FILE": os.devnull,
            "PORUCH_DATA": str(folder / "data"),
            "STATIC_ROOT": str(folder / "static"),
            "PORT": str(port),
            **settings,
        }
        self.environment = environment
        self.out = open(self.said, "w", encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "start.py"], cwd=ROOT, env=environment, stdout=self.out, stderr=subprocess.STDOUT
        )

    def text(self):
        return self.said.read_text(encoding="utf-8")

    def wait_until_up(self, seconds=120):
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            if UP in self.text():
                return self
            time.sleep(0.2)
        raise AssertionError(self.text())

    def get(self, path, **headers):
        request = urllib.request.Request(f"http://localhost:{self.port}{path}", headers=headers)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()

    def children(self):
        found = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)], capture_output=True, text=True
        )
        return {int(line.split()[0]): line for line in found.stdout.splitlines()}

    def end(self, sign=signal.SIGINT):
        self.process.send_signal(sign)
        return self.process.wait(timeout=30)

    def close(self):
        if self.process.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.end(signal.SIGTERM)
        self.process.kill()
        self.out.close()


@pytest.fixture
def start(tmp_path):
    runs = []

    def start_one(port=None, **settings):
        runs.append(Started(tmp_path, port or free_port(), **settings))
        return runs[-1]

    yield start_one
    for run in runs:
        run.close()


def cases_in(folder):
    with contextlib.closing(sqlite3.connect(folder / "data" / "poruch.sqlite3")) as database:
        return database.execute("SELECT id, reference FROM cases_case ORDER BY reference").fetchall()


def is_free(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.long
def test_from_an_empty_folder_to_a_page_and_back(start, tmp_path):
    """One long story, because a start takes seconds: start, look, stop; start again, and all is there."""
    run = start().wait_until_up()
    assert f"http://localhost:{run.port}" in run.text()
    sign_ins = re.findall(r"(\w+)@poruch\.example", run.text())
    assert {"lena", "ayla", "nora", "otto"} <= set(sign_ins)
    assert "password" in run.text()
    assert run.get("/healthz") == (200, "ok\n")
    assert "<form" in run.get("/account/login/")[1]
    children = run.children()
    assert len(children) == 2
    assert any("gunicorn" in line for line in children.values())
    assert any("run_due --loop" in line for line in children.values())

    second = start(run.port)
    assert second.process.wait(timeout=30) != 0
    assert f"PORT={run.port + 1}" in second.text()

    assert run.end(signal.SIGINT) == 0
    assert "The data is kept" in run.text()
    assert "Traceback" not in run.text()
    assert is_free(run.port)
    assert not any(os.path.exists(f"/proc/{pid}") for pid in children)
    for path in [tmp_path / "data", *(tmp_path / "data").rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, f"others can read {path}"
    before = cases_in(tmp_path)
    assert len(before) > 10

    again = start().wait_until_up()
    assert "already there" in again.text()
    assert cases_in(tmp_path) == before
    os.kill(next(pid for pid, line in again.children().items() if "run_due" in line), signal.SIGKILL)
    assert again.process.wait(timeout=30) == 1
    assert "The loop of due work stopped by itself" in again.text()
    assert is_free(again.port)


@pytest.mark.long
def test_real_use_on_sqlite_wants_keys_of_its_own_and_then_says_what_to_do_first(start):
    settings = {
        "PORUCH_MODE": "small",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "cases.example.org",
        "SITE_URL": "https://cases.example.org",
        "TRUSTED_PROXY_COUNT": "1",
        "EMAIL_HOST": "mail.example.org",
        "DEFAULT_FROM_EMAIL": "office@example.org",
    }
    without = start(**settings)
    assert without.process.wait(timeout=60) != 0
    assert "make_keys" in without.text()
    make = [sys.executable, "manage.py", "make_keys"]
    subprocess.run(make, cwd=ROOT, env=without.environment, check=True, capture_output=True, timeout=60)
    run = start(**settings).wait_until_up()
    assert "demo" not in run.text().lower()
    through_proxy = {"Host": "cases.example.org", "X-Forwarded-Proto": "https"}
    assert run.get("/healthz", **through_proxy) == (200, "ok\n")
    assert "create_group" in run.get("/", **through_proxy)[1]
    assert run.end() == 0


def test_a_word_too_many_is_explained():
    asked = subprocess.run([sys.executable, "start.py", "--help"], cwd=ROOT, capture_output=True, text=True)
    assert asked.returncode != 0
    assert "usage: python3 start.py" in asked.stderr


def test_unsafe_settings_are_refused_before_anything_is_made(tmp_path):
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(tmp_path), "PORUCH_ENV_FILE": os.devnull,
        "PORUCH_DATA": str(tmp_path / "data"), "PORUCH_MODE": "demo", "BIND": "0.0.0.0",
        "PORT": str(free_port()),
    }  # fmt: skip
    asked = subprocess.run(
        [sys.executable, "start.py"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert asked.returncode != 0
    assert "The demo answers this machine only" in asked.stderr
    assert not (tmp_path / "data" / "poruch.sqlite3").exists()
