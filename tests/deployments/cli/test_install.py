"""`mentor init` and `doctor` as somebody new meets them, and the real process with its exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deployments.cli.shell import Shell
from tests.house import House


def process(*words: object, home: Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "deployments.cli", *map(str, words)]
    environment = {**os.environ, "MENTOR_HOME": str(home)}
    return subprocess.run(command, input=given, capture_output=True, env=environment, check=False, timeout=60)


def test_the_doctor_prints_every_part_and_exits_with_4_where_one_is_broken(
    house: House, mentor: Shell
) -> None:
    typed = mentor("doctor")
    assert typed.code == 4
    assert typed.out.count("✓") == 12
    assert "✗ Udgående mail: " in typed.out
    rows = mentor("doctor", "--json").rows
    assert [list(row) for row in rows] == [["what", "ok", "found"]] * 13


@pytest.mark.slow
def test_the_doctor_exits_with_0_when_all_is_well(house: House, mentor: Shell) -> None:
    with house.mail_server():
        assert mentor("doctor").code == 0


def test_init_never_overwrites(house: House, mentor: Shell) -> None:
    before = (house.home / "mentor.toml").read_bytes()
    typed = mentor("init", "--demo")
    assert typed.code == 1
    assert "Intet er ændret" in typed.err
    assert (house.home / "mentor.toml").read_bytes() == before


def test_a_time_for_the_certificates_is_for_a_demo_only(
    mentor: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MENTOR_HOME", str(tmp_path / "ny"))
    typed = mentor("init", "--at", "2026-03-02T08:00:00+01:00")
    assert typed.code == 2
    assert "--demo" in typed.err
    assert not (tmp_path / "ny").exists()


@pytest.mark.slow
def test_a_newcomers_first_commands_work_in_real_processes(tmp_path: Path) -> None:
    home = tmp_path / "mit hjem"
    made = process("init", home=home)
    assert (made.returncode, made.stderr) == (0, b"")
    assert "Masternøglen ligger i" in made.stdout.decode()
    assert process("init", home=home).returncode == 1
    examined = process("doctor", "--json", home=home)
    parts = [json.loads(line) for line in examined.stdout.splitlines()]
    assert examined.returncode == 4
    assert [part["what"] for part in parts if not part["ok"]] == ["Udgående mail"]


@pytest.mark.slow
def test_a_real_process_reads_standard_input_and_has_the_exit_codes_of_the_contract(house: House) -> None:
    ref, fields = house.course(), b'{"coordinator": "kirsten"}'
    accept = ("course", "act", ref, "AcceptReferral", "--from", "-", "--as", "coordinator:kirsten", "--json")
    done = process(*accept, home=house.home, given=fields)
    assert (done.returncode, json.loads(done.stdout)["events"]) == (0, ["ReferralAccepted"])
    overtaken = process(*accept, "--seen", "1", home=house.home, given=fields)
    assert (overtaken.returncode, overtaken.stdout) == (3, b"")
    assert process(*accept, home=house.home, given=b"{").returncode == 2


@pytest.mark.slow
def test_a_watching_delivery_stops_quietly_when_it_is_interrupted(house: House) -> None:
    house.course()
    command = [sys.executable, "-m", "deployments.cli", "deliver", "--watch", "--json"]
    watching = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert watching.stdout is not None
    first = json.loads(watching.stdout.readline())
    watching.send_signal(signal.SIGINT)
    _, errors = watching.communicate(timeout=60)
    assert first["server_away"]
    assert (watching.returncode, errors) == (130, b"")
