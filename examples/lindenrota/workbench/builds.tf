# Build results, read by deployments in all accounts.

resource "aws_s3_bucket" "builds" {
  bucket = "${local.name}-builds"

  tags = local.class
}

resource "aws_s3_bucket_public_access_block" "builds" {
  bucket = aws_s3_bucket.builds.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "builds" {
  bucket = aws_s3_bucket.builds.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "builds" {
  bucket = aws_s3_bucket.builds.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.builds.arn
    }
  }
}

resource "aws_kms_key" "builds" {
  description         = "Build results"
  enable_key_rotation = true

  tags = local.class
}

data "aws_organizations_organization" "current" {}

resource "aws_s3_bucket_policy" "builds" {
  bucket = aws_s3_bucket.builds.id

  policy = <<-POLICY
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Sid": "ReadWithinTheOrganisation",
          "Effect": "Allow",
          "Principal": "*",
          "Action": "s3:GetObject",
          "Resource": "${aws_s3_bucket.builds.arn}/*",
          "Condition": {
            "StringEquals": { "aws:PrincipalOrgID": "${data.aws_organizations_organization.current.id}" }
          }
        }
      ]
    }
  POLICY
}
