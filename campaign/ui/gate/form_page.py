"""Pages of their own for signing in and passwords: whole HTML without a script.

They fetch nothing, so that strangers need no other address.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from starlette.responses import HTMLResponse

from campaign.charts.style import Reader
from campaign.locale import N_
from campaign.ui.gate.form_style import STYLE
from campaign.ui.markup import escape

SITE = N_("COVID-19 vaccination, Lai Châu")
OTHER_LANGUAGE = {"vi": ("en", "English"), "en": ("vi", "Tiếng Việt")}
_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = (
    f"default-src 'none'; style-src 'sha256-{_HASH}'; img-src data:; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' "
    "rx='3' fill='%230b5394'/%3E%3Cpath d='M7 3h2v4h4v2H9v4H7V9H3V7h4z' fill='%23fff'/%3E%3C/svg%3E"
)


class Field(NamedTuple):
    """A box to type in; `autocomplete` tells password managers what it is."""

    name: str
    label: str
    autocomplete: str
    value: str = ""
    kind: str = "text"
    hint: str = ""


class Form(NamedTuple):
    """What a page asks for."""

    title: str
    action: str
    button: str
    fields: Sequence[Field] = ()
    lead: str = ""  # what the page is about, above the form
    problem: str = ""  # why the last try did not do
    told: str = ""  # what happened before
    hidden: Sequence[tuple[str, str]] = ()
    other_language: str = ""  # the address of this page in the other language
    again: str = ""  # an address to ask for at once, as a page of ours
    onward: tuple[str, str] = ("", "")  # a link's text and address, below the form or instead of one
    beside: tuple[str, str] = ("", "")  # another way: a button's text and where it is sent to


def form_page(form: Form, reader: Reader, *, status: int = 200, **headers: str) -> HTMLResponse:
    """A page with one form."""
    title = f"{escape(form.title)} – {escape(reader.words(SITE))}"
    refresh = f'<meta http-equiv="refresh" content="0; url={escape(form.again)}">' if form.again else ""
    text = (
        f'<!DOCTYPE html><html lang="{reader.language}"><head><meta charset="utf-8">{refresh}'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" '
        f'content="light dark"><title>{title}</title><link rel="icon" href="{_ICON}"><style>{STYLE}</style></head>'
        f"<body><main>{_body(form, reader)}</main></body></html>"
    )
    return HTMLResponse(text, status_code=status, headers={"Content-Security-Policy": POLICY, **headers})


def _body(form: Form, reader: Reader) -> str:
    parts = [
        f'<p class="site">{escape(reader.words(SITE))}</p><h1>{escape(form.title)}</h1>',
        f'<p class="told" role="status">{escape(form.told)}</p>' if form.told else "",
        "".join(f"<p>{escape(line)}</p>" for line in form.lead.split("\n") if line),
        _form(form) if form.button else _problem(form),
        _beside(form) if form.beside[0] else "",
        f'<p><a href="{escape(form.onward[1])}">{escape(form.onward[0])}</a></p>' if form.onward[0] else "",
        _language_link(form, reader),
    ]
    return "".join(parts)


def _form(form: Form) -> str:
    fields = "".join(_field(field, index, form) for index, field in enumerate(form.fields))
    return (
        f'<form method="post" action="{escape(form.action)}">{_hidden(form)}{_problem(form)}{fields}'
        f'<button type="submit">{escape(form.button)}</button></form>'
    )


def _hidden(form: Form) -> str:
    return "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in form.hidden)


def _problem(form: Form) -> str:
    return f'<p class="problem" id="problem" role="alert">✗ {escape(form.problem)}</p>' if form.problem else ""


def _beside(form: Form) -> str:
    """The other way's button, below the form where there is one."""
    text, action = form.beside
    return (
        f'<form method="post" action="{escape(action)}" class="beside">{_hidden(form)}'
        f'<button type="submit">{escape(text)}</button></form>'
    )


def _field(field: Field, index: int, form: Form) -> str:
    """A label and its box; the first one has the keyboard, all are described by what was wrong."""
    described = [name for name, there in (("problem", form.problem), (f"{field.name}-hint", field.hint)) if there]
    more = f' aria-describedby="{" ".join(described)}"' if described else ""
    more += ' aria-invalid="true"' if form.problem else ""
    more += " autofocus" if index == 0 else ""
    told = f'<p class="hint" id="{field.name}-hint">{escape(field.hint)}</p>' if field.hint else ""
    return (
        f'<label for="{field.name}">{escape(field.label)}</label>{told}'
        f'<input id="{field.name}" name="{field.name}" type="{field.kind}" value="{escape(field.value)}" required '
        f'maxlength="200" autocomplete="{field.autocomplete}" autocapitalize="none" spellcheck="false"{more}>'
    )


def _language_link(form: Form, reader: Reader) -> str:
    if not form.other_language:
        return ""
    code, name = OTHER_LANGUAGE[reader.language]
    return f'<p class="language"><a href="{escape(form.other_language)}" lang="{code}" hreflang="{code}">{name}</a></p>'
