"""What is raised on purpose, so that one clear line can be said of it."""


class FindingsError(Exception):
    """Base of every error raised on purpose; cli.py and ui.py catch it."""


class UngroundedError(FindingsError):
    """A statement cites nothing, or quotes words that its passage does not hold."""
