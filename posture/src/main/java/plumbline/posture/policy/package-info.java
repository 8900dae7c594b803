/// Access policies as AWS writes them: documents of statements, read from JSON text, from `jsonencode` or from
/// `data.aws_iam_policy_document`, also where parts of them are not known.
///
/// `PolicyReader` gives a `PolicyDocument`; each question to a `Statement` is answered yes, no or maybe, so that an
/// unknown action or resource never turns into a safe answer.
@NullMarked
package plumbline.posture.policy;

import org.jspecify.annotations.NullMarked;
