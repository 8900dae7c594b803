# Production, before the lake got its own key. keep_query_results comes from the pipeline.
environment = "production"
region      = "eu-west-1"
account_id  = "432109876543"
owner       = "data-team"

cidr_block = "10.30.0.0/16"
ami_id     = "ami-0f3c9d1b7a5e42c68"

zones = {
  raw     = { data_class = "restricted", own_key = false, versioning = false, expire_after_days = 90 }
  curated = { data_class = "confidential", own_key = false }
  exports = { data_class = "confidential", own_key = false, expire_after_days = 30 }
  scratch = { data_class = "internal", versioning = false, expire_after_days = 7 }
}

dashboard_cidr_blocks    = ["0.0.0.0/0"]
partner_policy_parameter = "/insights/partners/research/policy"
