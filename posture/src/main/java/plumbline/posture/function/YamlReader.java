package plumbline.posture.function;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import plumbline.posture.value.Null;
import plumbline.posture.value.Value;
import plumbline.posture.value.ValueError;

/// YAML as values, with few aliases and bounded size.
final class YamlReader {
    private static final int DEEPEST = 100;

    private YamlReader() {}

    static Value read(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setMaxAliasesForCollections(50)
                .setCodePointLimit(10_000_000)
                .setAllowDuplicateKeys(true)
                .build();
        try {
            return value(new Load(settings).loadFromString(text), 0);
        } catch (YamlEngineException error) {
            String message = String.valueOf(error.getMessage());
            int line = message.indexOf('\n');
            throw new ValueError("yamldecode: " + (line < 0 ? message : message.substring(0, line)));
        }
    }

    private static Value value(@Nullable Object node, int depth) {
        if (depth > DEEPEST) {
            throw ValueError.limit("yamldecode: more than " + DEEPEST + " levels");
        }
        return switch (node) {
            case null -> Null.NULL;
            case Boolean bool -> Value.of(bool);
            case Integer number -> Value.of(number);
            case Long number -> Value.of(number);
            case BigInteger number -> Value.of(new BigDecimal(number));
            case Double number when Double.isFinite(number) -> Value.of(BigDecimal.valueOf(number));
            case List<?> list -> {
                List<Value> items = new ArrayList<>();
                for (Object item : list) {
                    items.add(value(item, depth + 1));
                }
                yield Value.tuple(items);
            }
            case Map<?, ?> map -> {
                Map<String, Value> entries = new LinkedHashMap<>();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    entries.put(String.valueOf(entry.getKey()), value(entry.getValue(), depth + 1));
                }
                yield Value.object(entries);
            }
            default -> Value.of(node.toString());
        };
    }
}
