package plumbline.posture.terraform;

import java.util.Set;
import plumbline.posture.hcl.Range;
import plumbline.posture.value.Reference;
import plumbline.posture.value.Value;

/// An argument as evaluated: its value, where it is written, and the resources that the value was taken from.
public record Attribute(String name, Value value, Range range, Set<Reference> references) {}
