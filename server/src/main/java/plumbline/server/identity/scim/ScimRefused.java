package plumbline.server.identity.scim;

import plumbline.server.api.Problem;
import plumbline.server.api.ProblemException;
import plumbline.server.api.ProblemType;

/// Refusals in SCIM's words: the `scimType` of RFC 7644, section 3.12, and a sentence.
final class ScimRefused {
    private ScimRefused() {}

    static ProblemException filter(String why) {
        return of(ProblemType.INVALID, "invalidFilter", why);
    }

    static ProblemException path(String why) {
        return of(ProblemType.INVALID, "invalidPath", why);
    }

    static ProblemException noTarget(String why) {
        return of(ProblemType.INVALID, "noTarget", why);
    }

    static ProblemException syntax(String why) {
        return of(ProblemType.INVALID, "invalidSyntax", why);
    }

    static ProblemException value(String why) {
        return of(ProblemType.INVALID, "invalidValue", why);
    }

    static ProblemException mutability(String why) {
        return of(ProblemType.INVALID, "mutability", why);
    }

    static ProblemException taken(String why) {
        return of(ProblemType.CONFLICT, "uniqueness", why);
    }

    static ProblemException notAllowed(String why) {
        return Problem.of(ProblemType.FORBIDDEN, why).exception();
    }

    static ProblemException notFound() {
        return Problem.notFound("There is no such resource.").exception();
    }

    private static ProblemException of(ProblemType type, String scimType, String why) {
        return Problem.of(type, why).with("scimType", scimType).exception();
    }
}
