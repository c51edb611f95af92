"""The editions of a catalogue: their events and state, and the decisions from draft to withdrawal."""
