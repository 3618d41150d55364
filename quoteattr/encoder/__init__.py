"""The small encoder that reads words in their context, for novels and for news: pieces, network, weights."""
