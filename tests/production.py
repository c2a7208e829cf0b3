"""A production installation of its own for a test: PostgreSQL, Redis, keys, folder, and the real processes.

Only for tests marked `servers`. The commands are those of compose.yaml, started as processes of this machine.
"""

import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import redis
import yaml

ROOT = Path(__file__).resolve().parent.parent
HOST = "cases.example.org"


def commands():
    """{service: command} of compose.yaml."""
    services = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    return {name: service["command"] for name, service in services.items() if "command" in service}


class Installation:
    def __init__(self, folder, mail_port, log_level="INFO"):
        self.folder = folder
        self.name = f"poruch_production_{secrets.token_hex(4)}"
        self.port = free_port()
        self.processes = {}
        self.redis_url = _with_path(os.environ["REDIS_URL"], f"/{_redis_number()}")
        self.database_url = _with_path(os.environ["DATABASE_URL"], f"/{self.name}")
        self.environment = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            "PORUCH_MODE": "production",
            "PORUCH_ENV_FILE": os.devnull,
            "PORUCH_DATA": str(folder / "data"),
            "PORUCH_KEYS_FILE": str(folder / "keys.json"),
            "STATIC_ROOT": str(folder / "static"),
            "SECRET_KEY": secrets.token_urlsafe(64),
            "ALLOWED_HOSTS": HOST,
            "SITE_URL": f"https://{HOST}",
            "TRUSTED_PROXY_COUNT": "1",
            "DATABASE_URL": self.database_url,
            "SECURITY_DATABASE_URL": f"{self.database_url}_security",
            "REDIS_URL": self.redis_url,
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(mail_port),
            "EMAIL_USE_TLS": "0",
            "DEFAULT_FROM_EMAIL": f"office@{HOST}",
            "BIND": "127.0.0.1",
            "PORT": str(self.port),
            "WEB_WORKERS": "1",
            "LOG_LEVEL": log_level,
        }

    def run(self, *command):
        """One command of the installation, to its end."""
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def tell(self, story):
        """Run a function of tests.production_world inside the installation; returns what it printed."""
        return self.run("python", "-m", "tests.production_world", story)

    def start(self, service):
        """Start a service as compose.yaml writes it."""
        with open(self.log(service), "ab") as log:
            self.processes[service] = subprocess.Popen(
                commands()[service],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return self.processes[service]

    def log(self, service):
        return self.folder / f"{service}.log"

    def stop(self, service):
        """Ask the service to end; returns its exit code."""
        process = self.processes.pop(service)
        process.terminate()
        return process.wait(timeout=30)

    def kill(self, service):
        """As a power cut: the service and all its children, at once."""
        process = self.processes.pop(service)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=10)

    def rows(self, query, *values):
        with psycopg.connect(_libpq(self.database_url), autocommit=True) as connection:
            cursor = connection.execute(query, values)
            return cursor.fetchall() if cursor.description else []

    def database_values(self):
        """Every value of every table of both databases, as text."""
        for name in ("DATABASE_URL", "SECURITY_DATABASE_URL"):
            with psycopg.connect(_libpq(self.environment[name])) as connection:
                tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
                for (table,) in tables.fetchall():
                    for row in connection.execute(f'SELECT * FROM "{table}"'):
                        yield "\n".join(map(str, row)).encode()

    def queue_values(self):
        """Every key Redis holds for this installation, with what stands under it."""
        with redis.Redis.from_url(self.redis_url) as store:
            for key in store.scan_iter():
                read = {
                    b"list": lambda key: store.lrange(key, 0, -1),
                    b"hash": store.hgetall,
                    b"set": store.smembers,
                }
                yield key + str(read.get(store.type(key), lambda key: store.dump(key))(key)).encode()

    def wait(self, what, is_so, seconds=90):
        """Wait until it is so; a test that waits in vain shows the last lines of every log."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if is_so():
                return
            time.sleep(0.03)
        logs = "\n".join(f"{path.name}:\n{path.read_text()[-3000:]}" for path in self.folder.glob("*.log"))
        raise AssertionError(f"In vain: {what}\n{logs}")


@contextmanager
def installed(folder, mail_port):
    """Databases made, keys made, everything prepared; at the end nothing of it is left."""
    here = Installation(folder, mail_port)
    names = [here.name, f"{here.name}_security"]
    store = redis.Redis.from_url(here.redis_url)
    store.flushdb()
    _on_server([f'CREATE DATABASE "{name}"' for name in names])
    try:
        here.run("python", "manage.py", "make_keys")
        here.run(*commands()["prepare"])
        yield here
    finally:
        for service in list(here.processes):
            here.kill(service)
        _on_server([f'DROP DATABASE "{name}" WITH (FORCE)' for name in names])
        store.flushdb()
        store.close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _on_server(statements):
    with psycopg.connect(
        _libpq(_with_path(os.environ["DATABASE_URL"], "/postgres")), autocommit=True
    ) as server:
        for statement in statements:
            server.execute(statement)


def _redis_number():
    """Each test process has a Redis database of its own, none of them the one of the installation itself."""
    worker = re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "")) or "0"
    return 8 + int(worker) % 8


def _with_path(address, path):
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


def _libpq(address):
    """psycopg reads an address without a host as the socket of this machine, as Django does."""
    return address.replace("postgres://", "postgresql://", 1)
