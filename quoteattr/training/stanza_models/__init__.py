"""Small English models for Stanza, from open treebanks and name corpora, on a CPU."""
