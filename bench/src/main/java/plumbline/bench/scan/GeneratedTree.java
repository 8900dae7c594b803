package plumbline.bench.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// A tree of Terraform as a large company has it: one root that calls many modules, each with ten resources that refer
/// to one another, and flaws here and there.
public final class GeneratedTree {
    static final int RESOURCES = 10;

    private static final String[] CLASSES = {"public", "internal", "confidential", "restricted"};

    private final Random random;
    private final int oneIn;

    /// @param oneIn how rare flaws are: one in so many places that can have one
    public GeneratedTree(long seed, int oneIn) {
        this.random = new Random(seed);
        this.oneIn = oneIn;
    }

    public void write(Path folder, int modules) throws IOException {
        StringBuilder root = new StringBuilder("""
                provider "aws" {
                  region = "eu-central-1"
                  default_tags {
                    tags = { owner = "platform", env = "prod" }
                  }
                }

                resource "aws_vpc" "main" {
                  cidr_block = "10.0.0.0/8"
                }
                """);
        for (int i = 0; i < modules; i++) {
            root.append("""

                    module "system%1$d" {
                      source     = "./modules/system%1$d"
                      name       = "system%1$d"
                      vpc_id     = aws_vpc.main.id
                      data_class = "%2$s"
                    }
                    """.formatted(i, CLASSES[random.nextInt(CLASSES.length)]));
            Path module = Files.createDirectories(folder.resolve("modules/system" + i));
            Files.writeString(module.resolve("main.tf"), module());
        }
        Files.writeString(folder.resolve("main.tf"), root);
    }

    private String module() {
        return storage() + "\n" + machines();
    }

    private String storage() {
        return """
                variable "name" { type = string }
                variable "vpc_id" { type = string }
                variable "data_class" { type = string }

                locals {
                  tags = { data_class = var.data_class, Name = var.name }
                }

                resource "aws_kms_key" "data" {
                  enable_key_rotation = %1$b
                  tags                = local.tags
                }

                resource "aws_s3_bucket" "data" {
                  bucket = "${var.name}-data"
                  tags   = local.tags
                }

                resource "aws_s3_bucket_versioning" "data" {
                  bucket = aws_s3_bucket.data.id
                  versioning_configuration {
                    status = "%2$s"
                  }
                }

                resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
                  bucket = aws_s3_bucket.data.id
                  rule {
                    apply_server_side_encryption_by_default {
                      sse_algorithm     = "aws:kms"
                      kms_master_key_id = aws_kms_key.data.arn
                    }
                  }
                }

                resource "aws_s3_bucket_policy" "data" {
                  bucket = aws_s3_bucket.data.id
                  policy = jsonencode({
                    Version = "2012-10-17"
                    Statement = [{
                      Effect    = "Deny"
                      Principal = "*"
                      Action    = "s3:*"
                      Resource  = [aws_s3_bucket.data.arn, "${aws_s3_bucket.data.arn}/*"]
                      Condition = { Bool = { "aws:SecureTransport" = "false" } }
                    }]
                  })
                }
                """.formatted(rarely(), rarely() ? "Suspended" : "Enabled");
    }

    private String machines() {
        return """
                resource "aws_security_group" "app" {
                  name   = var.name
                  vpc_id = var.vpc_id
                  tags   = local.tags
                }

                resource "aws_vpc_security_group_ingress_rule" "app" {
                  security_group_id = aws_security_group.app.id
                  cidr_ipv4         = "%1$s"
                  ip_protocol       = "tcp"
                  from_port         = 443
                  to_port           = 443
                }

                resource "aws_instance" "app" {
                  ami                    = "ami-0123456789abcdef0"
                  instance_type          = "m7g.large"
                  vpc_security_group_ids = [aws_security_group.app.id]
                  tags                   = local.tags
                  root_block_device {
                    encrypted = true
                  }
                }

                resource "aws_ebs_volume" "data" {
                  availability_zone = "eu-central-1a"
                  size              = 100
                  encrypted         = %2$b
                  tags              = local.tags
                }

                resource "aws_iam_policy" "app" {
                  policy = jsonencode({
                    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "${aws_s3_bucket.data.arn}/*" }]
                  })
                  tags = local.tags
                }
                """.formatted(rarely() ? "0.0.0.0/0" : "10.0.0.0/8", !rarely());
    }

    private boolean rarely() {
        return random.nextInt(oneIn) == 0;
    }
}
