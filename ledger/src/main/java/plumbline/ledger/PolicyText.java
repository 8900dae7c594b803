package plumbline.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads and writes policy files line by line. The format treats bytes above 0x7f as opaque, so names are handled
/// byte for byte and only key texts are decoded.
final class PolicyText {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_LINES = 4096;

    private final List<Policy.Log> logs = new ArrayList<>();
    private final List<Policy.Witness> witnesses = new ArrayList<>();
    private final List<Quorum.Group> groups = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> members = new HashSet<>();
    private @Nullable String quorum;

    private PolicyText() {}

    static Policy parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw malformed(0, "it has more than " + MAX_BYTES + " bytes");
        }
        String[] lines = new String(bytes, StandardCharsets.ISO_8859_1).split("\n", MAX_LINES + 1);
        if (lines.length > MAX_LINES) {
            throw malformed(MAX_LINES, "it has more lines");
        }
        PolicyText policy = new PolicyText();
        for (int i = 0; i < lines.length; i++) {
            policy.line(i + 1, lines[i]);
        }
        return policy.finish();
    }

    static String render(Policy policy) {
        StringBuilder text = new StringBuilder();
        policy.logs()
                .forEach(log -> text.append("log ")
                        .append(log.key())
                        .append(log.url().map(url -> " " + url).orElse(""))
                        .append('\n'));
        policy.witnesses()
                .forEach(witness -> text.append("witness ")
                        .append(witness.name())
                        .append(' ')
                        .append(witness.key())
                        .append(witness.url().map(url -> " " + url).orElse(""))
                        .append('\n'));
        policy.quorum()
                .groups()
                .forEach(group -> text.append("group ")
                        .append(group.name())
                        .append(' ')
                        .append(group.threshold())
                        .append(' ')
                        .append(String.join(" ", group.members()))
                        .append('\n'));
        return text.append("quorum ")
                .append(policy.quorum().name())
                .append('\n')
                .toString();
    }

    private void line(int number, String line) {
        if (line.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            throw malformed(number, "it has a control character");
        }
        String trimmed = line.replace('\t', ' ').strip();
        if (trimmed.isEmpty() || trimmed.startsWith("#")) {
            return;
        }
        List<String> words = List.of(trimmed.split(" +"));
        switch (words.getFirst()) {
            case "log" -> log(number, words);
            case "witness" -> witness(number, words);
            case "group" -> group(number, words);
            case "quorum" -> quorum(number, words);
            default -> throw malformed(number, "it begins with none of log, witness, group, quorum");
        }
    }

    private void log(int number, List<String> words) {
        requireWords(number, words, 2, 3);
        logs.add(new Policy.Log(key(number, words.get(1)), word(words, 2)));
    }

    private void witness(int number, List<String> words) {
        requireWords(number, words, 3, 4);
        define(number, words.get(1));
        witnesses.add(new Policy.Witness(words.get(1), key(number, words.get(2)), word(words, 3)));
    }

    private void group(int number, List<String> words) {
        requireWords(number, words, 4, Integer.MAX_VALUE);
        List<String> listed = words.subList(3, words.size());
        for (String member : listed) {
            requireDefined(number, member);
            if (!members.add(member)) {
                throw malformed(number, StrictText.excerpt(member) + " is already a member of a group");
            }
        }
        int threshold = switch (words.get(2)) {
            case "all" -> listed.size();
            case "any" -> 1;
            default -> (int) Math.min(Integer.MAX_VALUE, StrictText.decimal(words.get(2), Refusal.MALFORMED_POLICY));
        };
        define(number, words.get(1));
        groups.add(new Quorum.Group(words.get(1), threshold, listed));
    }

    private void quorum(int number, List<String> words) {
        requireWords(number, words, 2, 2);
        if (quorum != null) {
            throw malformed(number, "there is a second quorum");
        }
        quorum = words.get(1);
        if (!quorum.equals(Quorum.NONE.name())) {
            requireDefined(number, quorum);
        }
    }

    private Policy finish() {
        if (quorum == null) {
            throw malformed(0, "it has no quorum line");
        }
        return new Policy(logs, witnesses, new Quorum(quorum, groups));
    }

    private void define(int number, String name) {
        if (name.equals(Quorum.NONE.name()) || !names.add(name)) {
            throw malformed(number, StrictText.excerpt(name) + " is already defined");
        }
    }

    private void requireDefined(int number, String name) {
        if (!names.contains(name)) {
            throw malformed(number, StrictText.excerpt(name) + " is not defined on an earlier line");
        }
    }

    private static void requireWords(int number, List<String> words, int min, int max) {
        if (words.size() < min || words.size() > max) {
            throw malformed(number, "a %s line cannot have %d words".formatted(words.getFirst(), words.size()));
        }
    }

    private static Optional<String> word(List<String> words, int index) {
        return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
    }

    private static VerifierKey key(int number, String octets) {
        try {
            byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
            return VerifierKey.parse(StrictText.utf8(bytes, Refusal.MALFORMED_KEY));
        } catch (VerificationException e) {
            throw new VerificationException(
                    Refusal.MALFORMED_POLICY, "not a policy: line %d: %s".formatted(number, e.getMessage()), e);
        }
    }

    private static VerificationException malformed(int line, String why) {
        return new VerificationException(
                Refusal.MALFORMED_POLICY, "not a policy: " + (line == 0 ? "" : "line " + line + ": ") + why);
    }
}
