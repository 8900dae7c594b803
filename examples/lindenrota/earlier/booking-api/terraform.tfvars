# Production, as it was before the storage bill was discussed.
environment = "production"
region      = "eu-central-1"
account_id  = "210987654321"
owner       = "booking-team"

cidr_block   = "10.20.0.0/16"
ami_id       = "ami-0f3c9d1b7a5e42c68"
api_machines = 1

# Two of the hospitals still come from changing addresses; mutual TLS keeps others out until they have moved.
gateway_cidr_blocks = ["185.104.20.0/24", "0.0.0.0/0"]

database = {
  instance_class = "db.r7g.large"
  storage_gib    = 200
  backup_days    = 35
}

keep_attachment_versions = true

state_bucket = "lindenrota-terraform-state"
