"""compose.yaml is complete: what it starts exists, what it asks for is explained, and little is open."""

import importlib.util
import re
from pathlib import Path

import pytest
import yaml

from tests.settings import setting_names

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "compose.yaml").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"] == "poruch"}
PROGRAMS = {"gunicorn": "gunicorn", "celery": "celery"}


def test_all_parts_are_there():
    assert set(SERVICES) == {"keys", "prepare", "web", "worker", "beat", "db", "redis", "proxy"}


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_part_says_what_it_runs_and_comes_back_by_itself(name):
    service = SERVICES[name]
    assert service["image"]
    expected = {"keys": "no", "prepare": "on-failure:3"}.get(name, "unless-stopped")
    assert service["restart"] == expected


@pytest.mark.parametrize("name", sorted(OURS))
def test_what_our_parts_start_exists(name):
    program, *arguments = OURS[name]["command"]
    if program == "python":
        assert (ROOT / arguments[0]).is_file()
        commands = {path.stem for path in ROOT.glob("*/management/commands/*.py")}
        assert arguments[1] in commands
    else:
        assert importlib.util.find_spec(PROGRAMS[program])
    for argument in arguments:
        if argument.startswith("config."):
            assert importlib.util.find_spec(argument)
        if argument.startswith("config/"):
            assert (ROOT / argument).is_file()


@pytest.mark.parametrize("name", sorted(OURS))
def test_our_parts_run_in_earnest_and_with_few_rights(name):
    service = OURS[name]
    assert service["environment"]["PORUCH_MODE"] == "production"
    assert service["cap_drop"] == ["ALL"]
    assert service["read_only"] is True
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_every_setting_it_gives_is_one_there_is():
    given = {name for service in OURS.values() for name in service["environment"]}
    assert given <= setting_names()


def test_every_value_it_asks_for_is_explained():
    asked = set(re.findall(r"\$\{(\w+)", TEXT))
    assert asked == {"POSTGRES_PASSWORD", "SITE_URL"}
    assert asked <= setting_names()


def test_keys_lie_apart_from_the_data_and_only_their_maker_may_write_them():
    for name, service in OURS.items():
        keys = [volume for volume in service["volumes"] if volume.startswith("keys:")]
        assert keys == (["keys:/keys"] if name == "keys" else ["keys:/keys:ro"])


def test_nothing_but_the_proxy_is_open_to_the_world():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    for name in ("db", "redis", "beat", "prepare"):
        assert SERVICES[name]["networks"] == ["inside"]


def test_networks_volumes_and_predecessors_are_declared():
    for service in SERVICES.values():
        assert set(service.get("networks", [])) <= set(COMPOSE["networks"])
        assert set(service.get("depends_on", {})) <= set(SERVICES)
        for volume in service.get("volumes", []):
            source = volume.partition(":")[0]
            assert source in COMPOSE["volumes"] or (ROOT / source).is_file(), volume


def test_nothing_serves_before_the_databases_are_ready():
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["depends_on"]["prepare"] == {"condition": "service_completed_successfully"}


@pytest.mark.parametrize("name", ["web", "worker", "beat", "db", "redis"])
def test_a_part_that_hangs_is_noticed(name):
    asked = SERVICES[name]["healthcheck"]["test"]
    assert asked[0] == "CMD"
    if name in OURS:
        assert asked[1:3] == ["python", "compose/healthcheck.py"]
        assert f'"{name}"' in (ROOT / asked[2]).read_text(encoding="utf-8")


def test_a_worker_is_given_the_time_to_finish_its_message():
    from outbox.sending import SECONDS_A_RUN

    seconds = int(SERVICES["worker"]["stop_grace_period"].removesuffix("s"))
    assert seconds > SECONDS_A_RUN


def test_redis_keeps_nothing_on_a_disk():
    assert SERVICES["redis"]["command"][1:5] == ["--save", "", "--appendonly", "no"]
    assert SERVICES["redis"]["read_only"] is True


def test_the_image_holds_what_the_parts_need():
    left_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert not {"compose", "config", "manage.py", "static", "locale", "templates"} & set(left_out)
    assert {".env", "data", ".git"} <= set(left_out)
