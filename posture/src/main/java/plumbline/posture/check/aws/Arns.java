package plumbline.posture.check.aws;

import plumbline.posture.policy.Entries;
import plumbline.posture.policy.Match;
import plumbline.posture.value.Text;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;

/// Amazon resource names of S3 in policies.
final class Arns {
    private Arns() {}

    /// Whether one of them stands for all objects of a bucket: `*`, `arn:aws:s3:::name/*`, `arn:aws:s3:::name*`.
    static Match anyCoversObjects(Entries resources) {
        return resources.anyValue(Arns::coversObjects);
    }

    private static Match coversObjects(Value resource) {
        return switch (resource) {
            case Text(String text) -> known(text);
            case Unknown unknown when !unknown.pieces().isEmpty() -> inPieces(unknown);
            case Unknown unknown -> unknown.sources().isEmpty() ? Match.MAYBE : Match.NO;
            default -> Match.NO;
        };
    }

    private static Match known(String text) {
        if (!text.isEmpty() && text.chars().allMatch(c -> c == '*')) {
            return Match.YES;
        }
        int bucket = text.lastIndexOf(":::");
        if (!text.startsWith("arn:") || bucket < 0) {
            return Match.MAYBE;
        }
        String path = text.substring(bucket + 3);
        int slash = path.indexOf('/');
        return Match.of(slash < 0 ? path.endsWith("*") : path.substring(slash).equals("/*"));
    }

    /// The last piece decides: `${bucket.arn}/*` covers all objects, `${bucket.arn}/logs/*` only some.
    private static Match inPieces(Unknown unknown) {
        Value last = unknown.pieces().getLast();
        if (!(last instanceof Text(String end))) {
            return last instanceof Unknown piece && piece.sources().isEmpty() ? Match.MAYBE : Match.NO;
        }
        return Match.of(end.equals("/*") || end.equals("*") || end.endsWith(":::*"));
    }
}
