package plumbline.posture.check;

import org.jspecify.annotations.Nullable;
import plumbline.posture.terraform.Resource;
import plumbline.posture.value.Value;

/// The data class of a resource, or why there is none to go by.
public record Classification(@Nullable DataClass dataClass, String reason) {
    public static Classification of(Resource resource) {
        return of(resource.tags());
    }

    /// Reads the class from tags or labels.
    public static Classification of(Value tags) {
        Value value = Label.DATA_CLASS.in(tags);
        if (value.isNull()) {
            return new Classification(null, "it has no data_class tag");
        }
        String word = value.asText().orElse(null);
        if (word == null) {
            return new Classification(null, "its data_class " + Words.why(value));
        }
        return DataClass.of(word)
                .map(found -> new Classification(found, "its data_class is " + found.word()))
                .orElseGet(() -> new Classification(
                        null,
                        "its data_class is \"" + word + "\", none of public, internal, confidential, restricted"));
    }

    public boolean isKnown() {
        return dataClass != null;
    }

    public boolean isSensitive() {
        return dataClass != null && dataClass.isSensitive();
    }
}
