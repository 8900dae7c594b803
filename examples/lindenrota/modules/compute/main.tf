# Virtual machines of one kind, spread over subnets, with encrypted disks and the newer metadata service only.

locals {
  tags = merge(var.tags, { data_class = var.data_class })
}

resource "aws_security_group" "this" {
  name        = var.name
  description = "Machines of ${var.name}"
  vpc_id      = var.vpc_id
  tags        = merge(local.tags, { Name = var.name })

  dynamic "ingress" {
    for_each = var.ingress

    content {
      description     = ingress.key
      protocol        = "tcp"
      from_port       = ingress.value.port
      to_port         = ingress.value.port
      cidr_blocks     = ingress.value.cidr_blocks
      prefix_list_ids = ingress.value.prefix_list_ids
      security_groups = ingress.value.security_groups
    }
  }

  egress {
    description = "To wherever routes lead"
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "this" {
  count = var.machines

  ami                         = var.ami_id
  instance_type               = var.instance_type
  subnet_id                   = element(var.subnet_ids, count.index)
  vpc_security_group_ids      = [aws_security_group.this.id]
  iam_instance_profile        = var.instance_profile
  associate_public_ip_address = var.public_address
  monitoring                  = true
  user_data                   = var.user_data

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  root_block_device {
    volume_type = "gp3"
    volume_size = var.root_gib
    encrypted   = true
    kms_key_id  = var.kms_key_arn
  }

  dynamic "ebs_block_device" {
    for_each = var.disks

    content {
      device_name           = ebs_block_device.key
      volume_type           = "gp3"
      volume_size           = ebs_block_device.value
      encrypted             = true
      kms_key_id            = var.kms_key_arn
      delete_on_termination = false
    }
  }

  tags        = merge(local.tags, { Name = format("%s-%02d", var.name, count.index + 1) })
  volume_tags = local.tags
}
