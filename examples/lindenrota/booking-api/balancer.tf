# Browsers and apps come through CloudFront, which another repository owns; only CloudFront may reach the balancer.

resource "aws_security_group" "balancer" {
  name        = "${local.name}-balancer"
  description = "Load balancer of the booking API"
  vpc_id      = module.network.vpc_id

  tags = { Name = "${local.name}-balancer", data_class = "restricted" }
}

resource "aws_vpc_security_group_ingress_rule" "balancer_cloudfront" {
  security_group_id = aws_security_group.balancer.id
  description       = "HTTPS from CloudFront"
  prefix_list_id    = data.aws_ec2_managed_prefix_list.cloudfront.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443

  tags = { data_class = "restricted" }
}

resource "aws_vpc_security_group_egress_rule" "balancer_api" {
  security_group_id            = aws_security_group.balancer.id
  description                  = "HTTPS to the API machines"
  referenced_security_group_id = module.api.security_group_id
  ip_protocol                  = "tcp"
  from_port                    = 8443
  to_port                      = 8443

  tags = { data_class = "restricted" }
}

resource "aws_lb" "api" {
  name                       = "booking-${var.environment}"
  load_balancer_type         = "application"
  security_groups            = [aws_security_group.balancer.id]
  subnets                    = module.network.public_subnet_ids
  drop_invalid_header_fields = true
  enable_deletion_protection = true

  access_logs {
    bucket  = module.logging.access_log_bucket
    prefix  = "balancer"
    enabled = true
  }

  tags = { data_class = "restricted" }
}

resource "aws_lb_target_group" "api" {
  name     = "booking-${var.environment}"
  port     = 8443
  protocol = "HTTPS"
  vpc_id   = module.network.vpc_id

  health_check {
    path     = "/health/ready"
    protocol = "HTTPS"
    matcher  = "200"
  }

  tags = { data_class = "restricted" }
}

resource "aws_lb_target_group_attachment" "api" {
  count = var.api_machines

  target_group_arn = aws_lb_target_group.api.arn
  target_id        = module.api.instance_ids[count.index]
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.api.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = data.terraform_remote_state.platform.outputs.booking_certificate_arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.api.arn
  }

  tags = { data_class = "restricted" }
}
