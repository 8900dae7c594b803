package plumbline.server.review;

import java.util.Optional;
import java.util.regex.Pattern;
import plumbline.server.platform.Subject;

/// Number of an access review, as people see it: `AR-0003`.
public record ReviewId(long number) {
    private static final Pattern FORM = Pattern.compile("(?:AR-)?(0{0,3}[1-9][0-9]{0,17})");

    /// Reads `AR-0003`, `AR-3` or `3`.
    static Optional<ReviewId> find(String text) {
        var form = FORM.matcher(text);
        return form.matches() ? Optional.of(new ReviewId(Long.parseLong(form.group(1)))) : Optional.empty();
    }

    public String href() {
        return "/access-reviews/" + this;
    }

    Subject subject() {
        return Subject.of("access-review", toString());
    }

    @Override
    public String toString() {
        return "AR-%04d".formatted(number);
    }
}
