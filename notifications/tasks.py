"""Celery carries out what rows in the database owe; each task may run twice."""

from celery import shared_task

from notifications import work


@shared_task
def remind():
    """Beat, every ten minutes: write the reminders owed by now."""
    return work.remind()


@shared_task
def send_mail():
    """Beat, twice a minute: send what waits in the outbox."""
    return work.send_mail()


@shared_task
def compare_law():
    """Beat, every minute: see which open cases the law of this program would give other dates."""
    return work.compare_law()


@shared_task
def forget():
    """Beat, every ten minutes: delete what has served its time."""
    return work.forget()
