"""Results to look at: static HTML and CSS, without scripts, fonts or a network."""
