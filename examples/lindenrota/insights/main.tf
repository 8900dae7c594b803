# Analytics over pseudonymised bookings: a lake in zones, queries by Athena, and the dashboards that clinics see.

locals {
  name  = "lindenrota-insights-${var.environment}"
  zones = formatlist("${var.region}%s", ["a", "b"])
}

data "aws_caller_identity" "current" {}

resource "aws_kms_key" "lake" {
  description             = "Lake of ${local.name}"
  deletion_window_in_days = 30
  enable_key_rotation     = true

  tags = { data_class = "confidential" }
}

module "zone" {
  source   = "../modules/bucket"
  for_each = var.zones

  name              = "${local.name}-${each.key}"
  data_class        = each.value.data_class
  encryption        = each.value.own_key ? { kms_key_arn = aws_kms_key.lake.arn } : null
  versioning        = each.value.versioning
  access_log        = { bucket = aws_s3_bucket.logs["access"].id }
  expire_after_days = each.value.expire_after_days
}

module "network" {
  source = "../modules/network"

  name               = local.name
  cidr_block         = var.cidr_block
  availability_zones = local.zones
  internet           = var.environment == "production"
  data_class         = "confidential"
  log_bucket_arn     = aws_s3_bucket.logs["trail"].arn
}

module "dashboards" {
  source = "../modules/compute"

  name             = "${local.name}-dashboards"
  data_class       = "confidential"
  machines         = 1
  ami_id           = var.ami_id
  instance_type    = "m7g.medium"
  vpc_id           = module.network.vpc_id
  subnet_ids       = var.environment == "production" ? module.network.public_subnet_ids : module.network.private_subnet_ids
  public_address   = var.environment == "production"
  instance_profile = module.dashboards_role.instance_profile
  kms_key_arn      = aws_kms_key.lake.arn

  ingress = {
    "Dashboards of clinics" = {
      port        = 443
      cidr_blocks = var.dashboard_cidr_blocks
    }
  }

  user_data = <<-SCRIPT
    #!/bin/sh
    set -eu
    echo "zone=${module.zone["curated"].id}" > /etc/dashboards.conf
    systemctl enable --now dashboards
  SCRIPT
}

resource "aws_athena_workgroup" "analysts" {
  name = "analysts-${var.environment}"

  configuration {
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true

    result_configuration {
      output_location = "s3://${aws_s3_bucket.results.id}/"

      encryption_configuration {
        encryption_option = "SSE_KMS"
        kms_key_arn       = aws_kms_key.lake.arn
      }
    }
  }

  tags = { data_class = "confidential" }
}

resource "aws_glue_catalog_database" "lake" {
  name         = replace(local.name, "-", "_")
  description  = "Tables of the lake"
  location_uri = "s3://${module.zone["curated"].id}/"

  tags = { data_class = "confidential" }
}
