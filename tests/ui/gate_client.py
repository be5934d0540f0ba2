"""What a browser does not let one do: any request with any header, and Streamlit's own messages over a WebSocket."""

from __future__ import annotations

import http.client
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from campaign.access.actors import operator
from campaign.settings import Settings
from campaign.store.access.accounts import find_account
from campaign.store.engine import Database
from campaign.workflows.access.accounts import add_account
from campaign.workflows.access.links import use_link
from campaign.workflows.access.signing_in import start_session
from campaign.workflows.opening import open_campaign
from tests.e2e.browser import running_app

PASSWORD = "bốn mùa lá rơi nhẹ"
BY = operator("setup")
FROM_HERE: dict[str, Any] = {"address": "127.0.0.1", "agent": "test", "secure": True}
PATIENCE = 30


class Answer(NamedTuple):
    """What came back; header names in small letters."""

    status: int
    headers: dict[str, str]
    body: str


class Server(NamedTuple):
    """A running app and its database."""

    address: str
    database: Database

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc

    def add(self, login: str, role: str) -> None:
        """A person with an account and a password."""
        link = add_account(self.database, login, name=f"Người {login}", role=role, by=BY)
        use_link(self.database, link.token, password=PASSWORD, **FROM_HERE)

    def token(self, login: str, *, now: datetime | None = None) -> str:
        """The cookie of a new session."""
        with self.database.reading() as connection:
            account = find_account(connection, login).id
        at = now or datetime.now(UTC)
        return start_session(self.database, account, method="password", now=at, **FROM_HERE).token

    def ask(self, path: str, method: str = "GET", *, token: str = "", body: bytes = b"", **headers: str) -> Answer:
        """One request; `Sec_Fetch_Site` stands for Sec-Fetch-Site. Nothing is followed."""
        line = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        line.request(method, path, body=body or None, headers=_headers(token, headers))
        answer = line.getresponse()
        text = answer.read().decode("utf-8", "replace")
        line.close()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, text)

    def open_page(self, path: str, **headers: Any) -> Answer:
        """What somebody gets who opens a page."""
        return self.ask(path, Accept="text/html,*/*;q=0.8", **headers)

    def upload(self, token: str, page: str, content: bytes, *, file: str = "f1", **headers: str) -> Answer:
        """A file sent to a page, as the browser sends it."""
        xsrf = self.ask("/_stcore/health").headers["set-cookie"].partition("=")[2].partition(";")[0]
        body = (
            b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n'
            b"Content-Type: application/octet-stream\r\n\r\n" + content + b"\r\n--edge--\r\n"
        )
        given: dict[str, Any] = {
            "Cookie": f"campaign={token}; _streamlit_xsrf={xsrf}", "X_Xsrftoken": xsrf, "Origin": self.address,
            "Content_Type": "multipart/form-data; boundary=edge", **headers,
        }  # fmt: skip
        return self.ask(f"/_stcore/upload_file/{page}/{file}", "PUT", body=body, **given)

    def send_form(self, path: str, fields: Mapping[str, str], **headers: str) -> Answer:
        """A form sent from a page of the server's own, unless the headers say otherwise."""
        kind: dict[str, Any] = {"Content_Type": "application/x-www-form-urlencoded", "Origin": self.address, **headers}
        return self.ask(path, "POST", body=urlencode(fields).encode(), **kind)

    def sign_in(self, login: str, password: str = PASSWORD, **headers: str) -> Answer:
        return self.send_form("/login", {"ten": login, "mat-khau": password}, **headers)


@contextmanager
def running_server(folder: Path, *, under: Sequence[str] = (), **environment: str) -> Iterator[Server]:
    """The app with sign-in, and the accounts of an admin (quan), an analyst (phan) and a viewer (xem)."""
    url = f"sqlite:///{(folder / 'campaign.db').as_posix()}"
    database = open_campaign(Settings(database_url=url))
    server = Server("", database)
    for login, role in (("quan", "admin"), ("phan", "analyst"), ("xem", "viewer")):
        server.add(login, role)
    settings: dict[str, Any] = {"CAMPAIGN_SINGLE_USER": "0", **environment}
    with running_app(url, under=under, **settings) as address:
        yield server._replace(address=address)
    database.close()


class Socket:
    """A page's connection, as Streamlit's browser part speaks it."""

    def __init__(self, server: Server, token: str = "", *, resume: str = "", **headers: str) -> None:
        self.line: ClientConnection = connect(
            f"ws://{server.host}/_stcore/stream",
            additional_headers=_headers(token, headers),
            subprotocols=[Subprotocol(each) for each in ("streamlit", "none", resume) if each],
            open_timeout=PATIENCE,
            legacy=True,
            max_size=None,
        )

    def run(
        self, path: str = "", *, query: str = "", fragment: str = "", page: str = "", **triggers: bool
    ) -> list[ForwardMsg]:
        """Ask for a page, or press buttons (`trigger` by widget), and wait until the script has ended."""
        asked = BackMsg()
        asked.rerun_script.page_name = path
        asked.rerun_script.query_string = query
        asked.rerun_script.fragment_id = fragment
        asked.rerun_script.page_script_hash = page
        for widget, pressed in triggers.items():
            asked.rerun_script.widget_states.widgets.add(id=widget, trigger_value=pressed)
        self.line.send(asked.SerializeToString())
        return self.hear("script_finished")

    def hear(self, last: str) -> list[ForwardMsg]:
        """The messages up to one of a kind."""
        heard: list[ForwardMsg] = []
        while not heard or heard[-1].WhichOneof("type") != last:
            message = ForwardMsg()
            message.ParseFromString(self.line.recv(timeout=PATIENCE, decode=False))
            heard.append(message)
        return heard

    def ask_for_file(self, file: str, session: str) -> ForwardMsg:
        """A file that is made when it is asked for, by the page's session."""
        asked = BackMsg()
        asked.backend_operation_request.session_id = session
        asked.backend_operation_request.request_id = "1"
        asked.backend_operation_request.deferred_file.file_id = file
        self.line.send(asked.SerializeToString())
        return self.hear("backend_operation_response")[-1]

    def close(self) -> None:
        self.line.close()


def _headers(token: str, given: Mapping[str, str]) -> dict[str, str]:
    cookie = {"Cookie": f"campaign={token}"} if token else {}
    return {**cookie, **{name.replace("_", "-"): value for name, value in given.items()}}


def refused(server: Server, token: str = "", **headers: str) -> int:
    """The status with which a WebSocket is refused; 101 for one that is taken."""
    try:
        Socket(server, token, **headers).close()
    except InvalidStatus as problem:
        return problem.response.status_code
    return 101


def closed_with(socket: Socket) -> int:
    """The code with which the server answers the next message."""
    try:
        socket.run()
    except ConnectionClosed as problem:
        return problem.rcvd.code if problem.rcvd else 0
    return 0


def session_of(messages: list[ForwardMsg]) -> str:
    """The number of the page's session."""
    return next(m.new_session.initialize.session_id for m in messages if m.WhichOneof("type") == "new_session")


def page_of(messages: list[ForwardMsg]) -> str:
    """The page shown."""
    return next(m.new_session.page_script_hash for m in messages if m.WhichOneof("type") == "new_session")


def elements(messages: list[ForwardMsg], kind: str) -> list[Any]:
    """The elements of a kind, in their order."""
    new = (m.delta.new_element for m in messages if m.WhichOneof("type") == "delta" and m.delta.HasField("new_element"))
    return [getattr(element, kind) for element in new if element.WhichOneof("type") == kind]


def fragments(messages: list[ForwardMsg]) -> list[str]:
    """The numbers of the fragments drawn."""
    return sorted({m.delta.fragment_id for m in messages if m.WhichOneof("type") == "delta" and m.delta.fragment_id})
