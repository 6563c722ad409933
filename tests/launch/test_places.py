"""Folders of our own, sockets that fit, secrets made once."""

import base64
import json
import os
import stat
from pathlib import Path

import pytest

from ombudsman.launch import keys, places
from ombudsman.launch.places import Account
from ombudsman.launch.refusal import Refusal


def me() -> Account:
    return Account("me", os.geteuid(), os.getegid(), drop=False)


def test_a_runtime_folder_with_a_long_name_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("x" * 100)
    deep.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    found = places.socket_folder(tmp_path / "a", me())
    found.rmdir()
    assert found.parent == Path("/tmp")  # noqa: S108 - the folder in it is 0700
    assert len(os.fsencode(found / places.SOCKET_FILE)) <= places.SOCKET_PATH_LIMIT


def test_a_runtime_folder_is_used_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = tmp_path / "r"
    short.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(short))
    monkeypatch.setattr(places, "SOCKET_PATH_LIMIT", 4096)
    found = places.socket_folder(tmp_path / "a", me())
    assert found.parent == short
    assert stat.S_IMODE(found.stat().st_mode) == 0o700


def test_the_socket_folder_has_the_name_that_production_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    found = places.socket_folder(tmp_path, me())
    found.rmdir()
    assert found.name.startswith(places.SOCKET_PREFIX)


def test_a_folder_that_somebody_else_made_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    foreign = Account("other", os.geteuid() + 1, os.getegid(), drop=False)
    for name, account in (("link", me()), ("open", me()), ("real", foreign)):
        with pytest.raises(Refusal, match="remove it"):
            places.own_folder(tmp_path / name, account)


def test_a_new_clone_at_an_old_place_gets_data_of_its_own(tmp_path: Path) -> None:
    assert places.root_store(tmp_path, "a") != places.root_store(tmp_path, "b")
    assert places.root_store(tmp_path, "a") != places.root_store(tmp_path / "c", "a")


def test_secrets_are_made_once_and_for_us_alone(tmp_path: Path) -> None:
    first = keys.read_or_make(tmp_path / "var")
    assert keys.read_or_make(tmp_path / "var") == first
    path = tmp_path / "var" / "secrets.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(set(first.values())) == len(first)
    assert keys.read_or_make(tmp_path / "other") != first


def test_each_key_has_32_bytes(tmp_path: Path) -> None:
    made = keys.read_or_make(tmp_path)
    number, _, vault = made["VAULT_KEYS"].partition(":")
    assert number == "1"
    named = [made[n] for n in ("BLIND_INDEX_KEY", "TRACKING_KEY", "SIGNING_KEY")]
    assert [len(base64.urlsafe_b64decode(k)) for k in (vault, *named)] == [32] * 4
    assert len(made["SECRET_KEY"]) >= 50


def test_a_secret_that_a_later_version_needs_is_added(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    path.write_text(json.dumps({"SECRET_KEY": "kept"}))
    made = keys.read_or_make(tmp_path)
    assert made["SECRET_KEY"] == "kept"
    assert made["TRACKING_KEY"] == json.loads(path.read_text())["TRACKING_KEY"]
