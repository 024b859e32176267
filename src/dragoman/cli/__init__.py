"""The command line: data to stdout, words to stderr."""
