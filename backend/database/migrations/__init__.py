"""The steps from one shape of the documents to the next: `mNNNN_what_it_does.py`, one `up` each.

A step may be run again after a crash in its middle, so doing it twice must be the same as once.
"""
