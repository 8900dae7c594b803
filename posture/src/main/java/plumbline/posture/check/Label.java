package plumbline.posture.check;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Null;
import plumbline.posture.value.Text;
import plumbline.posture.value.Value;

/// The three labels that every asset carries. Keys are compared without case, separators and a leading namespace, so
/// that `data_class`, `DataClass` and `acme:data-class` are one.
public enum Label {
    OWNER("owner", "owner", "owners", "ownedby"),
    DATA_CLASS("data_class", "dataclass", "dataclassification", "classification"),
    ENV("env", "env", "environment");

    private final String key;
    private final Set<String> spellings;

    Label(String key, String... spellings) {
        this.key = key;
        this.spellings = Set.of(spellings);
    }

    /// The key as the documentation writes it.
    public String key() {
        return key;
    }

    /// The value under any spelling of the key: null if it is missing or empty, unknown if it may be there.
    public Value in(Value tags) {
        if (!(tags instanceof Mapping mapping)) {
            return tags.isUnknown() ? tags : Null.NULL;
        }
        for (Map.Entry<String, Value> entry : mapping.entries().entrySet()) {
            if (spellings.contains(plain(entry.getKey())) && !isEmpty(entry.getValue())) {
                return entry.getValue();
            }
        }
        return mapping.rest() == null ? Null.NULL : mapping.rest();
    }

    /// Whether the key is there, whatever its value.
    public boolean isWrittenIn(Value tags) {
        return tags instanceof Mapping mapping
                && mapping.entries().keySet().stream().anyMatch(key -> spellings.contains(plain(key)));
    }

    private static boolean isEmpty(Value value) {
        return value.isNull() || (value instanceof Text(String text) && text.isBlank());
    }

    private static String plain(String key) {
        int space = Math.max(key.lastIndexOf(':'), key.lastIndexOf('/'));
        StringBuilder plain = new StringBuilder();
        for (char c : key.substring(space + 1).toLowerCase(Locale.ROOT).toCharArray()) {
            if (Character.isLetterOrDigit(c)) {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
