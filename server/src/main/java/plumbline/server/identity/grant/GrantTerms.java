package plumbline.server.identity.grant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemException;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Role;

/// What a role that is given must be like, said to whoever asks for another.
public final class GrantTerms {
    private GrantTerms() {}

    /// What to answer when a role is named that there is not.
    ///
    /// @param pointer where the request names it
    public static ProblemException notARole(String pointer) {
        return Problem.invalid(pointer, "is not a role").exception();
    }

    /// An administrator holds everything.
    ///
    /// @param pointer where the request names its services
    /// @throws plumbline.server.api.ProblemException when it is less
    public static void requireReach(@Nullable Role role, Scope scope, String pointer) {
        if (role == Role.ADMINISTRATOR && !scope.isEverywhere()) {
            throw Problem.invalid(pointer, "must not be named for an administrator, who holds everything")
                    .exception();
        }
    }

    /// It ends after it begins.
    ///
    /// @param pointer where the request names the end
    /// @throws plumbline.server.api.ProblemException when it does not
    public static void requireTime(@Nullable Instant from, @Nullable Instant until, String pointer) {
        if (from != null && until != null && !from.isBefore(until)) {
            throw Problem.invalid(pointer, "must lie after the beginning").exception();
        }
    }
}
