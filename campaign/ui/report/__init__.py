"""The report page: which targets it is on, what it will say, the forms to take it away in."""
