"""The client of the classifier and its types."""
