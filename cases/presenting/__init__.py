"""Facts of a case made ready for the page; no page here asks the law or changes a row."""
