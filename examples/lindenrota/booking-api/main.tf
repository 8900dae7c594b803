# The API that clinics' front desks, patients and hospital systems book with.

locals {
  name  = "lindenrota-booking-${var.environment}"
  zones = [for letter in ["a", "b"] : "${var.region}${letter}"]
}

data "aws_caller_identity" "current" {}

data "aws_ec2_managed_prefix_list" "cloudfront" {
  name = "com.amazonaws.global.cloudfront.origin-facing"
}

# Office and VPN ranges live with the platform team.
data "terraform_remote_state" "platform" {
  backend = "s3"

  config = {
    bucket = var.state_bucket
    key    = "platform/network.tfstate"
    region = var.region
  }
}

module "logging" {
  source = "../modules/logging"

  name                   = local.name
  retention_days         = 730
  data_event_bucket_arns = [module.attachments.arn]
}

module "network" {
  source = "../modules/network"

  name               = local.name
  cidr_block         = var.cidr_block
  availability_zones = local.zones
  internet           = true
  data_class         = "restricted"
  log_bucket_arn     = module.logging.trail_bucket_arn
}

module "api" {
  source = "../modules/compute"

  name             = "${local.name}-api"
  data_class       = "restricted"
  machines         = var.api_machines
  ami_id           = var.ami_id
  instance_type    = "m7g.large"
  vpc_id           = module.network.vpc_id
  subnet_ids       = module.network.private_subnet_ids
  instance_profile = module.api_role.instance_profile
  kms_key_arn      = aws_kms_key.patient_data.arn

  ingress = {
    "HTTPS from the load balancer" = {
      port            = 8443
      security_groups = [aws_security_group.balancer.id]
    }
  }
}

# Hospitals push appointments from their own systems; the gateway turns them into ours.
module "gateway" {
  source = "../modules/compute"

  name             = "${local.name}-fhir"
  data_class       = "restricted"
  machines         = 1
  ami_id           = var.ami_id
  vpc_id           = module.network.vpc_id
  subnet_ids       = module.network.public_subnet_ids
  public_address   = true
  instance_profile = module.api_role.instance_profile
  kms_key_arn      = aws_kms_key.patient_data.arn
  disks            = { "/dev/sdf" = 100 }

  ingress = {
    "FHIR over TLS from hospitals" = {
      port        = 8443
      cidr_blocks = var.gateway_cidr_blocks
    }
  }
}

module "database" {
  source = "../modules/database"

  name           = local.name
  data_class     = "restricted"
  vpc_id         = module.network.vpc_id
  subnet_ids     = module.network.private_subnet_ids
  kms_key_arn    = aws_kms_key.patient_data.arn
  instance_class = var.database.instance_class
  storage_gib    = var.database.storage_gib
  multi_az       = var.database.multi_az
  backup_days    = var.database.backup_days

  client_security_groups = {
    api  = module.api.security_group_id
    fhir = module.gateway.security_group_id
  }

  # Support engineers reach the database over the VPN for supervised repairs.
  client_cidr_blocks = [data.terraform_remote_state.platform.outputs.vpn_cidr_block]
}

# Referral letters and photographs that patients attach to a booking.
module "attachments" {
  source = "../modules/bucket"

  name              = "${local.name}-attachments"
  data_class        = "restricted"
  encryption        = { kms_key_arn = aws_kms_key.patient_data.arn }
  versioning        = var.keep_attachment_versions
  access_log        = { bucket = module.logging.access_log_bucket }
  expire_after_days = 730
}

# Scripts and images of the widget that clinics put on their own sites; CloudFront serves them.
module "widget" {
  source = "../modules/bucket"

  name       = "${local.name}-widget"
  data_class = "public"
  access_log = { bucket = module.logging.access_log_bucket }

  services = {
    WidgetRead = {
      principal      = "cloudfront.amazonaws.com"
      source_account = data.aws_caller_identity.current.account_id
      actions        = ["s3:GetObject"]
    }
  }
}

module "api_role" {
  source = "../modules/iam"

  name            = "${local.name}-api"
  description     = "Machines of the booking API"
  data_class      = "restricted"
  trusted_service = "ec2.amazonaws.com"

  statements = {
    Attachments = {
      actions   = ["s3:GetObject", "s3:PutObject"]
      resources = ["${module.attachments.arn}/*"]
    }
    PatientKey = {
      actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
      resources = [aws_kms_key.patient_data.arn]
    }
    SignInvitations = {
      actions   = ["kms:Sign", "kms:GetPublicKey"]
      resources = [aws_kms_key.invitations.arn]
    }
  }
}
