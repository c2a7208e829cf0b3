"""Background work through Redis, where it is configured.

Messages only wake what rows in the database owe: they carry names of tasks and ids, never people's
data, and a lost one is made good by the next beat. Without Redis `manage.py run_due --loop` does the
same work.
"""

import os

from celery import Celery
from celery.signals import beat_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings  # noqa: E402  needs the line above

SOFT_LIMIT_SECONDS = 240
HARD_LIMIT_SECONDS = 300

app = Celery("poruch", include=["notifications.tasks"])
app.conf.update(
    broker_url=settings.CELERY_BROKER_URL,
    broker_connection_retry_on_startup=True,
    # Redis hands a message out again after this time, so it must be longer than any task may take.
    broker_transport_options={"visibility_timeout": 2 * HARD_LIMIT_SECONDS},
    result_backend=None,
    task_ignore_result=True,
    task_default_queue="poruch",
    task_serializer="json",
    accept_content=["json"],
    # A worker that dies gives its task back; every task may run twice.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_soft_time_limit=SOFT_LIMIT_SECONDS,
    task_time_limit=HARD_LIMIT_SECONDS,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    timezone=settings.TIME_ZONE,
    beat_schedule_filename=str(settings.PORUCH_DATA / "beat-schedule"),
    # A beat nobody took in time is dropped: the next one finds the same rows.
    beat_schedule={
        "send mail": {"task": "notifications.tasks.send_mail", "schedule": 30, "options": {"expires": 25}},
        "remind": {"task": "notifications.tasks.remind", "schedule": 600, "options": {"expires": 590}},
        "law": {"task": "notifications.tasks.compare_law", "schedule": 60, "options": {"expires": 55}},
        "forget": {"task": "notifications.tasks.forget", "schedule": 600, "options": {"expires": 590}},
    },
)


@beat_init.connect
def do_at_once(**options):
    """What was owed while nothing ran does not wait for the first beat."""
    for entry in app.conf.beat_schedule.values():
        app.send_task(entry["task"], **entry["options"])
