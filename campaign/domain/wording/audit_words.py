"""What the audit trail says in words, as catalogue keys: every action and field that the program records."""

from __future__ import annotations

from typing import NamedTuple

from campaign.domain.assigning.allocation import PEOPLE, REMAINING, TYPED, UPLOADED
from campaign.domain.purposes import POPULATIONS, REPORT
from campaign.locale import N_, Translate
from campaign.settings import ADMIN, ANALYST, VIEWER

SHEETS, DIRECTIVES, ASSIGNING = "sheets", "directives", "assignments"
MAP, PERIODS, ACCOUNTS, UPKEEP = "boundaries", "periods", "accounts", "upkeep"
GROUPS = {
    SHEETS: N_("Uploads and answers"),
    DIRECTIVES: N_("Directives and targets"),
    ASSIGNING: N_("Assignments"),
    MAP: N_("Boundaries"),
    PERIODS: N_("Closed periods"),
    ACCOUNTS: N_("Accounts and sessions"),
    UPKEEP: N_("Upkeep and backups"),
}


# Who is recorded where no account acted, as it is stored.
ACTORS = {
    "campaign": N_("the program itself"),
    "data/": N_("the program's own data files"),
    "oidc": N_("the identity provider"),
    "local": N_("whoever works at this machine"),
}


class Action(NamedTuple):
    """What was done, in a few words, and what it belongs to."""

    group: str
    words: str


ACTIONS = {
    "upload": Action(SHEETS, N_("Saved an upload")),
    "withdraw": Action(SHEETS, N_("Withdrew an upload")),
    "answer": Action(SHEETS, N_("Answered a question about sheets")),
    "forget_answer": Action(SHEETS, N_("Took an answer about sheets back")),
    "add_directive": Action(DIRECTIVES, N_("Recorded a directive")),
    "edit_directive": Action(DIRECTIVES, N_("Edited a directive")),
    "withdraw_directive": Action(DIRECTIVES, N_("Withdrew a directive")),
    "restore_directive": Action(DIRECTIVES, N_("Let a withdrawn directive count again")),
    "add_target": Action(DIRECTIVES, N_("Set a target")),
    "edit_target": Action(DIRECTIVES, N_("Edited a target")),
    "choose_reading": Action(DIRECTIVES, N_("Read a target's deadline anew")),
    "withdraw_target": Action(DIRECTIVES, N_("Withdrew a target")),
    "restore_target": Action(DIRECTIVES, N_("Let a withdrawn target count again")),
    "assign": Action(ASSIGNING, N_("Gave or changed assignments")),
    "remove_assignment": Action(ASSIGNING, N_("Removed assignments")),
    "sign_off": Action(ASSIGNING, N_("Signed an assignment off")),
    "undo_sign_off": Action(ASSIGNING, N_("Took a sign-off back")),
    "erase_names": Action(ASSIGNING, N_("Erased names of responsible persons")),
    "load_boundaries": Action(MAP, N_("Loaded boundaries")),
    "remove_boundaries": Action(MAP, N_("Removed the boundaries")),
    "close_period": Action(PERIODS, N_("Closed a period")),
    "reopen_period": Action(PERIODS, N_("Opened a closed period again")),
    "add_account": Action(ACCOUNTS, N_("Added an account")),
    "rename_account": Action(ACCOUNTS, N_("Changed an account's display name")),
    "change_role": Action(ACCOUNTS, N_("Changed an account's role")),
    "disable_account": Action(ACCOUNTS, N_("Disabled an account")),
    "enable_account": Action(ACCOUNTS, N_("Enabled an account again")),
    "reset_account": Action(ACCOUNTS, N_("Made a link to set a password anew")),
    "erase_account_name": Action(ACCOUNTS, N_("Erased an account's display name")),
    "link_identity": Action(ACCOUNTS, N_("Linked an account to the identity provider")),
    "set_password": Action(ACCOUNTS, N_("Set a password by a link")),
    "change_password": Action(ACCOUNTS, N_("Changed the own password")),
    "end_session": Action(ACCOUNTS, N_("Ended a session")),
    "end_sessions": Action(ACCOUNTS, N_("Ended all sessions of an account")),
    "load_reference": Action(UPKEEP, N_("Loaded reference data")),
    "restore": Action(UPKEEP, N_("Restored a backup")),
    "download_backup": Action(UPKEEP, N_("Downloaded a backup")),
    "start_trail": Action(UPKEEP, N_("Began to chain the audit trail")),
    "replace_audit_key": Action(UPKEEP, N_("Went on chaining with a new key")),
}

# The first word of what an event is about.
OBJECTS = {
    "upload": N_("Upload {name}"),
    "directive": N_("Directive {name}"),
    "target": N_("Target {name}"),
    "assignment": N_("Assignments of {name}"),
    "account": N_("Account {name}"),
    "period": N_("Figures up to {name}"),
    "backup": N_("Backup {name}"),
}
WHOLE_OBJECTS = {
    "assignments": N_("Responsible persons"),
    "boundaries": N_("Boundaries"),
    "audit trail": N_("Audit trail"),
    "accounts": N_("All accounts"),
    "sessions": N_("All sessions"),
}
QUESTIONS = {
    "period": N_("Question about the period of “{name}”"),
    "column": N_("Question about the column “{name}”"),
    "unit": N_("Question about the unit “{name}”"),
    "group": N_("Question about the group “{name}”"),
    "dose": N_("Question about the dose “{name}”"),
    "cell": N_("Question about the cell “{name}”"),
    "row": N_("Question about the row “{name}”"),
}

FIELDS = {
    "file": N_("File"),
    "sha256": N_("SHA-256 of the file"),
    "period": N_("Period"),
    "purpose": N_("Purpose"),
    "source": N_("Source"),
    "new": N_("New"),
    "changed": N_("Changed"),
    "unchanged": N_("Unchanged"),
    "status": N_("State"),
    "reason": N_("Reason"),
    "value": N_("Value"),
    "by": N_("By"),
    "kind": N_("Kind"),
    "issuer": N_("Issued by"),
    "number": N_("Document number"),
    "issued": N_("Date of issue, as far as it is stated"),
    "meeting": N_("Day of the meeting"),
    "subject": N_("Subject"),
    "signer": N_("Signed by"),
    "text": N_("Full text"),
    "clauses": N_("Clauses"),
    "directive": N_("Directive"),
    "clause": N_("Clause"),
    "words": N_("Words quoted"),
    "group": N_("Group"),
    "dose": N_("Dose"),
    "measure": N_("Measure"),
    "denominator_kind": N_("Out of"),
    "threshold": N_("Threshold"),
    "deadline": N_("Deadline"),
    "deadline_words": N_("The deadline in the clause's words"),
    "deadline_reading": N_("How the words give the day"),
    "other_readings": N_("Other readings"),
    "reading": N_("How the words give the day"),
    "supersedes": N_("Takes the place of"),
    "people": N_("People"),
    "due": N_("To be done by"),
    "from": N_("From"),
    "method": N_("Way of sharing out"),
    "responsible": N_("Responsible person"),
    "signed_off": N_("Signed off"),
    "units": N_("Units"),
    "unit": N_("Unit"),
    "start": N_("From"),
    "end": N_("Up to"),
    "role": N_("Role"),
    "sessions": N_("Sessions"),
    "sessions_ended": N_("Sessions ended"),
    "note": N_("Note"),
    "closed_by": N_("Closed by"),
    "report_sha256": N_("SHA-256 of the kept report"),
    "rows": N_("Rows"),
    "files": N_("Files"),
    "events": N_("Events"),
    "key": N_("Key"),
    "made_at": N_("Made at"),
    "uploads_lost": N_("Uploads that are lost by it"),
    "uploads_gained": N_("Uploads that are back by it"),
    "changes_lost": N_("Other changes that are lost by it"),
    "audit": N_("Mark of the audit trail"),
}
# Fields that mean something else in events about accounts.
ACCOUNT_FIELDS = {"issuer": N_("Identity provider")}

VALUES = {
    "status": {
        "accepted": N_("counts"),
        "withdrawn": N_("withdrawn"),
        "active": N_("active"),
        "disabled": N_("disabled"),
    },
    "role": {VIEWER: N_("Viewer"), ANALYST: N_("Analyst"), ADMIN: N_("Administrator")},
    "purpose": {
        REPORT: N_("Report"),
        POPULATIONS: N_("Populations"),
        "deadline": N_("deadline"),
        "priority": N_("priority"),
        "prepare": N_("to prepare"),
        "plan": N_("to plan"),
    },
    "method": {
        REMAINING: N_("In proportion to people still to vaccinate"),
        PEOPLE: N_("In proportion to all people to vaccinate"),
        UPLOADED: N_("As in the file"),
        TYPED: N_("As they stand, or typed"),
    },
    "responsible": {"changed": N_("changed (names are not recorded)")},
}


def actor_words(name: str, translate: Translate, *, account: int | None = None) -> str:
    """Who did it: an account by its login, whatever that is; else what the name stands for, or the name given."""
    return translate(ACTORS[name]) if account is None and name in ACTORS else name
