"""What stands on the pages of results: from tidy tables to words, cells and pictures."""
