package plumbline.server.evidence;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import plumbline.catalog.ControlRef;
import plumbline.server.platform.Actor;

/// A piece of evidence to be recorded. Its body must be in the [BodyStore] already.
///
/// @param kind id of one of the catalogue's evidence kinds, for example `posture-scan`
/// @param serviceId the cloud service that it is about, or null if it is about no one service
/// @param valid when it was true; when we knew is the moment of recording
/// @param mediaType `type/subtype`, without parameters
/// @param supersedes the record that this one corrects, or null
public record NewEvidence(
        String kind,
        String title,
        EvidenceSource source,
        @Nullable Long serviceId,
        Set<ControlRef> controls,
        Period valid,
        String mediaType,
        ContentDigest body,
        Actor actor,
        @Nullable EvidenceId supersedes) {
    private static final int LONGEST = 300;
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9.+-]{1,60}/[A-Za-z0-9.+-]{1,100}");

    public NewEvidence {
        require(isLine(title), "title must be one line of 1 to 300 characters", title);
        require(isLine(source.reference()), "source must be one line of 1 to 300 characters", source.reference());
        require(MEDIA_TYPE.matcher(mediaType).matches(), "media type must be type/subtype", mediaType);
        controls = Collections.unmodifiableSet(new TreeSet<>(controls));
    }

    private static boolean isLine(String text) {
        return !text.isBlank() && text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }

    private static void require(boolean holds, String rule, String found) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", but is " + found);
        }
    }
}
