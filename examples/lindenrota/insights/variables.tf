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

variable "zones" {
  type = map(object({
    data_class        = string
    own_key           = optional(bool, true)
    versioning        = optional(bool, true)
    expire_after_days = optional(number, 1825)
  }))
  description = "Zones of the lake, each a bucket of its own."
}

variable "dashboard_cidr_blocks" {
  type        = list(string)
  description = "Address ranges from which clinics open their dashboards."
}

variable "keep_query_results" {
  type        = bool
  description = "Whether results of analysts' queries can be brought back; set by the pipeline for each release."
}

variable "partner_policy_parameter" {
  type        = string
  description = "Parameter that holds the policy agreed with the research partner."
}
