package plumbline.posture.function;

import java.util.Map;
import plumbline.posture.value.Bool;
import plumbline.posture.value.Json;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Null;
import plumbline.posture.value.Num;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Text;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;

/// Values as YAML in the plain block style of `yamlencode`: keys and texts quoted, two spaces a level.
final class YamlWriter {
    private final StringBuilder out = new StringBuilder();

    private YamlWriter() {}

    static String write(Value value) {
        YamlWriter writer = new YamlWriter();
        writer.value(value, 0, false);
        return writer.out.append('\n').toString();
    }

    private void value(Value value, int level, boolean afterKey) {
        switch (value) {
            case Null _ -> out.append("null");
            case Bool bool -> out.append(bool.value());
            case Num number -> out.append(number.text());
            case Text text -> text(text.text(), level);
            case Sequence sequence when sequence.items().isEmpty() -> out.append("[]");
            case Sequence sequence -> sequence(sequence, level, afterKey);
            case Mapping mapping when mapping.entries().isEmpty() -> out.append("{}");
            case Mapping mapping -> mapping(mapping, level, afterKey);
            case Unknown unknown -> throw new IllegalStateException("arguments must be known, but one is " + unknown);
        }
    }

    private void sequence(Sequence sequence, int level, boolean afterKey) {
        boolean first = !afterKey;
        for (Value item : sequence.items()) {
            line(first, level);
            first = false;
            out.append("- ");
            value(item, level + 1, false);
        }
    }

    private void mapping(Mapping mapping, int level, boolean afterKey) {
        boolean first = !afterKey;
        for (Map.Entry<String, Value> entry : mapping.entries().entrySet()) {
            line(first, level);
            first = false;
            out.append('"').append(Json.escaped(entry.getKey())).append("\":");
            boolean nested = isFilled(entry.getValue());
            out.append(nested ? "" : " ");
            boolean list = entry.getValue() instanceof Sequence;
            value(entry.getValue(), nested && list ? level : level + 1, nested);
        }
    }

    private static boolean isFilled(Value value) {
        return (value instanceof Sequence sequence && !sequence.items().isEmpty())
                || (value instanceof Mapping mapping && !mapping.entries().isEmpty());
    }

    private void line(boolean first, int level) {
        if (!first) {
            out.append('\n').repeat("  ", level);
        }
    }

    private void text(String text, int level) {
        if (text.indexOf('\n') < 0) {
            out.append('"').append(Json.escaped(text)).append('"');
            return;
        }
        boolean ended = text.endsWith("\n");
        String body = ended ? text.substring(0, text.length() - 1) : text;
        out.append(ended ? "|" : "|-");
        for (String line : body.split("\n", -1)) {
            out.append('\n').repeat("  ", level).append(line);
        }
    }
}
