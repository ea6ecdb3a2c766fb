"""What this app keeps about a person, by noun."""

from ruamsuk.exchanges.kept import assists, forums, helping, mentorings


def register_all() -> None:
    """Say what is kept."""
    for noun in (forums, assists, mentorings, helping):
        noun.register_all()
