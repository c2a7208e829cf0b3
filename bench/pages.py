"""A list of 50 with its exact total against raw SQL of the same plan; its queries; its page over an empty one."""

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, override_settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from bench import report, world  # noqa: E402
from bench.clock import in_turn  # noqa: E402
from cases import policy, worklist  # noqa: E402
from cases.models import Case  # noqa: E402

ROUNDS = 15
NEWEST = ["-opened_at", "-id"]
LISTS = ["mine", "unassigned", "group-GA", "overdue", "admitted", "closed"]

ADMITTED = """
SELECT a.case_id FROM cases_admission a
WHERE a.user_id = %(user)s AND a.released_on IS NULL AND a.from_on <= %(today)s
  AND (a.until_on IS NULL OR a.until_on >= %(today)s)
  AND EXISTS (SELECT 1 FROM cases_caseuserobjectpermission p WHERE p.user_id = a.user_id
    AND p.content_object_id = a.case_id AND p.permission_id =
      (SELECT id FROM auth_permission WHERE codename = 'view_case' LIMIT 1))
"""
NOT_WALLED = "c.id NOT IN (SELECT case_id FROM cases_wall WHERE user_id = %(user)s)"
TOTAL = f"""
SELECT count(*) FROM cases_case c
WHERE ((c.group_id = %(group)s AND NOT c.is_restricted) OR c.id IN ({ADMITTED})) AND {NOT_WALLED}
"""  # noqa: S608  constants of this file
PAGE = f"""
SELECT c.id, c.reference, c.stage, c.turn, w.alias, w.language, w.contact_channel, e.name
FROM cases_case c JOIN cases_worker w ON w.case_id = c.id JOIN cases_employer e ON e.case_id = c.id
WHERE c.id IN (
  SELECT c.id FROM cases_case c
  WHERE NOT (NOT (c.group_id = %(group)s AND NOT c.is_restricted) AND NOT (c.id IN ({ADMITTED})))
    AND {NOT_WALLED}
  ORDER BY c.opened_at DESC, c.id DESC LIMIT 50)
ORDER BY c.opened_at DESC, c.id DESC
"""  # noqa: S608


def main():
    known = world.find()
    _list(known)
    with override_settings(ROOT_URLCONF="bench.urls", ALLOWED_HOSTS=["*"]):
        _pages(known)
    report.finish()


def _list(known):
    said = {
        "user": _key(known.viewer), "group": _key(known.group), "today": timezone.localdate().isoformat(),
    }  # fmt: skip

    def raw():
        with connection.cursor() as cursor:
            cursor.execute(PAGE, said)
            rows = cursor.fetchall()
            cursor.execute(TOTAL, said)
            return [str(row[1]) for row in rows], cursor.fetchone()[0]

    def ours():
        user = User.objects.get(pk=known.viewer.pk)
        total = Case.objects.visible_to(user).count()
        newest = policy.walked(user, Case.objects.all()).order_by(*NEWEST)[: worklist.PAGE]
        cases = worklist.for_rows(user, Case.objects.filter(pk__in=newest.values("pk"))).order_by(*NEWEST)
        return [case.reference for case in cases], total

    assert raw() == ours(), "the two lists differ"
    share = ours()[1] / Case.objects.count()
    taken = in_turn(ROUNDS, raw=raw, ours=ours)
    told = f"{taken['ours'] * 1000:.1f} over {taken['raw'] * 1000:.1f} ms, sees {share:.0%}"
    report.row("list of 50 with exact total, × raw SQL", taken["ours"] / taken["raw"], told, most=3)


def _pages(known):
    reader = _signed_in(known.viewer)
    for tab in LISTS:
        address = f"/cases/?list={tab}"
        reader.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(address).status_code == 200
            asked = len(queries)
        ways = {
            "page": lambda address=address: reader.get(address),
            "empty": lambda: reader.get("/bench/empty"),
        }
        taken = in_turn(ROUNDS, **ways)
        told = f"{taken['page'] * 1000:.1f} over {taken['empty'] * 1000:.1f} ms"
        report.row(f"page of the list {tab}, × empty page", taken["page"] / taken["empty"], told, most=15)
        report.row(f"queries of the list {tab}", asked, "with session and bar", most=8)


def _signed_in(user):
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def _key(row):
    return row.pk.hex if connection.vendor == "sqlite" else row.pk


if __name__ == "__main__":
    main()
