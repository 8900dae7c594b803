package plumbline.posture.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.posture.value.Json;
import plumbline.posture.value.Text;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;

class TerraformTest {
    @TempDir
    Path folder;

    private Loaded load(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return Terraform.load(folder, LoadOptions.DEFAULT);
    }

    private static Value value(Loaded loaded, String id, String attribute) {
        return loaded.graph().byId(id).orElseThrow().value(attribute);
    }

    @Test
    void evaluatesModulesForEachAndCount() throws IOException {
        Loaded loaded = load(Map.of("main.tf", """
                variable "n" {
                  type    = object({ a = number, b = optional(string, "dflt") })
                  default = { a = 2 }
                }
                module "m" {
                  source   = "./m"
                  for_each = toset(["x", "y"])
                  name     = "${each.key}-${var.n.b}"
                  number   = var.n.a
                }
                resource "t" "all" { v = join(",", flatten([for m in module.m : m.names])) }
                """, "m/main.tf", """
                variable "name" {}
                variable "number" {}
                resource "t" "r" {
                  count = var.number
                  v     = "${var.name}-${count.index}"
                }
                output "names" { value = t.r[*].v }
                """));

        assertThat(loaded.graph().resources())
                .extracting(Resource::address)
                .containsExactly(
                        "t.all",
                        "module.m[\"x\"].t.r[0]",
                        "module.m[\"x\"].t.r[1]",
                        "module.m[\"y\"].t.r[0]",
                        "module.m[\"y\"].t.r[1]");
        assertThat(value(loaded, "t.all", "v")).isEqualTo(new Text("x-dflt-0,x-dflt-1,y-dflt-0,y-dflt-1"));
        assertThat(loaded.diagnostics()).isEmpty();
        assertThat(loaded.graph()
                        .byId("module.m[\"x\"].t.r[0]")
                        .orElseThrow()
                        .rangeOf("v")
                        .toString())
                .isEqualTo("m/main.tf:5:3");
    }

    @Test
    void joinsThroughComputedAttributesAndKnownNames() throws IOException {
        Loaded loaded = load(Map.of("main.tf", """
                resource "aws_s3_bucket" "b" { bucket = "logs" }
                locals { name = aws_s3_bucket.b.bucket }
                resource "p" "computed" { bucket = aws_s3_bucket.b.id }
                resource "p" "known" { bucket = local.name }
                """));
        Resource bucket = loaded.graph().byId("aws_s3_bucket.b").orElseThrow();

        assertThat(loaded.graph().referrersTo(bucket, "p"))
                .extracting(Resource::address)
                .containsExactly("p.computed", "p.known");
        assertThat(value(loaded, "p.known", "bucket")).isEqualTo(new Text("logs"));
    }

    @Test
    void readsPolicyDocumentsAroundUnknownArns() throws IOException {
        Loaded loaded = load(Map.of("main.tf", """
                resource "aws_s3_bucket" "b" {}
                data "aws_iam_policy_document" "d" {
                  statement {
                    effect    = "Deny"
                    actions   = ["s3:*"]
                    resources = ["${aws_s3_bucket.b.arn}/*"]
                  }
                }
                resource "p" "p" { policy = data.aws_iam_policy_document.d.json }
                """));
        Value statement = Json.decode(value(loaded, "p.p", "policy"))
                .get("Statement")
                .items()
                .getFirst();

        assertThat(statement.get("Effect")).isEqualTo(new Text("Deny"));
        assertThat(statement.get("Resource")).isInstanceOf(Unknown.class);
    }

    @Test
    void keepsAResourceWhoseInstancesAreUnknown() throws IOException {
        Loaded loaded =
                load(Map.of("main.tf", "variable \"n\" {}\nresource \"t\" \"r\" {\n  count = var.n\n  v = 1\n}\n"));
        Resource resource = loaded.graph().resources().getFirst();

        assertThat(resource.address()).isEqualTo("t.r[*]");
        assertThat(resource.uncertain()).isNotNull();
        assertThat(resource.value("v")).isEqualTo(Value.of(1));
    }

    @Test
    void endsOnCyclesAndExplosions() throws IOException {
        StringBuilder bomb = new StringBuilder("locals {\n  a0 = [1, 1]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("  a")
                    .append(i)
                    .append(" = [local.a")
                    .append(i - 1)
                    .append(", local.a")
                    .append(i - 1)
                    .append("]\n");
        }
        bomb.append("  c = local.d\n  d = local.c\n  s0 = \"xxxxxxxxxx\"\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("  s")
                    .append(i)
                    .append(" = \"${local.s")
                    .append(i - 1)
                    .append("}${local.s")
                    .append(i - 1)
                    .append("}\"\n");
        }
        bomb.append("}\nresource \"t\" \"r\" {\n  a = local.a39\n  c = local.c\n  s = local.s39\n}\n")
                .append("module \"self\" {\n  source = \"./.\"\n}\n")
                .append("resource \"t\" \"many\" { count = 1000000000 }\n");
        Loaded loaded = load(Map.of("main.tf", bomb.toString()));

        assertThat(value(loaded, "t.r", "a").isUnknown()).isTrue();
        assertThat(value(loaded, "t.r", "c").isUnknown()).isTrue();
        assertThat(value(loaded, "t.r", "s").isUnknown()).isTrue();
        assertThat(loaded.graph().byId("t.many[*]")).isPresent();
        assertThat(loaded.skipped()).anyMatch(skipped -> skipped.reason().contains("calls itself"));
    }

    @Test
    void readsNothingOutsideOfTheScannedPath() throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.createDirectories(folder.resolve("other"));
        Files.writeString(folder.resolve("other/main.tf"), "resource \"t\" \"outside\" {}\n");
        Path scanned = Files.createDirectories(folder.resolve("scanned"));
        Files.createSymbolicLink(scanned.resolve("link.txt"), folder.resolve("secret.txt"));
        Files.createSymbolicLink(scanned.resolve("link.tf"), folder.resolve("other/main.tf"));
        Files.writeString(scanned.resolve("main.tf"), """
                module "o" { source = "../other" }
                resource "t" "r" {
                  a = file("../secret.txt")
                  b = file("link.txt")
                  c = try(file("/etc/passwd"), "what Terraform would not say")
                }
                """);
        Loaded loaded = Terraform.load(scanned, LoadOptions.DEFAULT);

        assertThat(loaded.graph().resources()).extracting(Resource::address).containsExactly("t.r");
        assertThat(value(loaded, "t.r", "a").isUnknown()).isTrue();
        assertThat(value(loaded, "t.r", "b").isUnknown()).isTrue();
        assertThat(value(loaded, "t.r", "c").isUnknown()).isTrue();
        assertThat(loaded.skipped()).extracting(Skipped::file).contains("link.tf", "main.tf");
        assertThat(Terraform.load(scanned, LoadOptions.DEFAULT.within(folder))
                        .graph()
                        .resources())
                .extracting(Resource::address)
                .contains("module.o.t.outside");
    }

    @Test
    void appliesOverridesAndReadsJson() throws IOException {
        Loaded loaded = load(Map.of(
                "main.tf", "resource \"t\" \"r\" {\n  a = 1\n  b = 1\n}\n",
                "x_override.tf", "resource \"t\" \"r\" {\n  b = 2\n}\n",
                "j.tf.json", "{\"resource\": {\"t\": {\"j\": {\"a\": \"x-${t.r.b}\"}}}}"));

        assertThat(value(loaded, "t.r", "a")).isEqualTo(Value.of(1));
        assertThat(value(loaded, "t.r", "b")).isEqualTo(Value.of(2));
        assertThat(value(loaded, "t.j", "a")).isEqualTo(new Text("x-2"));
    }
}
