"""What is taken to a meeting: one report, as a document, slides, a workbook or a page to print."""
