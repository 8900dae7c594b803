package plumbline.posture.terraform;

import plumbline.posture.hcl.Range;

/// One resource refers to another: `from`'s argument `attribute` (a path such as `ingress.security_groups`) takes its
/// value from `to`'s `target`, which is empty for the resource as a whole. `range` is where the argument is written.
public record Edge(Resource from, String attribute, Resource to, String target, Range range) {}
