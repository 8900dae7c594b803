environment = "staging"
region      = "eu-central-1"
account_id  = "321098765432"
owner       = "booking-team"

cidr_block   = "10.21.0.0/16"
ami_id       = "ami-0f3c9d1b7a5e42c68"
api_machines = 1

gateway_cidr_blocks = ["10.0.0.0/8"]

database = {
  instance_class = "db.t4g.medium"
  multi_az       = false
  backup_days    = 7
}

keep_attachment_versions = true

state_bucket = "lindenrota-terraform-state"
