"""How the web server runs: `gunicorn --config config/gunicorn.py config.wsgi`."""

import os

from config import environment

environment.load_env_file(environment.env_file())

bind = f"{environment.text('BIND', '127.0.0.1')}:{environment.number('PORT', 8000)}"
workers = environment.number("WEB_WORKERS", 2)
worker_class = "gthread"
threads = 4
timeout = 30
graceful_timeout = 10
MEMORY = "/dev/shm"  # noqa: S108  gunicorn makes a file of its own in it
if os.path.isdir(MEMORY):
    worker_tmp_dir = MEMORY  # heartbeats: on a slow disk a busy worker would look like a dead one
umask = 0o077
max_requests = 5_000
max_requests_jitter = 500
# No access log: it would tell who looked at which case. Errors go to the console.
accesslog = None
loglevel = "warning"
