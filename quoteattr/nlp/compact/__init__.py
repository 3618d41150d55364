"""The packaged models run without Stanza's machinery: the same weights and the same answers in a fraction of the time.

Stanza wraps every word in several objects, looks each one up anew in each processor and each sentence, and computes
what nobody here reads. These modules read Stanza's own files and compute the same sums with plain tensors.
"""
