"""How the model of talks is made from labelled ones."""
