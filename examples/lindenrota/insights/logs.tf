# The trail of this account, set up before the logging module existed. Moving it over is planned with the next audit
# period, so that no period has two homes.

locals {
  log_buckets = {
    access = { versioned = true, writers = ["logging.s3.amazonaws.com"] }
    trail  = { versioned = true, writers = ["cloudtrail.amazonaws.com", "delivery.logs.amazonaws.com"] }
  }
}

resource "aws_s3_bucket" "logs" {
  for_each = local.log_buckets

  bucket = "${local.name}-${each.key}-logs"

  tags = { data_class = "internal" }
}

resource "aws_s3_bucket_public_access_block" "logs" {
  for_each = aws_s3_bucket.logs

  bucket = each.value.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "logs" {
  for_each = local.log_buckets

  bucket = aws_s3_bucket.logs[each.key].id

  versioning_configuration {
    status = each.value.versioned ? "Enabled" : "Disabled"
  }
}

data "aws_iam_policy_document" "logs" {
  for_each = local.log_buckets

  statement {
    sid       = "Write"
    actions   = ["s3:PutObject", "s3:GetBucketAcl"]
    resources = [aws_s3_bucket.logs[each.key].arn, "${aws_s3_bucket.logs[each.key].arn}/*"]

    principals {
      type        = "Service"
      identifiers = each.value.writers
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }

  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.logs[each.key].arn, "${aws_s3_bucket.logs[each.key].arn}/*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_policy" "logs" {
  for_each = local.log_buckets

  bucket = aws_s3_bucket.logs[each.key].id
  policy = data.aws_iam_policy_document.logs[each.key].json
}

resource "aws_cloudtrail" "account" {
  name                       = local.name
  s3_bucket_name             = aws_s3_bucket.logs["trail"].id
  is_multi_region_trail      = false
  enable_log_file_validation = true

  tags = { data_class = "internal" }
}
