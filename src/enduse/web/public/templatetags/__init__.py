"""What templates may say: words, dates, marks, sources, pages."""
