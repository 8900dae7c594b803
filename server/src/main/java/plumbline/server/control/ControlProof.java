package plumbline.server.control;

import plumbline.server.evidence.Evidence;

/// One piece of evidence as a control's page lists it.
///
/// @param kindName how people call its kind
/// @param fresh whether its kind still counts it as fresh
/// @param proven whether the ledger has it already
public record ControlProof(Evidence evidence, String kindName, boolean fresh, boolean proven) {}
