"""What marked words are, judged by the words around them: a small encoder, asked where the rules are in doubt."""
