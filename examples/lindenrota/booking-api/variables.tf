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

variable "api_machines" {
  type        = number
  description = "How many API machines."
}

variable "gateway_cidr_blocks" {
  type        = list(string)
  description = "Address ranges of hospital systems that send HL7 FHIR messages to the gateway."
}

variable "database" {
  type = object({
    instance_class = string
    storage_gib    = optional(number, 50)
    multi_az       = optional(bool, true)
    backup_days    = optional(number, 14)
  })
  description = "Size and safety of the database."
}

variable "keep_attachment_versions" {
  type        = bool
  default     = true
  description = "Whether replaced referral letters can be brought back."
}

variable "state_bucket" {
  type        = string
  description = "Bucket that holds the state of the platform repository."
}
