data "aws_iam_policy_document" "account_key" {
  statement {
    sid       = "Account"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${data.aws_caller_identity.current.account_id}:root"]
    }
  }
}

resource "aws_kms_key" "patient_data" {
  description             = "Patients' data of ${local.name}"
  enable_key_rotation     = true
  rotation_period_in_days = 180
  deletion_window_in_days = 30
  policy                  = data.aws_iam_policy_document.account_key.json

  tags = { data_class = "restricted" }
}

resource "aws_kms_alias" "patient_data" {
  name          = "alias/${local.name}-patient-data"
  target_key_id = aws_kms_key.patient_data.key_id
}

# Signs the calendar invitations that patients receive. Asymmetric keys cannot be rotated by AWS; the yearly change is
# a procedure of its own.
resource "aws_kms_key" "invitations" {
  description              = "Signature on invitations of ${local.name}"
  key_usage                = "SIGN_VERIFY"
  customer_master_key_spec = "ECC_NIST_P256"
  deletion_window_in_days  = 30
  policy                   = data.aws_iam_policy_document.account_key.json

  tags = { data_class = "internal" }
}
