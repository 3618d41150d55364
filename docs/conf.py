"""The documentation site: ``sphinx-build -W docs _site`` with the dependency group ``docs``.

Notebooks are run at every build, and an error in one fails it. Nothing is fetched over a network.
"""

import os
from importlib.metadata import version as installed
from typing import Any

from sphinx.application import Sphinx

os.environ.setdefault("OMP_NUM_THREADS", "1")  # the models are small: more threads only get in each other's way
# no page needs ipywidgets, which tqdm misses in a notebook when Stanza loads it
os.environ.setdefault("PYTHONWARNINGS", "ignore:IProgress not found")

project = "quoteattr"
author = "quoteattr contributors"
project_copyright = author
version = release = installed("quoteattr")

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode"]
exclude_patterns = ["out", "texts", "_build"]

html_theme = "furo"
html_title = "quoteattr"
html_show_sourcelink = False
html_static_path = ["static"]
html_css_files = ["tables.css"]

myst_heading_anchors = 4
nb_execution_mode = "force"
nb_execution_timeout = 300  # seconds for one cell; the slowest takes about 15
nb_execution_raise_on_error = True
nb_merge_streams = True

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_class_signature = "mixed"
napoleon_use_ivar = True  # what a class's docstring says of its fields is no second definition of them


def without_tildes(*event: Any) -> tuple[str | None, str | None]:
    """Return the signature of a dataclass without the ``~`` that autodoc leaves before shortened names."""
    *_, signature, returns = event
    return signature and signature.replace("~quoteattr.model.", ""), returns


def setup(app: Sphinx) -> None:
    """Register what the settings above cannot say."""
    app.connect("autodoc-process-signature", without_tildes)
