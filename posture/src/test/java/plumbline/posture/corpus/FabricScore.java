package plumbline.posture.corpus;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import plumbline.posture.terraform.Block;
import plumbline.posture.terraform.LoadOptions;
import plumbline.posture.terraform.Loaded;
import plumbline.posture.terraform.Resource;
import plumbline.posture.terraform.Terraform;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Null;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;

/// Scores the evaluator against a tree of modules with the inventory that Terraform itself made of them: addresses,
/// counts and values. `FabricScore CORPUS [verbose]`
final class FabricScore {
    private static final String VARIABLES = """
            variable "billing_account_id" { default = "123456-123456-123456" }
            variable "bucket" { default = "bucket" }
            variable "folder_id" { default = "folders/1122334455" }
            variable "group_email" { default = "organization-admins@example.org" }
            variable "kms_key" { default = { self_link = "kms_key_self_link", id = "kms_key_self_link" } }
            variable "organization_id" { default = "organizations/1122334455" }
            variable "prefix" { default = "test" }
            variable "project_id" { default = "project-id" }
            variable "project_number" { default = "123" }
            variable "region" { default = "europe-west8" }
            variable "regions" { default = { primary = "europe-west8", secondary = "europe-west9" } }
            variable "service_account" {
              default = {
                id = "service_account_id", email = "sa1@sa.example",
                iam_email = "serviceAccount:sa1@sa.example"
              }
            }
            variable "subnet" {
              default = {
                name = "subnet_name", region = "subnet_region", cidr = "subnet_cidr", self_link = "subnet_self_link"
              }
            }
            variable "subnet_psc_1" { default = { name = "subnet_name", region = "subnet_region", cidr = "subnet_cidr", self_link = "subnet_self_link" } }
            variable "vpc" {
              default = { name = "vpc_name", self_link = "https://www.googleapis.com/compute/v1/projects/xxx/global/networks/aaa", id = "projects/xxx/global/networks/aaa" }
            }
            variable "zone" { default = "europe-west8-b" }
            """;

    private final boolean verbose;
    private int cases;
    private int perfect;
    private int addresses;
    private int elsewhere;
    private int found;
    private int surplus;
    private int counts;
    private int countsRight;
    private int values;
    private int right;
    private int unknown;

    private FabricScore(boolean verbose) {
        this.verbose = verbose;
    }

    public static void main(String[] arguments) throws IOException {
        FabricScore score = new FabricScore(arguments.length > 1);
        Path corpus = Path.of(arguments[0]);
        score.modules(corpus);
        score.print("tests with variable files");
        FabricScore examples = new FabricScore(arguments.length > 1);
        examples.readmes(corpus);
        examples.print("examples in README files");
    }

    private void print(String title) {
        System.out.printf(
                "%s: %d cases, %d with every address and count right%n"
                        + "  addresses %d of %d, %d more than expected, %d in modules that the corpus lacks%n  counts %d of %d%n"
                        + "  values right %d, unknown %d, wrong %d of %d%n",
                title,
                cases,
                perfect,
                found,
                addresses,
                surplus,
                elsewhere,
                countsRight,
                counts,
                right,
                unknown,
                values - right - unknown,
                values);
    }

    private static Object yaml(Path file) throws IOException {
        return new Load(LoadSettings.builder().setAllowDuplicateKeys(true).build())
                .loadFromString(Files.readString(file));
    }

    private static List<Path> children(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(found::add);
        }
        found.sort(null);
        return found;
    }

    private void modules(Path corpus) throws IOException {
        for (Path test : children(corpus.resolve("tests/modules"))) {
            Path description = test.resolve("tftest.yaml");
            if (!Files.exists(description)
                    || !(yaml(description) instanceof Map<?, ?> map)
                    || !(map.get("tests") instanceof Map<?, ?> tests)) {
                continue;
            }
            Path module = corpus.resolve(String.valueOf(map.get("module")));
            for (Map.Entry<?, ?> entry : tests.entrySet()) {
                List<Path> files = new ArrayList<>();
                names(map.get("common_tfvars")).forEach(name -> files.add(test.resolve(name)));
                String name = String.valueOf(entry.getKey());
                Map<?, ?> options = entry.getValue() instanceof Map<?, ?> given ? given : Map.of();
                List<String> variables = names(options.get("tfvars"));
                (variables.isEmpty() ? List.of(name + ".tfvars") : variables)
                        .forEach(file -> files.add(test.resolve(file)));
                files.removeIf(file -> !Files.exists(file));
                List<String> inventories = names(options.get("inventory"));
                for (String inventory : inventories.isEmpty() ? List.of(name + ".yaml") : inventories) {
                    score(test.getFileName() + "/" + name, module, corpus, files, test.resolve(inventory));
                }
            }
        }
    }

    private static List<String> names(Object value) {
        List<String> names = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> names.add(String.valueOf(item)));
        }
        return names;
    }

    private void readmes(Path corpus) throws IOException {
        for (Path module : children(corpus.resolve("modules"))) {
            Path readme = module.resolve("README.md");
            Path tests = corpus.resolve("tests/modules")
                    .resolve(module.getFileName().toString().replace('-', '_'))
                    .resolve("examples");
            if (!Files.exists(readme) || module.getFileName().toString().startsWith("_")) {
                continue;
            }
            for (String block : Files.readString(readme).split("```", -1)) {
                int mark = block.indexOf("# tftest");
                if (!block.startsWith("hcl\n") || mark < 0) {
                    continue;
                }
                String options = block.substring(mark, block.indexOf('\n', mark));
                String inventory = option(options, "inventory");
                if (inventory.isEmpty() || options.contains("fixtures=") || options.contains("files=")) {
                    continue;
                }
                Path folder = Files.createTempDirectory("fabric");
                String up = folder.toRealPath().relativize(corpus.toRealPath()).toString();
                Files.writeString(folder.resolve("main.tf"), block.substring(4).replace("./fabric/", up + "/"));
                Files.writeString(folder.resolve("variables.tf"), VARIABLES);
                score(
                        module.getFileName() + "/" + inventory,
                        folder,
                        folder.getRoot(),
                        List.of(),
                        tests.resolve(inventory));
            }
        }
    }

    private static String option(String options, String name) {
        int start = options.indexOf(name + "=");
        if (start < 0) {
            return "";
        }
        int end = options.indexOf(' ', start);
        return options.substring(start + name.length() + 1, end < 0 ? options.length() : end);
    }

    private void score(String title, Path module, Path boundary, List<Path> files, Path inventory) throws IOException {
        if (!Files.exists(inventory) || !(yaml(inventory) instanceof Map<?, ?> expected)) {
            return;
        }
        cases++;
        Loaded loaded =
                Terraform.load(module, LoadOptions.DEFAULT.within(boundary).withVariableFiles(files));
        Map<String, Resource> ours = new TreeMap<>();
        Map<String, Integer> types = new TreeMap<>();
        for (Resource resource : loaded.graph().resources()) {
            if (resource.root().isEmpty()) {
                ours.put(resource.address(), resource);
                if (resource.mode() == Resource.Mode.MANAGED) {
                    types.merge(resource.type(), 1, Integer::sum);
                }
            }
        }
        int misses = 0;
        List<String> absent = absent(loaded);
        if (expected.get("values") instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (absent.stream().anyMatch(String.valueOf(entry.getKey())::startsWith)) {
                    elsewhere++;
                    continue;
                }
                addresses++;
                Resource resource = ours.get(String.valueOf(entry.getKey()));
                if (resource == null) {
                    misses++;
                    say(title + ": missing " + entry.getKey());
                } else {
                    found++;
                    if (entry.getValue() instanceof Map<?, ?> attributes) {
                        compare(title + " " + entry.getKey(), attributes, resource.body());
                    }
                }
            }
        }
        if (expected.get("counts") instanceof Map<?, ?> map && absent.isEmpty()) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String type = String.valueOf(entry.getKey());
                if (type.equals("modules") || type.equals("resources")) {
                    continue;
                }
                counts++;
                int data = loaded.graph().dataByType(type).size();
                int actual = types.getOrDefault(type, 0);
                int wanted = entry.getValue() instanceof Integer number ? number : -1;
                boolean same = actual == wanted || (data > 0 && actual <= wanted && wanted <= actual + data);
                countsRight += same ? 1 : 0;
                misses += same ? 0 : 1;
                surplus += Math.max(0, actual - wanted);
                if (!same) {
                    say(title + ": " + type + " " + actual + " instead of " + wanted);
                }
            }
        }
        perfect += misses == 0 ? 1 : 0;
        if (misses > 0) {
            loaded.diagnostics().forEach(diagnostic -> say("    " + diagnostic));
        }
    }

    /// What addresses begin with in modules that are not there.
    private static List<String> absent(Loaded loaded) {
        List<String> absent = new ArrayList<>();
        loaded.graph().moduleCalls().forEach(call -> {
            if (call.root().isEmpty()) {
                absent.add(call.address() + ".");
            }
        });
        return absent;
    }

    private void say(String line) {
        if (verbose) {
            System.out.println(line);
        }
    }

    private void compare(String where, Map<?, ?> expected, Block block) {
        for (Map.Entry<?, ?> entry : expected.entrySet()) {
            String name = String.valueOf(entry.getKey());
            if (name.startsWith("effective_") || name.equals("terraform_labels") || name.equals("timeouts")) {
                continue;
            }
            List<Block> blocks = block.blocks().stream()
                    .filter(nested -> nested.type().equals(name))
                    .toList();
            if (!blocks.isEmpty() && entry.getValue() instanceof List<?> list) {
                if (list.size() != blocks.size()) {
                    values++;
                    boolean open = blocks.stream().anyMatch(nested -> nested.uncertain() != null);
                    unknown += open ? 1 : 0;
                    say(where + "." + name + ": " + blocks.size() + " blocks instead of " + list.size());
                    continue;
                }
                for (int i = 0; i < list.size(); i++) {
                    if (list.get(i) instanceof Map<?, ?> inner) {
                        compare(where + "." + name + "[" + i + "]", inner, blocks.get(i));
                    }
                }
                continue;
            }
            if (block.attribute(name).isEmpty()) {
                // Defaults of the provider are not ours to know.
                continue;
            }
            values++;
            Value value = block.value(name);
            if (!value.isKnown()) {
                unknown++;
            } else if (same(entry.getValue(), value)) {
                right++;
            } else {
                say(where + "." + name + ": " + value + " instead of " + entry.getValue());
            }
        }
    }

    private static boolean same(Object expected, Value value) {
        return switch (value) {
            // What is not given, the provider decides.
            case Null _ -> true;
            case Unknown _ -> false;
            case Sequence sequence -> {
                if (!(expected instanceof List<?> list)
                        || list.size() != sequence.items().size()) {
                    yield sequence.items().isEmpty() && expected == null;
                }
                boolean all = true;
                for (int i = 0; i < list.size(); i++) {
                    Object item = list.get(i);
                    all &= sequence.items().stream().anyMatch(member -> same(item, member));
                }
                yield all;
            }
            case Mapping mapping -> {
                if (!(expected instanceof Map<?, ?> map)) {
                    boolean single =
                            expected instanceof List<?> list && list.size() == 1 && same(list.getFirst(), value);
                    yield single || (expected == null && mapping.entries().isEmpty());
                }
                boolean all = true;
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    all &= same(entry.getValue(), mapping.entry(String.valueOf(entry.getKey())));
                }
                yield all;
            }
            default -> {
                String text = value.asText().orElse("");
                String wanted = String.valueOf(expected);
                yield text.strip().equalsIgnoreCase(wanted.strip()) || wanted.equals(text + ".0");
            }
        };
    }
}
