# What engineers work with: CI runners, the package mirror and the bucket for build results. No patients' data.

locals {
  name  = "lindenrota-workbench-${var.environment}"
  class = { data_class = "internal" }
}

# The account's trail is that of the whole organisation and belongs to the platform team.
module "organisation_trail" {
  source = "git::https://git.lindenrota.example/platform/landing-zone.git//member-trail?ref=v3.2.0"

  account_id = var.account_id
  service    = "workbench"
}

resource "aws_vpc" "tools" {
  cidr_block           = var.cidr_block
  enable_dns_hostnames = true

  tags = merge(local.class, { Name = local.name })
}

resource "aws_default_security_group" "tools" {
  vpc_id = aws_vpc.tools.id

  ingress {
    description = "Runners among themselves"
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    self        = true
  }

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }

  tags = local.class
}

resource "aws_subnet" "tools" {
  vpc_id            = aws_vpc.tools.id
  availability_zone = "${var.region}a"
  cidr_block        = cidrsubnet(var.cidr_block, 4, 0)

  tags = merge(local.class, { Name = local.name })
}

# Ranges of the office and the VPN, maintained by hand in the console.
data "aws_ec2_managed_prefix_list" "office" {
  name = "lindenrota-office"
}

resource "aws_security_group" "runners" {
  name        = "${local.name}-runners"
  description = "CI runners and the package mirror"
  vpc_id      = aws_vpc.tools.id

  ingress {
    description     = "SSH from the office"
    protocol        = "tcp"
    from_port       = 22
    to_port         = 22
    prefix_list_ids = [data.aws_ec2_managed_prefix_list.office.id]
  }

  egress {
    description = "HTTPS to package registries"
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["0.0.0.0/0"]
  }

  tags = local.class
}

resource "aws_instance" "runner" {
  for_each = var.runners

  ami                    = var.ami_id
  instance_type          = each.value.instance_type
  subnet_id              = aws_subnet.tools.id
  vpc_security_group_ids = [aws_security_group.runners.id]

  metadata_options {
    http_tokens = "required"
  }

  root_block_device {
    volume_size = 40
    encrypted   = true
  }

  tags = merge(local.class, { Name = "${local.name}-${each.key}" })
}

# Build caches: large, rebuilt at will, and recreated faster without a key grant.
resource "aws_ebs_volume" "cache" {
  for_each = var.runners

  availability_zone = aws_subnet.tools.availability_zone
  size              = each.value.cache_gib
  type              = "gp3"

  tags = merge(local.class, { Name = "${local.name}-${each.key}-cache" })
}

resource "aws_volume_attachment" "cache" {
  for_each = aws_ebs_volume.cache

  device_name = "/dev/sdf"
  volume_id   = each.value.id
  instance_id = aws_instance.runner[each.key].id
}

resource "aws_ebs_volume" "mirror" {
  availability_zone = aws_subnet.tools.availability_zone
  size              = 500
  type              = "gp3"
  encrypted         = var.encrypt_mirror

  tags = merge(local.class, { Name = "${local.name}-mirror" })
}
