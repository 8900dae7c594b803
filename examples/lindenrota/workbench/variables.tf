variable "environment" {
  type        = string
  description = "Which environment this is."

  validation {
    condition     = contains(["staging", "production"], var.environment)
    error_message = "environment must be staging or production."
  }
}

variable "region" {
  type        = string
  description = "AWS region; patients' data stay in the European Union."

  validation {
    condition     = startswith(var.region, "eu-")
    error_message = "region must lie in the European Union."
  }
}

variable "account_id" {
  type        = string
  description = "AWS account of this environment."
}

variable "owner" {
  type        = string
  description = "Team that answers for the service."
}

variable "cidr_block" {
  type        = string
  description = "Address range of the VPC."
}

variable "ami_id" {
  type        = string
  description = "Hardened image built by the platform team."
}

variable "runners" {
  type = map(object({
    instance_type = string
    cache_gib     = number
  }))
  description = "CI runners by name."
}

variable "encrypt_mirror" {
  type        = bool
  description = "Whether the package mirror's disk is encrypted; the platform pipeline sets it with the image."
}

variable "repository_subjects" {
  type        = list(string)
  description = "Repositories and branches whose pipelines may deploy."
}
