"""The words of what is found in a directive or a target that is being entered: what is wrong and what to do next."""

from __future__ import annotations

from campaign.locale import N_

WORDS: dict[str, str] = {
    # any field
    "unknown_field": N_("There is no field '{name}'. Leave it out, or correct its name."),
    "no_text": N_("A text is expected here. Write it in quotation marks."),
    "too_long": N_("This text has {length} characters; at most {limit} are kept here. Shorten it."),
    "unseen_signs": N_(
        "Signs that nobody sees stand in this text ({signs}); with them it reads otherwise than it is kept. Type it "
        "anew."
    ),
    "bad_issued": N_(
        "'{value}' is no date that a document of this campaign can bear. Write as much of it as the document says: "
        "16/05/2022, 05/2022 or 2022."
    ),
    "bad_day": N_("'{value}' is no day of this campaign. Write it as 13/03/2022."),
    "bad_id": N_("'{value}' cannot be an identifier. Use at most 16 letters, digits, dots and hyphens."),
    # a directive
    "missing_issuer": N_("Say who issued the document."),
    "missing_kind": N_("Say what kind of document it is, such as 'Công văn'."),
    "missing_subject": N_("Say what the document is about, in the words of its heading."),
    "missing_issued": N_(
        "Say when the document was issued, as far as it says: 16/05/2022, 05/2022 or 2022. Targets are in force from "
        "that day."
    ),
    "duplicate_directive": N_("There is a directive '{value}' already. Choose another identifier, or edit that one."),
    "meeting_after_issue": N_(
        "The meeting on {meeting} is after the document's last possible day, {last}. Correct one of the two dates."
    ),
    "issued_in_future": N_("The document takes effect on {since}, after today: its targets are in force from then on."),
    "bad_clauses": N_("The clauses cannot be understood: each has a number and a text. Write both."),
    "missing_clause_number": N_("The clause “{start}” has no number. Write the one it has in the document."),
    "long_clause_number": N_("The clause number '{number}' is longer than 16 characters. Shorten it."),
    "missing_clause_text": N_("Clause {number} has no text. Quote it word for word, or take its number out."),
    "duplicate_clause": N_("Clause {number} is given twice. Join the two, or number them as the document does."),
    "clause_not_in_text": N_(
        "The words of clause {number} are not in the document's text. Compare them with the document; it was saved as "
        "typed."
    ),
    "clause_in_use": N_(
        "Clause {number} cannot be taken out: {targets} point at it. Keep it, or point them at another clause first."
    ),
    "no_clauses": N_("No clause is quoted yet: a target can only be set once its clause is. Edit the document later."),
    "targets_words_lost": N_(
        "Target {target} quotes words that clause {number} would no longer have. Correct the target first, or keep the "
        "words."
    ),
    "targets_before_directive": N_(
        "With this date the document takes effect on {since}, after the deadline {deadline} of its target {target}. "
        "Correct the date, or the target first."
    ),
    "targets_out_of_order": N_(
        "With this date the document takes effect on {since}, and {new} would supersede {old} of a later directive. "
        "Correct the date, or the targets first."
    ),
    # its file
    "document_empty": N_("The file is empty. Choose the document again."),
    "document_kind": N_(
        "The file is none of PDF, DOCX or text (.txt). Save the document as one of these and choose it again."
    ),
    "document_old_word": N_("The file is from an old Word (.doc). Open it in Word and save it as .docx."),
    "document_too_big": N_("The file is larger than {limit} MB. Save the document without its pictures, or as PDF."),
    "document_too_long": N_("The document has more than {limit} pages. Choose the directive alone, without annexes."),
    "document_damaged": N_("The file is damaged or was cut off on its way, so it was not kept. Ask for it again."),
    "document_password": N_(
        "The file is protected by a password, so its text cannot be read. Save it without protection and choose it "
        "again."
    ),
    "document_unsafe": N_(
        "The file is built in a way that word processors do not build files, so it was not opened. Open it in Word, "
        "save it as a new document, and choose that one."
    ),
    "document_too_slow": N_(
        "Reading the file took more time or memory than a document of this length needs, so it was stopped. Save the "
        "document again as PDF or DOCX and choose that one."
    ),
    "document_without_text": N_(
        "No text could be read from the file (a scanned picture?). It is kept for download; clauses are not compared "
        "with it. Paste the document's text if you have it."
    ),
    # a target
    "missing_directive": N_("Choose the directive that sets this target: there is no target without a clause."),
    "unknown_directive": N_("There is no directive '{value}'. Record it first, or choose another."),
    "directive_withdrawn": N_("Directive {value} is withdrawn. Restore it first, or choose another."),
    "missing_clause": N_("Choose the clause that orders this: there is no target without a clause."),
    "unknown_clause": N_("Directive {directive} has no clause {value}. Quote it there first, or choose another."),
    "missing_words": N_("Quote the words of the clause that set this target; “…” stands for words left out."),
    "words_not_in_clause": N_(
        "These words are not in clause {number}. Copy them from it; “…” stands for words left out, in their order."
    ),
    "duplicate_target": N_("There is a target '{value}' already. Choose another identifier, or edit that one."),
    "missing_group": N_("Choose the group of people."),
    "no_such_group": N_("There is no group '{value}'. Known groups: {known}."),
    "missing_dose": N_("Choose the dose."),
    "no_such_dose": N_("There is no dose '{value}'. Known doses: {known}."),
    "missing_denominator_kind": N_("Choose what the doses are divided by."),
    "no_such_denominator_kind": N_("There is no denominator '{value}'. Known ones: {known}."),
    "no_dose_before": N_(
        "People due by interval are counted from the dose before, and this dose has none. Choose another denominator."
    ),
    "missing_purpose": N_("Choose whether this is a deadline, a priority, a preparation or a plan."),
    "no_such_purpose": N_("There is no purpose '{value}'. Known ones: {known}."),
    "purpose_needs_deadline": N_("A target of this purpose has a deadline. Give the day, or choose another purpose."),
    "deadline_needs_purpose": N_("A target with a day to meet is a deadline. Choose that purpose, or clear the day."),
    "bad_threshold": N_("'{value}' is no share. Write it as 95 % or 0.95."),
    "threshold_not_positive": N_("A threshold is over 0 %, not {value}. Write it as 95 %, or leave it empty."),
    "threshold_over_all": N_("A threshold is at most 100 %, not {value}. Write it as 95 %."),
    "threshold_unclear": N_(
        "'{value}' may be {value} % or {value} times everybody. Write it with its sign, such as 95 %."
    ),
    "deadline_without_threshold": N_(
        "Without a threshold nobody can be late: only coverage and pace will be shown. “Hoàn thành” is 100 %."
    ),
    "deadline_before_directive": N_(
        "The deadline {deadline} is before the directive takes effect ({since}). Correct the day, or the directive's "
        "date."
    ),
    "missing_deadline_words": N_("Quote the clause's own words for the deadline, such as 'trong Quý II/2022'."),
    "deadline_words_not_in_clause": N_("These words are not in clause {number}. Copy them from it."),
    "missing_deadline_reading": N_(
        "Say how the words give this day, or choose one of the readings that are offered: people will ask."
    ),
    "words_without_deadline": N_("The words name a time, but no day is chosen, so nobody is judged by it."),
    "bad_readings": N_("The other readings cannot be understood: each has a day and how it is read. Write both."),
    "reading_without_day": N_("The reading “{start}” has no day. Give the day it leads to."),
    "reading_without_words": N_("The reading {deadline} does not say how the words give that day. Say it."),
    "reading_twice": N_("{deadline} is given more than once. A day is the one chosen or among the others."),
    "reading_before_directive": N_(
        "The reading {deadline} is before the directive takes effect ({since}). Correct the day."
    ),
    "unknown_superseded": N_("There is no target '{value}' to supersede. Choose one of the list."),
    "superseded_withdrawn": N_("Target {value} is withdrawn, so there is nothing to supersede. Restore it first."),
    "supersedes_itself": N_("A target cannot supersede itself. Choose another, or none."),
    "circular_supersession": N_("Targets would supersede one another in a circle: {chain}. Choose another, or none."),
    "supersedes_later": N_(
        "Target {value} is of a later directive ({later}) than this one ({since}), and cannot be superseded by it. "
        "Choose another, or complete this directive's date."
    ),
    "superseded_by_earlier": N_(
        "Target {value} supersedes this one, and its directive ({earlier}) is older than this one's ({since}). Choose "
        "another directive."
    ),
    "superseded_before": N_(
        "Target {value} is superseded by {others} too. The one whose directive was issued first ends it."
    ),
    "supersedes_others": N_(
        "Target {value} is of another group or dose, so its people and this target's are not the same. Check it."
    ),
    # either
    "changed_meanwhile": N_(
        "{by} changed this on {day} while you were editing, so nothing was saved: yours was of the version before. "
        "What you typed is kept, everything else stands as it is now. Look at both, then save again."
    ),
}
