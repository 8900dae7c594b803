module "dashboards_role" {
  source = "../modules/iam"

  name            = "${local.name}-dashboards"
  description     = "Machines that serve clinics' dashboards"
  data_class      = "confidential"
  trusted_service = "ec2.amazonaws.com"

  statements = {
    Curated = {
      actions   = ["s3:GetObject", "s3:ListBucket"]
      resources = [module.zone["curated"].arn, "${module.zone["curated"].arn}/*"]
    }
    LakeKey = {
      actions   = ["kms:Decrypt"]
      resources = [aws_kms_key.lake.arn]
    }
  }
}

data "aws_iam_policy_document" "notebook_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["sagemaker.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "notebooks" {
  name               = "${local.name}-notebooks"
  description        = "Notebooks of the data scientists"
  assume_role_policy = data.aws_iam_policy_document.notebook_trust.json

  tags = { data_class = "confidential" }
}

# Widened during the spring migration to find out which rights the notebooks need.
resource "aws_iam_role_policy" "notebooks" {
  name = "notebooks"
  role = aws_iam_role.notebooks.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Migration"
        Effect   = "Allow"
        Action   = "*"
        Resource = "*"
      },
    ]
  })
}

# The research partner reads an agreed extract; legal keeps the agreed policy in the parameter store.
data "aws_ssm_parameter" "partner_policy" {
  name = var.partner_policy_parameter
}

resource "aws_iam_policy" "research_partner" {
  name        = "${local.name}-research-partner"
  description = "What the research partner may read"
  policy      = data.aws_ssm_parameter.partner_policy.value

  tags = { data_class = "confidential" }
}
