"""Training of the network that judges marked words by the words around them (``context.safetensors``)."""
