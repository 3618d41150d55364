"""What a stranger does with an installed wheel; run from a directory outside the checkout, without a network."""

import socket
import sys

import quoteattr

heavy = sorted({"torch", "stanza", "pandas"} & set(sys.modules))
assert not heavy, f"import quoteattr loaded {heavy}"
assert "site-packages" in str(quoteattr.__file__), f"not the installed package: {quoteattr.__file__}"


def refuse(*_: object) -> None:
    """Stand in for ``socket.connect``."""
    raise OSError("the smoke test runs without a network")


socket.socket.connect = refuse  # type: ignore[assignment,method-assign]

doc = quoteattr.attribute(quoteattr.sample())
assert quoteattr.Document.from_dict(doc.to_dict()) == doc
found = {(str(quote.speaker), quote.speaker.role) for quote in doc.quotes if quote.speaker}
assert ("Maren Holloway", "city engineer") in found, found
sys.stdout.write(f"{doc!r}\n")
