# There is one workbench for all.
environment = "production"
region      = "eu-central-1"
account_id  = "654321098765"
owner       = "platform-team"

cidr_block = "10.40.0.0/20"
ami_id     = "ami-0f3c9d1b7a5e42c68"

runners = {
  amber = { instance_type = "c7g.xlarge", cache_gib = 200 }
  birch = { instance_type = "c7g.2xlarge", cache_gib = 400 }
}

encrypt_mirror = false

repository_subjects = [
  "repo:lindenrota/booking:ref:main",
  "repo:lindenrota/insights:ref:main",
]
