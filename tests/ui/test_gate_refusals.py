"""What the log tells of those who are turned away at a real server: who, from where and at which address, no more."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from websockets.exceptions import ConnectionClosed

from tests.ui.gate_client import Server, Socket, refused, running_server, session_of

ELSEWHERE = {"X_Forwarded_For": "10.0.0.7"}
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec_WebSocket_Version": "13",
    "Sec_WebSocket_Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


class Watched(NamedTuple):
    """A running server and its log."""

    server: Server
    log: Path

    def told(self, kind: str = "refused") -> list[dict[str, str]]:
        """The values of the lines of a kind, in their order."""
        lines = [json.loads(line)["said"] for line in self.log.read_text(encoding="utf-8").splitlines()]
        return [dict(re.findall(r"(\w+)=(\S*)", line)) for line in lines if line.startswith(f"{kind} ")]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    folder = tmp_path_factory.mktemp("refusals")
    with running_server(folder, CAMPAIGN_LOG_FILE=str(folder / "log.txt")) as server:
        yield Watched(server, folder / "log.txt")


def line(path: str, status: int, login: str = "", address: str = "10.0.0.7") -> dict[str, str]:
    return {"path": path, "status": str(status), "address": address, "login": login}


def test_a_role_that_reaches_too_far_is_told_without_the_query(running):
    token = running.server.token("xem")
    running.server.ask("/tai-ve/sao-luu/x?lien-ket=SECRET", token=token, **ELSEWHERE)
    assert running.told()[-1] == line("/tai-ve/sao-luu/x", 403, "xem")
    assert "SECRET" not in running.log.read_text(encoding="utf-8")


def test_a_foreign_host_name_and_a_foreign_page_are_told(running):
    running.server.ask("/", Host="evil.example", **ELSEWHERE)
    assert running.told()[-1] == line("/", 421)
    running.server.ask("/logout", "POST", Origin="http://evil.example", **ELSEWHERE)
    assert running.told()[-1] == line("/logout", 403)


def test_a_socket_of_a_foreign_page_or_host_is_told(running):
    token, stream = running.server.token("phan"), "/_stcore/stream"
    assert refused(running.server, token, Origin="http://evil.example", **ELSEWHERE) == 403
    assert running.told()[-1] == line(stream, 403)
    before = len(running.told())
    answer = running.server.ask(stream, token=token, Host="evil.example", **UPGRADE, **ELSEWHERE)
    assert answer.status == 403
    assert running.told()[before:] == [line(stream, 403)]


def test_a_file_for_anothers_page_and_one_too_large_are_told(running):
    socket = Socket(running.server, running.server.token("phan"))
    page = session_of(socket.run())
    running.server.upload(running.server.token("quan"), page, b"x", **ELSEWHERE)
    assert running.told()[-1] == line(f"/_stcore/upload_file/{page}/f1", 403, "quan")
    token = running.server.token("phan")
    own = Socket(running.server, token)
    page = session_of(own.run())
    running.server.upload(token, page, b"", Content_Length=str(1 << 30), **ELSEWHERE)
    assert running.told()[-1] == line(f"/_stcore/upload_file/{page}/f1", 413, "phan")
    for each in (socket, own):
        each.close()


def test_a_message_larger_than_any_form_of_ours_closes_the_page(running):
    socket = Socket(running.server, running.server.token("phan"))
    assert socket.run(query="x=" + "a" * 1_000_000)
    with pytest.raises(ConnectionClosed) as closed:
        socket.run(query="x=" + "a" * 3_000_000)
    assert closed.value.rcvd.code == 1009


def test_who_is_only_asked_to_sign_in_is_not_told(running):
    before = len(running.told())
    assert running.server.ask("/chi-tieu").status == 401
    assert running.server.open_page("/chi-tieu").status == 303
    assert refused(running.server) == 403
    assert len(running.told()) == before


def test_a_line_of_the_log_is_never_of_a_strangers_making(running):
    token = running.server.token("xem")
    running.server.ask("/tai-ve/sao-luu/%0Arefused%20path=/%1b[2J", token=token, **ELSEWHERE)
    assert "\\n" not in running.log.read_text(encoding="utf-8").splitlines()[-1]
    assert "\\u001b" not in running.log.read_text(encoding="utf-8").splitlines()[-1]


def test_a_dead_link_is_told_by_its_address_alone(running):
    fields = {"lien-ket": "A" * 43, "mat-khau-moi": "x", "nhap-lai": "x"}
    answer = running.server.send_form("/login", fields, **ELSEWHERE)
    assert answer.status == 404
    assert "không phân biệt được trường hợp nào" in answer.body
    assert '<a href="/login">Đăng nhập</a>' in answer.body
    assert "python -m campaign user add" in answer.body
    assert running.told("bad_link") == [{"address": "10.0.0.7"}]
    assert "A" * 43 not in running.log.read_text(encoding="utf-8")
