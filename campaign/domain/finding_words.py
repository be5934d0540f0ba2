"""The words of every finding: what is wrong and what to do next, as catalogue keys."""

from __future__ import annotations

from campaign.locale import N_

WORDS: dict[str, str] = {
    # reading a sheet
    "empty_file": N_("The file is empty. Export or save it again and upload it once more."),
    "not_a_workbook": N_(
        "The file is not an Excel workbook (.xlsx). Open it in Excel and save it as Excel Workbook (.xlsx)."
    ),
    "text_file": N_(
        "The file is a text or CSV file, not an Excel workbook. Open it in Excel and save it as Excel Workbook (.xlsx)."
    ),
    "web_page": N_(
        "The file is a web page with an Excel name. Open it in Excel and save it as Excel Workbook (.xlsx)."
    ),
    "old_excel": N_(
        "The file is in the old Excel format (.xls). Open it in Excel and save it as Excel Workbook (.xlsx)."
    ),
    "password_protected": N_(
        "The file is protected by a password. Open it in Excel, remove the password (File, Info, Protect "
        "Workbook) and save it again."
    ),
    "other_document": N_(
        "The file is a Word or PowerPoint document, not an Excel workbook. Upload the workbook with the figures."
    ),
    "other_spreadsheet": N_(
        "The file is a spreadsheet of another kind (.xlsb or .ods). Open it and save it as Excel Workbook (.xlsx)."
    ),
    "damaged_file": N_(
        "The file is damaged or was cut off on its way. Ask for it again, or open it in Excel, let Excel "
        "repair it, and save it."
    ),
    "damaged_part": N_(
        "Part '{part}' of the file is damaged. It holds no figures, and all figures were read; open the file in Excel"
        " and save it again before sending it on."
    ),
    "file_too_big": N_("The file is larger than {limit} MB. Upload only the sheets with the figures."),
    "unsafe_file": N_(
        "The file is built in a way that spreadsheet programs do not build files ({what}), so it was not "
        "opened. Open it in Excel and save it as a new Excel Workbook (.xlsx)."
    ),
    "far_cell": N_(
        "Cells reach as far as {cell}, beyond any sheet of figures, so the file was not opened. Delete the "
        "rows and columns after the table and save the file again."
    ),
    "macros_ignored": N_("The file has macros. They were not run and are not needed."),
    "hidden_sheet": N_(
        "The sheet is hidden and was left out. Unhide it and upload the file again if its figures count."
    ),
    "hidden_rows": N_("Hidden rows {rows} were read like the others. Unhide them and check their figures."),
    "hidden_columns": N_("Hidden columns {columns} were read like the others. Unhide them and check their figures."),
    "no_table": N_(
        "No table was found in {sheets}. A table needs a header row with a column of units (such as 'Đơn vị')"
        " and columns of doses, above rows that name districts or communes."
    ),
    "no_figures": N_(
        "The table has units but no column of doses that could be read. Name the doses in its header (such as"
        " 'Mũi 3', 'Lũy kế')."
    ),
    "nothing_reported": N_("No figure is filled in. Upload the sheet again when it has figures."),
    "unknown_column": N_(
        "What column '{header}' holds cannot be told. Name its dose and whether it counts the week or to "
        "date, or leave it out."
    ),
    "unknown_measure": N_(
        "Column '{header}' does not say whether it counts doses in the period or to date. Write 'Trong tuần' "
        "or 'Lũy kế' in its header."
    ),
    "unknown_dose": N_("'{text}' names no dose of the campaign. Write mũi 1, mũi 2, bổ sung, mũi 3 or mũi 4."),
    "unknown_group": N_(
        "'{text}' names no target group that is reported. Write the ages as the groups have them (18+, 12-17,"
        " 5-11, 6 months to under 5)."
    ),
    "column_not_read": N_("Column '{header}' was not read: its header names no dose, people or period."),
    "another_period": N_(
        "Column '{header}' is of an earlier or a later period than the one reported and was not imported."
    ),
    "other_count": N_(
        "Column '{header}' was not imported: its header says that it counts something other than doses given "
        "or people to vaccinate."
    ),
    "same_meaning": N_("Columns {first} and {second} both state {what}. Delete one, or name what tells them apart."),
    "unknown_unit": N_(
        "'{name}' is not a unit that reports. Nearest names: {nearest}. Correct the name, or choose the unit it means."
    ),
    "ambiguous_unit": N_(
        "'{name}' can be {candidates}. Write the type before the name (huyện, thành phố, xã, phường, thị "
        "trấn), or choose the unit."
    ),
    "unit_elsewhere": N_("'{name}' is in another district than {district}. Correct the name or the sheet's title."),
    "code_and_name": N_("Code {code} is {unit}, but the row is named '{name}'. Correct the code or the name."),
    "row_without_unit": N_("The row has figures but no unit. Write the unit's name, or delete the row."),
    "unit_twice": N_("{name} already stands in cell {other} for the same group and dose. Keep one of the two rows."),
    "stated_twice": N_(
        "{name}: {value} here, {other_value} in sheet '{other_sheet}', cell {other_cell}, for the same dose "
        "and period. Correct one of the two."
    ),
    "stated_again": N_("Figures of {count} cells stand elsewhere in the file with the same values and were read once."),
    "units_missing": N_("No row for {names}. They stay 'not reported'; ask them, or confirm that they did not report."),
    "fractional_people": N_(
        "{value} is not a whole number of people. If {offer} is meant, type it without a separator."
    ),
    "ambiguous_number": N_("'{text}' can be read in more than one way. Type the whole number without separators."),
    "not_a_number": N_(
        "'{text}' is not a number of people or doses. Type a whole number, or leave the cell blank when "
        "nothing was reported."
    ),
    "negative_people": N_(
        "{value} is below zero. Doses and people cannot be negative: correct the cell, or correct the earlier"
        " week instead."
    ),
    "too_many_people": N_("{value} is more people than any unit has. Correct the cell."),
    "dash_is_zero": N_("A dash was read as 0 in {count} cells: {cells}. Leave a cell blank when nothing was reported."),
    "error_cell": N_(
        "The cell shows {error}, so its figure cannot be known. Correct the formula in Excel, or type the number."
    ),
    "error_cell_unused": N_(
        "The cell shows {error}. It is not imported; correct the formula before sending the sheet on."
    ),
    "uncached_formula": N_(
        "Formulas without a stored result in {count} cells: {cells}. Open the file in Excel, save it, and "
        "upload it again."
    ),
    "uncached_unused": N_(
        "Formulas without a stored result in {count} total or rate cells ({cells}) could not be checked. Open"
        " the file in Excel and save it to have them checked."
    ),
    "merged_figure": N_(
        "A number is merged over several rows or columns, so whose it is cannot be known. Unmerge the cells "
        "and write each number."
    ),
    "total_mismatch": N_(
        "The total says {stated}, the rows read add up to {computed} (difference {difference}). Correct the "
        "total or the row that is wrong. Totals are not imported."
    ),
    "rate_mismatch": N_(
        "The rate says {stated}, {done} of {people} is {computed}. Check which figure the rate was taken of. "
        "Rates are not imported."
    ),
    "parts_mismatch": N_(
        "The total says {stated}, its vaccines ({cells}) add up to {sum}. Correct the one that is wrong; the "
        "total was taken."
    ),
    "in_period_over_to_date": N_(
        "{in_period} doses in the period are more than {to_date} to date (cell {other}). Check both."
    ),
    "dose_order": N_(
        "{value} people have this dose, {before} the dose before (cell {other}). Check both; doses given "
        "elsewhere can explain it."
    ),
    "over_denominator": N_(
        "{value} doses are more than the {people} people in cell {other}. The coverage will be over 100 %; check both."
    ),
    "no_period": N_(
        "No reporting period was found in the title, the as-of line, the sheet's name or the file's name. "
        "State it, for example 'từ ngày 13/5/2022 đến ngày 19/5/2022'."
    ),
    "no_year": N_(
        "The period '{text}' has no year, and neither title, sheet, file name nor signature has one. State the year."
    ),
    "no_period_start": N_(
        "The sheet counts doses in a period but states only its last day, {end}. State the first day, for "
        "example 'từ ngày … đến ngày …'."
    ),
    "period_conflict": N_("The sheet states different periods: {periods}. Correct one, or choose the period."),
    "period_file_name": N_("The file's name says {named}, the sheet {stated}. The sheet's period was taken."),
    "period_length": N_("The week from {start} to {end} has {days} days instead of 7. Check the dates."),
    "period_overridden": N_(
        "The period chosen is {given}, the sheet states {stated}. The chosen one was taken; check which is right."
    ),
    "read_as_to_date": N_(
        "Columns without 'Trong tuần' or 'Lũy kế' in their header were read as doses to date up to {end}, as the as-of"
        " line says. If they count the week, write 'Trong tuần' in the header."
    ),
    "period_in_future": N_("The period ends on {end}, after today. Correct the date, or choose the period."),
    "period_reversed": N_("The period ends on {end}, before it starts on {start}. Choose the days again."),
    # end of reading a sheet
    "cumulative_fell": N_(
        "{unit}: doses to date fell from {before} ({before_date}) to {value}. "
        "If figures were reviewed and corrected, save it; otherwise ask the unit."
    ),
    "difference": N_(
        "{unit}: {stated} doses in the period, but doses to date rose by {difference} "
        "(from {before} on {before_date} to {value}). Check both cells with the unit."
    ),
    "missing_week": N_(
        "No report for {first} to {last} ({units} units): doses to date are a lower bound until that week is uploaded."
    ),
    "week_not_reported": N_("No report for {first} to {last} ({units} units); the cumulative figures cover it."),
    "communes_disagree": N_(
        "{unit}: the district row says {stated}, its communes ({cells}) sum to {sum}. "
        "The communes' figures are used; ask which is right."
    ),
}
