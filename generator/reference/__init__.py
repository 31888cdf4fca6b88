"""What the hand-edited files may hold, told from the loaders' own declarations: for people, and for editors.

`formats` lists the files and their shapes, `keys` words each key, `schemas` writes the JSON Schemas, `codes` holds
a rule with a bad and a good example for every diagnostic code.
"""
