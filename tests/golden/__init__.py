"""The text of every kind of document, kept beside the tests: a person reads what changed."""
