"""Hand-edited YAML as located nodes, and faults of syntax and shape as positions with a cure.

Owns: reading YAML from its event stream (scalars stay text; no anchors, tags or merge keys; limits on
size and depth), the types of which shapes are declared, and the words in which a fault is told. Must
not: know what any file means.

`parse` gives a node even after faults that do not hide the rest (a key written twice, say), so that
faults of shape are told in the same run: ask the report, not the node, whether the file is good.
"""

from __future__ import annotations

from generator.core.yamlnodes.nodes import Mapping, Node, Scalar, Sequence, locate
from generator.core.yamlnodes.reading import parse
from generator.core.yamlnodes.shapes import Shape, Whole, fault, json_schema
from generator.core.yamlnodes.syntax import decode
from generator.core.yamlnodes.validation import validate

__all__ = [
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "Shape",
    "Whole",
    "decode",
    "fault",
    "json_schema",
    "locate",
    "parse",
    "validate",
]
