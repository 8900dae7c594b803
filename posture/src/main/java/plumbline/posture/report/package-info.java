/// A scan's report as others read it: JSON for programs, SARIF for code hosts, text for people, and the page that
/// documents the checks. Each takes a `ScanReport` and gives text; the same report gives the same bytes.
@NullMarked
package plumbline.posture.report;

import org.jspecify.annotations.NullMarked;
