"""The queue's worker for tests: works off what is queued, here and now."""

from django.utils.module_loading import import_string
from django_q.models import OrmQ

MOST_STEPS = 10_000


def work_off() -> int:
    """Run everything that is queued, and what that queues in turn, to the end; return how many tasks that were."""
    for ran in range(MOST_STEPS):
        queued = OrmQ.objects.order_by("pk").first()
        if queued is None:
            return ran
        queued.delete()
        import_string(queued.func())(*queued.args(), **queued.kwargs())
    raise AssertionError(f"the queue still holds something after {MOST_STEPS} tasks")
