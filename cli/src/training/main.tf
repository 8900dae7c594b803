# The file on which the build trains the command line's start-up.
variable "data_class" {
  type    = string
  default = "internal"
}

locals {
  tags = { owner = "platform", data_class = var.data_class }
}

resource "aws_s3_bucket" "reports" {
  bucket = "example-reports"
  tags   = merge(local.tags, { env = "test" })
}

resource "aws_s3_bucket_versioning" "reports" {
  bucket = aws_s3_bucket.reports.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_security_group" "web" {
  for_each = toset(["a", "b"])
  name     = "web-${each.key}"
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_kms_key" "data" {
  enable_key_rotation = true
}
