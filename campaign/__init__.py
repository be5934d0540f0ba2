"""The map of the package: a room imports only rooms further down, and rooms side by side never import each other.

cli         python -m campaign …: what other programs may rely on; its commands are in commands/
ui          what pages share: the frame, cached reads, pickers, tables, messages
workflows   one function per thing a person does: gather, decide, save
store       every table, every SELECT, every write | side by side with sheets, charts and exports
sheets      workbook bytes in, figures with their cells and findings out; a blank template; documents' text
charts      DataFrames in, plotly figures out
exports     rankings and reports out, as .xlsx, .csv, .docx, .pptx and a page to print
access      roles, and what each may do
domain      the rules: plain values and DataFrames in, the same out
errors      errors a user can fix
settings    the environment, read once
locale      Vietnamese and English texts, numbers and dates
"""
