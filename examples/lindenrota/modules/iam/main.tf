# A role that one principal may assume, with the statements it needs and no others.

data "aws_iam_policy_document" "trust" {
  statement {
    actions = [var.trusted_federation == null ? "sts:AssumeRole" : "sts:AssumeRoleWithWebIdentity"]

    dynamic "principals" {
      for_each = var.trusted_service == null ? [] : [var.trusted_service]

      content {
        type        = "Service"
        identifiers = [principals.value]
      }
    }

    dynamic "principals" {
      for_each = var.trusted_federation == null ? [] : [var.trusted_federation]

      content {
        type        = "Federated"
        identifiers = [principals.value.provider_arn]
      }
    }

    dynamic "condition" {
      for_each = var.trusted_federation == null ? [] : [var.trusted_federation]

      content {
        test     = "StringEquals"
        variable = "${condition.value.issuer}:sub"
        values   = condition.value.subjects
      }
    }
  }
}

data "aws_iam_policy_document" "permissions" {
  dynamic "statement" {
    for_each = var.statements

    content {
      sid       = statement.key
      effect    = "Allow"
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }
}

resource "aws_iam_role" "this" {
  name                 = var.name
  description          = var.description
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  max_session_duration = 3600
  tags                 = merge(var.tags, { data_class = var.data_class })
}

resource "aws_iam_policy" "this" {
  name        = var.name
  description = var.description
  policy      = data.aws_iam_policy_document.permissions.json
  tags        = merge(var.tags, { data_class = var.data_class })
}

resource "aws_iam_role_policy_attachment" "this" {
  role       = aws_iam_role.this.name
  policy_arn = aws_iam_policy.this.arn
}

resource "aws_iam_instance_profile" "this" {
  count = var.trusted_service == "ec2.amazonaws.com" ? 1 : 0

  name = var.name
  role = aws_iam_role.this.name
  tags = merge(var.tags, { data_class = var.data_class })
}
