package plumbline.posture.function;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;

/// Functions over paths and files.
final class FileFunctions {
    private FileFunctions() {}

    static @Nullable Value call(Arguments arguments, Host host) {
        return switch (arguments.name()) {
            case "file" -> Value.of(EncodingFunctions.utf8(arguments, content(arguments, host)));
            case "filebase64" -> Value.of(EncodingFunctions.base64(content(arguments, host)));
            case "fileexists" -> Value.of(host.read(arguments.text(0)).isPresent());
            case "fileset" -> fileSet(arguments, host);
            case "abspath" ->
                arguments.text(0).startsWith("/")
                        ? arguments.get(0)
                        : Unknown.because("abspath depends on the directory it is run in");
            case "basename" -> Value.of(basename(arguments.text(0)));
            case "dirname" -> Value.of(dirname(arguments.text(0)));
            case "pathexpand" ->
                arguments.text(0).startsWith("~")
                        ? Unknown.because("pathexpand depends on who runs it")
                        : arguments.get(0);
            default -> null;
        };
    }

    static byte[] content(Arguments arguments, Host host) {
        String path = arguments.count(1, 1).text(0);
        return host.read(path).orElseThrow(() -> arguments.error("there is no file \"" + path + "\""));
    }

    private static Value fileSet(Arguments arguments, Host host) {
        List<Value> paths = new ArrayList<>();
        for (String path : host.list(arguments.count(2, 2).text(0), arguments.text(1))) {
            paths.add(Value.of(path));
        }
        return new Sequence(Sequence.Kind.SET, paths);
    }

    private static String basename(String path) {
        String trimmed = withoutSlash(path);
        return trimmed.isEmpty() ? "." : trimmed.equals("/") ? "/" : trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }

    private static String dirname(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : withoutSlash(path.substring(0, slash));
    }

    private static String withoutSlash(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
