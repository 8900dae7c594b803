package plumbline.posture.hcl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.posture.Scan;
import plumbline.posture.ScanOptions;

/// The JSON variant means the same as the native syntax.
class JsonSyntaxTest {
    private static final String NATIVE = """
            variable "ports" {
              type    = list(number)
              default = [22, 443]
            }
            provider "aws" {
              region = "eu-central-1"
              default_tags {
                tags = { owner = "platform", env = "prod" }
              }
            }
            resource "aws_security_group" "open" {
              tags = { data_class = "restricted" }
              dynamic "ingress" {
                for_each = var.ports
                iterator = port
                content {
                  from_port   = port.value
                  to_port     = port.value
                  protocol    = "tcp"
                  cidr_blocks = ["0.0.0.0/0"]
                }
              }
            }
            resource "aws_instance" "web" {
              count                  = 2
              ami                    = "ami-1"
              vpc_security_group_ids = [aws_security_group.open.id]
              tags                   = { data_class = "restricted", dynamic = "no block" }
              root_block_device {
                encrypted = true
              }
              depends_on = [aws_security_group.open]
            }
            """;

    private static final String JSON = """
            {
              "//": "a comment",
              "variable": {"ports": {"type": "list(number)", "default": [22, 443]}},
              "provider": {"aws": {"region": "eu-central-1",
                "default_tags": {"tags": {"owner": "platform", "env": "prod"}}}},
              "resource": {
                "aws_security_group": {"open": {
                  "tags": {"data_class": "restricted"},
                  "dynamic": {"ingress": {
                    "for_each": "${var.ports}",
                    "iterator": "port",
                    "content": {
                      "from_port": "${port.value}", "to_port": "${port.value}", "protocol": "tcp",
                      "cidr_blocks": ["0.0.0.0/0"]}}}}},
                "aws_instance": {"web": [{
                  "count": 2,
                  "ami": "ami-1",
                  "vpc_security_group_ids": ["${aws_security_group.open.id}"],
                  "tags": {"data_class": "restricted", "dynamic": "no block"},
                  "root_block_device": [{"encrypted": true}],
                  "depends_on": ["aws_security_group.open"]}]}
              }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void saysOfBothFormsTheSame() throws IOException {
        List<String> expected = results("native", "main.tf", NATIVE);
        assertThat(expected).anyMatch(result -> result.startsWith("SEG-01 aws_security_group.open FAIL"));
        assertThat(results("json", "main.tf.json", JSON)).isEqualTo(expected);
    }

    @Test
    void writesOutDynamicBlocksInsideBlocks() throws IOException {
        String disks = """
                {"resource": {"aws_launch_template": {"t": {
                  "tags": {"owner": "o", "data_class": "internal", "env": "e"},
                  "block_device_mappings": [{"dynamic": {"ebs": [
                    {"for_each": [1], "content": {"encrypted": false}}]}}]}}}}
                """;
        assertThat(results("nested", "main.tf.json", disks))
                .anyMatch(result -> result.startsWith("CRY-01 aws_launch_template.t FAIL"));
    }

    @Test
    void namesThePlaceOfAnError() {
        Parsed parsed = JsonSyntax.parse(Source.of("x.tf.json", "{\n  \"locals\": {\"a\": tru}\n}\n"));
        assertThat(parsed.diagnostics())
                .singleElement()
                .satisfies(
                        diagnostic -> assertThat(diagnostic.range().toString()).isEqualTo("x.tf.json:2:19"));
    }

    private List<String> results(String name, String file, String text) throws IOException {
        Path tree = Files.createDirectory(folder.resolve(name));
        Files.writeString(tree.resolve(file), text);
        return Scan.run(tree, ScanOptions.defaults("test")).results().stream()
                .map(result -> result.check().id() + " " + result.subject().address() + " " + result.result() + " "
                        + result.reason())
                .sorted()
                .toList();
    }
}
