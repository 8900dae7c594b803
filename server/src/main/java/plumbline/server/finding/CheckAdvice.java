package plumbline.server.finding;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import plumbline.posture.check.About;
import plumbline.posture.check.Check;
import plumbline.posture.check.aws.AwsChecks;

/// What the checks that come with the product say about themselves; a result of another tool's check has none of it.
///
/// @param why why a failure matters
/// @param patch source that would mend it, for a resource of that type, or empty
public record CheckAdvice(String title, String why, String patch) {
    private static final Map<String, About> KNOWN = AwsChecks.all().stream()
            .map(Check::about)
            .collect(Collectors.toUnmodifiableMap(About::id, Function.identity()));

    /// The title of a check, or an empty text.
    static String title(String check) {
        return Optional.ofNullable(KNOWN.get(check)).map(About::title).orElse("");
    }

    /// What is known about a check that failed on a resource, named by its address.
    static CheckAdvice of(String check, String resource) {
        var about = KNOWN.get(check);
        if (about == null) {
            return new CheckAdvice("", "", "");
        }
        // module.net["a.b"].aws_vpc.main[0]: the last two names outside brackets are type and name.
        var names = resource.replaceAll("\\[[^\\]]*\\]", "").split("\\.", -1);
        var type = names.length < 2 ? "" : names[names.length - 2];
        return new CheckAdvice(
                about.title(), about.advice().why(), about.advice().patchFor(type, names[names.length - 1]));
    }
}
