#!/usr/bin/env python3
"""Start Poruch: `python3 start.py`. Again started, it keeps its data. Stop it with Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from config import venv

STOP_SECONDS = 15
ANSWER_SECONDS = 60


def main():
    if len(sys.argv) > 1:
        sys.exit("usage: python3 start.py\nSettings come from the environment or .env (see .env.example).")
    os.chdir(ROOT)
    venv.enter("requirements.txt", ["start.py"])
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    settings = read_settings()
    refuse_taken_port(settings.BIND, settings.PORT)
    manage("prepare", "--verbosity", "0", say="Preparing the databases …")
    manage("collectstatic", "--noinput", "--verbosity", "0", say="Collecting stylesheets and pictures …")
    if settings.PORUCH_MODE == "demo":
        manage("demo", say="Filling the demo …")
    sys.exit(serve(settings))


def read_settings():
    from django.core.exceptions import ImproperlyConfigured

    try:
        from config import settings
    except ImproperlyConfigured as error:
        sys.exit(f"Poruch does not start: {error}")
    return settings


def refuse_taken_port(address, port):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.strip("[]"), port))
        except OSError as error:
            sys.exit(
                f"Port {port} on {address} cannot be used ({error.strerror}). Stop the other program, or "
                f"choose another port: PORT={port + 1} python3 start.py"
            )


def manage(*command, say):
    """Run one management command to its end; what it refuses ends the start."""
    print(say, flush=True)
    if subprocess.run([sys.executable, "manage.py", *command]).returncode != 0:
        sys.exit(1)


def serve(settings):
    """Run the web server and the loop of due work side by side. If one ends, both end."""
    stopped = []
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda number, frame: stopped.append(number))
    children = {
        "The web server": start("-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi"),
        "The loop of due work": start("manage.py", "run_due", "--loop"),
    }
    is_announced = False
    give_up_at = time.monotonic() + ANSWER_SECONDS
    while not stopped and all(child.poll() is None for child in children.values()):
        if not is_announced and answers(settings):
            announce(settings)
            is_announced = True
        if not is_announced and time.monotonic() > give_up_at:
            print("The web server does not answer; see the messages above.", file=sys.stderr)
            break
        time.sleep(0.3)
    ended = [name for name, child in children.items() if child.poll() is not None]
    stop(children.values())
    if stopped:
        print("\nStopped. The data is kept.")
        return 0
    print(f"{' and '.join(ended) or 'Poruch'} stopped by itself, so everything was stopped.", file=sys.stderr)
    return 1


def start(*command):
    # A session of its own: Ctrl-C reaches this process alone, which then stops its children in order.
    return subprocess.Popen([sys.executable, *command], start_new_session=True)


def answers(settings):
    """True once /healthz says yes, asked under a host name this installation answers to."""
    every = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}  # noqa: S104  asked for, not bound
    address = f"http://{every.get(settings.BIND, settings.BIND)}:{settings.PORT}/healthz"
    host = settings.ALLOWED_HOSTS[0].lstrip(".")
    try:
        request = urllib.request.Request(address, headers={"Host": host})  # noqa: S310  http, fixed
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
            return answer.status == 200
    except OSError:
        return False


def announce(settings):
    print(f"\n{settings.SITE_NAME} is running: {settings.SITE_URL}\nStop it with Ctrl-C.", flush=True)


def stop(children):
    """Ask nicely, then insist."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for child in children:
        try:
            child.wait(max(deadline - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


if __name__ == "__main__":
    main()
