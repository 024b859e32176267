"""`python -m dragoman`."""

from dragoman.cli.commands import main

main()
