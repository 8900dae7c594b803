package plumbline.server.identity.grant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import plumbline.server.platform.Subject;

/// People who hold roles together.
///
/// @param lead who speaks for it, or null
/// @param directory whether a directory names and fills it; what it holds is given here even so
/// @param version grows with each change
public record Team(
        long id,
        String name,
        String purpose,
        @Nullable Member lead,
        long members,
        boolean directory,
        Instant createdAt,
        int version) {

    static final String OF_DIRECTORY =
            "The directory says what this team is called and who is in it: change that there.";

    public Subject subject() {
        return Subject.of("team", "team:" + id);
    }

    /// Somebody of a team.
    public record Member(long id, String name, String email) {}

    /// What a team is said to be.
    ///
    /// @param purpose what it is there for, may be empty
    /// @param lead who speaks for it, or null
    record Description(
            String name, String purpose, @Nullable Long lead) {
        static final int LONGEST_PURPOSE = 500;

        Description {
            name = name.strip();
            purpose = purpose.strip();
        }
    }
}
