/// Posture: from the source of infrastructure to what can be said of it under ISO/IEC 27017.
///
/// `Scan.run` is the way in: it reads a tree (`hcl`, `terraform`), evaluates it into resources with known and unknown
/// values (`value`), puts the checks to them (`check`, `policy`) and gives a `ScanReport`, which `report` writes as
/// JSON, SARIF or text. Each result is pass, fail or unknown with its reason; unknown is never counted as pass.
/// Nothing here knows the network, the clock or the server.
@NullMarked
package plumbline.posture;

import org.jspecify.annotations.NullMarked;
