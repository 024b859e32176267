"""Properties take the time they need: the first example of some loads a table or a library."""

from hypothesis import settings

settings.register_profile("dragoman", deadline=None)
settings.load_profile("dragoman")
