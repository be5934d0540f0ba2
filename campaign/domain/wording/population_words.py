"""The words of findings about populations."""

from __future__ import annotations

from campaign.locale import N_

WORDS: dict[str, str] = {
    "people_by_rows": N_(
        "The rows of this table state people, not doses given. Load it on the page 'Populations' instead of here."
    ),
    "doses_in_populations": N_(
        "Column '{header}' counts doses ({count} columns do), so the file is a report and not a list of people. Upload "
        "it on the page 'Upload sheets'; if the column counts people to vaccinate, write 'Số người cần tiêm' in its "
        "header."
    ),
    "no_people": N_(
        "The table has units but no column of people that could be read. Name the group in its header (such as '18+', "
        "'Số đối tượng 12-17 tuổi', 'Số người cần tiêm mũi 3')."
    ),
    "nothing_filled_in": N_("No number of people is filled in. Load the file again when it has them."),
    "no_valid_from": N_(
        "No single day from which these numbers hold was found above the table. Write 'áp dụng từ ngày …' there, or "
        "choose the day."
    ),
    "row_valid_from": N_(
        "The row does not say from which day its number holds. Fill in the day, or leave the row out."
    ),
    "bad_valid_from": N_("'{text}' is no day that can be read. Write it as 31/12/2022, or leave the row out."),
    "valid_from_of_rows": N_("Each row states its own day; {given}, which was chosen, was not used."),
    "valid_from_overridden": N_("The day chosen is {given}, the file says {stated}. The chosen one was taken."),
    "valid_from_ahead": N_(
        "The numbers hold from {day} on, a day that is still to come. Until then the earlier ones do."
    ),
    "valid_from_too_far": N_("The numbers would hold from {day} on, more than a year from now. Correct the day."),
    "unknown_kind": N_(
        "'{text}' names no kind of people. Write 'Tổng số đối tượng', 'Số người cần tiêm' or 'Chỉ tiêu giao'."
    ),
    "overlapping_people": N_(
        "{name}: {value} people here, {other_value} in sheet '{other_sheet}', cell {other_cell}, for the same group, "
        "dose and kind from {day} on. Keep one of the two."
    ),
    "overlapping_ledger": N_(
        "{name}: {value} people here, {other_value} from {source} (upload {upload}, cell {other_cell}), for the same "
        "group, dose and kind from {day} on. Give these numbers another day, withdraw that upload, or say that this "
        "source replaces the other."
    ),
    "overlap_replaced": N_(
        "{name}: {value} people here take the place of {other_value} from {source} (upload {upload}, cell "
        "{other_cell}), which hold from the same day {day}."
    ),
    "due_over_residents": N_(
        "{name}: {people} people to vaccinate are more than the {residents} residents of the group (cell {other}). "
        "Check both."
    ),
    "due_over_ledger": N_(
        "{name}: {people} people to vaccinate are more than the {residents} residents of the group that {source} "
        "states (from {day} on). Check both."
    ),
    "people_of_communes": N_(
        "{name}: the district's row says {stated} people, its communes add up to {sum}. Check both; the district's own "
        "number is used."
    ),
}
