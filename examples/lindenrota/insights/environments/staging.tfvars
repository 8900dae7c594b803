environment = "staging"
region      = "eu-west-1"
account_id  = "543210987654"
owner       = "data-team"

cidr_block = "10.31.0.0/16"
ami_id     = "ami-0f3c9d1b7a5e42c68"

zones = {
  raw     = { data_class = "internal", expire_after_days = 14 }
  curated = { data_class = "internal", expire_after_days = 14 }
  exports = { data_class = "internal", expire_after_days = 7 }
}

dashboard_cidr_blocks    = ["10.0.0.0/8"]
keep_query_results       = false
partner_policy_parameter = "/insights/partners/none/policy"
