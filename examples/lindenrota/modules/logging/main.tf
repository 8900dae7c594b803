# Where a service's account writes its logs: one bucket for access logs, one for the trail and flow logs.

data "aws_caller_identity" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id

  trail_writers = {
    TrailAcl = {
      principal      = "cloudtrail.amazonaws.com"
      source_account = local.account
      actions        = ["s3:GetBucketAcl"]
      paths          = [""]
    }
    TrailWrite = {
      principal      = "cloudtrail.amazonaws.com"
      source_account = local.account
      actions        = ["s3:PutObject"]
      paths          = ["/AWSLogs/*"]
    }
    FlowLogWrite = {
      principal      = "delivery.logs.amazonaws.com"
      source_account = local.account
      actions        = ["s3:PutObject", "s3:GetBucketAcl"]
      paths          = ["", "/flow-logs/*"]
    }
  }
}

module "access_logs" {
  source = "../bucket"

  name              = "${var.name}-access-logs"
  data_class        = "internal"
  expire_after_days = var.retention_days
  tags              = var.tags

  services = {
    AccessLogWrite = {
      principal      = "logging.s3.amazonaws.com"
      source_account = local.account
      actions        = ["s3:PutObject"]
    }
    BalancerLogWrite = {
      principal      = "logdelivery.elasticloadbalancing.amazonaws.com"
      source_account = local.account
      actions        = ["s3:PutObject"]
    }
  }
}

module "trail_logs" {
  source = "../bucket"

  name              = "${var.name}-trail-logs"
  data_class        = "confidential"
  encryption        = { kms_key_arn = aws_kms_key.logs.arn }
  access_log        = { bucket = module.access_logs.id }
  expire_after_days = var.retention_days
  services          = local.trail_writers
  tags              = var.tags
}

data "aws_iam_policy_document" "key" {
  statement {
    sid       = "Account"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${local.account}:root"]
    }
  }

  statement {
    sid       = "LogWriters"
    actions   = ["kms:GenerateDataKey*", "kms:DescribeKey"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com", "delivery.logs.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

resource "aws_kms_key" "logs" {
  description             = "Logs of ${var.name}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = data.aws_iam_policy_document.key.json
  tags                    = merge(var.tags, { data_class = "confidential" })
}

resource "aws_cloudtrail" "this" {
  name                          = var.name
  s3_bucket_name                = module.trail_logs.id
  kms_key_id                    = aws_kms_key.logs.arn
  is_multi_region_trail         = true
  include_global_service_events = true
  enable_log_file_validation    = true
  enable_logging                = true

  dynamic "event_selector" {
    for_each = length(var.data_event_bucket_arns) > 0 ? [var.data_event_bucket_arns] : []

    content {
      read_write_type           = "All"
      include_management_events = true

      data_resource {
        type   = "AWS::S3::Object"
        values = [for arn in event_selector.value : "${arn}/"]
      }
    }
  }

  tags = merge(var.tags, { data_class = "confidential" })

  depends_on = [module.trail_logs]
}
