/// HCL 2 as text: source with positions, tokens, syntax tree, and the messages about what is wrong with it.
///
/// `HclParser.parse` takes one file and always gives a tree: what could not be understood is left out and named in a
/// diagnostic, so that one broken block hides nothing else. Nothing here evaluates, reads a disk or knows Terraform.
/// Positions are kept as offsets into the source; line, column (in user-perceived characters, as the specification
/// counts) and byte are computed only when somebody asks.
@NullMarked
package plumbline.posture.hcl;

import org.jspecify.annotations.NullMarked;
