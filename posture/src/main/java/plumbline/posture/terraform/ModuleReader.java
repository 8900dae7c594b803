package plumbline.posture.terraform;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plumbline.posture.hcl.Body;
import plumbline.posture.hcl.Diagnostic;
import plumbline.posture.hcl.HclParser;
import plumbline.posture.hcl.JsonSyntax;
import plumbline.posture.hcl.Parsed;
import plumbline.posture.hcl.Source;
import plumbline.posture.value.ValueError;

/// Reads and parses the files of a directory, once.
final class ModuleReader {
    private final Tree tree;
    private final Session session;
    private final Map<String, ModuleSource> read = new HashMap<>();
    private final Map<String, Map<String, Body>> files = new HashMap<>();

    ModuleReader(Tree tree, Session session) {
        this.tree = tree;
        this.session = session;
    }

    ModuleSource read(String directory) {
        ModuleSource known = read.get(directory);
        if (known == null) {
            known = new ModuleSource(directory, body(directory));
            read.put(directory, known);
        }
        return known;
    }

    /// The root modules that a directory holds: one, unless its files declare the same things and so cannot be one
    /// module. Then each file is a root of its own, by its path.
    Map<String, ModuleSource> roots(String directory) {
        ModuleSource whole = read(directory);
        Map<String, Body> files = this.files.getOrDefault(directory, Map.of());
        if (!Overrides.clash(files.values())) {
            return Map.of(directory, whole);
        }
        Map<String, ModuleSource> roots = new LinkedHashMap<>();
        files.forEach((file, body) -> roots.put(file, new ModuleSource(directory, body)));
        return roots;
    }

    private Body body(String directory) {
        List<Body.BlockNode> blocks = new ArrayList<>();
        List<Body> overrides = new ArrayList<>();
        Map<String, Body> own = new LinkedHashMap<>();
        for (String file : tree.files(directory)) {
            if (Tree.isConfiguration(file)) {
                Body body = parse(path(directory, file));
                if (Overrides.isOverride(file)) {
                    overrides.add(body);
                } else {
                    own.put(path(directory, file), body);
                    blocks.addAll(body.blocks());
                }
            }
        }
        files.put(directory, own);
        Body whole = new Body(List.of(), blocks);
        for (Body override : overrides) {
            whole = Overrides.merge(whole, override);
        }
        return whole;
    }

    static String path(String directory, String file) {
        return directory.isEmpty() ? file : directory + "/" + file;
    }

    /// What could be understood of a file; what could not is reported and the file noted as skipped in part.
    Body parse(String file) {
        String text;
        try {
            byte[] bytes = tree.configuration(file);
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (ValueError error) {
            session.skip(file, error.reason());
            return Body.EMPTY;
        } catch (CharacterCodingException error) {
            session.skip(file, "the file is not UTF-8 text");
            return Body.EMPTY;
        }
        Source source = Source.of(file, text);
        Parsed parsed = file.endsWith(".json") ? JsonSyntax.parse(source) : HclParser.parse(source);
        for (Diagnostic diagnostic : parsed.diagnostics()) {
            session.report(diagnostic);
        }
        if (parsed.hasErrors()) {
            Diagnostic first = parsed.diagnostics().getFirst();
            int line = first.range().line();
            session.skip(file, "in part: line " + line + ": " + first.summary() + ". " + first.detail());
        }
        return parsed.body();
    }
}
