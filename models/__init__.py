"""Tables, sealed columns and the casebook, the single writer."""
